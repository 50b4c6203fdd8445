// SPDX-License-Identifier: Apache-2.0
// Written by scripts/embed-catalogues; do not edit.
#pragma once

/// One file of the catalogue of resource types.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    unsigned long count;
} cx_azure_catalogue_file;

extern const cx_azure_catalogue_file *const cx_azure_catalogue;
extern const unsigned long cx_azure_catalogue_count;
