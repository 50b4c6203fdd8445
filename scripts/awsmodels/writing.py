# SPDX-License-Identifier: Apache-2.0
"""The texts of the files."""

import json
import re
from typing import Any, Iterable

LINE_LIMIT = 100

HEADER = """\
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
"""


def layout(value: Any, depth: int = 0, prefix: int = 0) -> str:
    """JSON with sorted keys, an object on one line where it fits in one."""
    line = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    if not isinstance(value, dict) or not value or depth + prefix + len(line) <= LINE_LIMIT:
        return line
    pieces = []
    for key in sorted(value):
        name = json.dumps(key) + ":"
        pieces.append(" " * (depth + 1) + name + layout(value[key], depth + 1, len(name)))
    return "{\n" + ",\n".join(pieces) + "\n" + " " * depth + "}"


def source_text(services: dict[str, str]) -> str:
    """:param services: and their names in variables"""
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        "// Written by scripts/generate-aws-models; do not edit.",
        '#include "CAWSModels.h"',
        "",
        "// #embed is C23, and an extension before it.",
        '#pragma clang diagnostic ignored "-Wc23-extensions"',
        "",
    ]
    for service in services:
        lines += [
            f"static const unsigned char {identifier(service)}[] = {{",
            f'#embed "models/{service}.json"',
            "};",
            "",
        ]
    lines.append("static const cx_aws_model models[] = {")
    for service, variable in services.items():
        name = identifier(service)
        lines.append(f'    {{"{service}", "{variable}", {name}, sizeof {name}}},')
    lines += [
        "};",
        "",
        "const cx_aws_model *const cx_aws_models = models;",
        "const unsigned long cx_aws_model_count = sizeof models / sizeof models[0];",
    ]
    return "\n".join(lines) + "\n"


def catalogue_text(names: Iterable[str]) -> str:
    files = list(names)
    lines = [
        "// SPDX-License-Identifier: Apache-2.0",
        "// Written by scripts/generate-aws-models; do not edit.",
        '#include "CAWSCatalogue.h"',
        "",
        "// #embed is C23, and an extension before it.",
        '#pragma clang diagnostic ignored "-Wc23-extensions"',
        "",
    ]
    for name in files:
        lines += [f"static const unsigned char {identifier(name)}[] = {{", f'#embed "types/{name}"', "};", ""]
    lines.append("static const cx_aws_catalogue_file files[] = {")
    lines += [f'    {{"{name}", {identifier(name)}, sizeof {identifier(name)}}},' for name in files]
    lines += [
        "};",
        "",
        "const cx_aws_catalogue_file *const cx_aws_catalogue = files;",
        "const unsigned long cx_aws_catalogue_count = sizeof files / sizeof files[0];",
    ]
    return "\n".join(lines) + "\n"


def identifier(service: str) -> str:
    return "model_" + re.sub(r"[^a-z0-9]", "_", service)
