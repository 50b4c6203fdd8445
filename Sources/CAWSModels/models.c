// SPDX-License-Identifier: Apache-2.0
// Written by scripts/generate-aws-models; do not edit.
#include "CAWSModels.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char model_ec2[] = {
#embed "ec2.json"
};

static const unsigned char model_s3[] = {
#embed "s3.json"
};

static const unsigned char model_sts[] = {
#embed "sts.json"
};

static const cx_aws_model models[] = {
    {"ec2", "EC2", model_ec2, sizeof model_ec2},
    {"s3", "S3", model_s3, sizeof model_s3},
    {"sts", "STS", model_sts, sizeof model_sts},
};

const cx_aws_model *const cx_aws_models = models;
const unsigned long cx_aws_model_count = sizeof models / sizeof models[0];
