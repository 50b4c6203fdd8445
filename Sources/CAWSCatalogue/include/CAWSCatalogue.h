// SPDX-License-Identifier: Apache-2.0
#pragma once

/// One file of the catalogue of AWS resource types.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    unsigned long count;
} cx_aws_catalogue_file;

extern const cx_aws_catalogue_file *const cx_aws_catalogue;
extern const unsigned long cx_aws_catalogue_count;
