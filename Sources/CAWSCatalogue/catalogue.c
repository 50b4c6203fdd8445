// SPDX-License-Identifier: Apache-2.0
// Written by scripts/generate-aws-models; do not edit.
#include "CAWSCatalogue.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char model_ec2_yaml[] = {
#embed "ec2.yaml"
};

static const unsigned char model_s3_yaml[] = {
#embed "s3.yaml"
};

static const cx_aws_catalogue_file files[] = {
    {"ec2.yaml", model_ec2_yaml, sizeof model_ec2_yaml},
    {"s3.yaml", model_s3_yaml, sizeof model_s3_yaml},
};

const cx_aws_catalogue_file *const cx_aws_catalogue = files;
const unsigned long cx_aws_catalogue_count = sizeof files / sizeof files[0];
