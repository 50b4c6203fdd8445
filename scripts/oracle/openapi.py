#!/usr/bin/env python3
"""Whether a document is OpenAPI, and answers are what it says of them.

Standard input:  {"document": {...}, "answers": [{"path", "method", "status", "type", "body"}]}
Standard output: a list of what is wrong, empty where nothing is
"""

import json
import sys
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator


def schema_of(document: dict[str, Any], answer: dict[str, Any]) -> Any:
    responses = document["paths"][answer["path"]][answer["method"].lower()]["responses"]
    # Where the document has no schema any content will do.
    return responses[str(answer["status"])]["content"][answer["type"]].get("schema", {})


def main() -> None:
    question = json.load(sys.stdin)
    document = question["document"]
    wrong = [f"the document: {error.message}" for error in OpenAPIV31SpecValidator(document).iter_errors()]
    for answer in question["answers"]:
        name = f"{answer['method']} {answer['path']} {answer['status']} {answer['type']}"
        try:
            # The schema's references are into the document.
            schema = {**schema_of(document, answer), "components": document["components"]}
        except KeyError as error:
            wrong.append(f"{name}: {error} is not described")
            continue
        body = json.loads(answer["body"]) if "json" in answer["type"] else answer["body"]
        validator = Draft202012Validator(schema, format_checker=FormatChecker(["date-time"]))
        wrong += [f"{name}: {error.message}" for error in validator.iter_errors(body)]
    json.dump(wrong, sys.stdout)


if __name__ == "__main__":
    main()
