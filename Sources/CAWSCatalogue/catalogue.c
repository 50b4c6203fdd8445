// SPDX-License-Identifier: Apache-2.0
#include "CAWSCatalogue.h"

// #embed is C23, and an extension before it.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char ec2[] = {
#embed "ec2.yaml"
};

static const unsigned char s3[] = {
#embed "s3.yaml"
};

static const cx_aws_catalogue_file files[] = {
    {"ec2.yaml", ec2, sizeof ec2},
    {"s3.yaml", s3, sizeof s3},
};

const cx_aws_catalogue_file *const cx_aws_catalogue = files;
const unsigned long cx_aws_catalogue_count = sizeof files / sizeof files[0];
