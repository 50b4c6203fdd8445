// SPDX-License-Identifier: Apache-2.0
// Written by scripts/generate-aws-models; do not edit.
#ifndef CAWSMODELS_H
#define CAWSMODELS_H

/// One AWS service's model: its name, its name in AWS_ENDPOINT_URL_<SERVICE>, and the bytes of its JSON description.
typedef struct {
    const char *service;
    const char *variable;
    const unsigned char *bytes;
    unsigned long count;
} cx_aws_model;

/// The first of `cx_aws_model_count` models, in order of their services' names.
/// (A pointer, because Swift imports no array of unknown length.)
extern const cx_aws_model *const cx_aws_models;
extern const unsigned long cx_aws_model_count;

#endif
