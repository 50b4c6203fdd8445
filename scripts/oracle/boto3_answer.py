#!/usr/bin/env python3
"""What boto3 says about the resources of the catalogue's types in one region.

Standard input:  {"endpoint", "access_key_id", "secret_access_key", "session_token"?, "ca_certificate"?,
                  "catalogue": directory of the YAML files, "account", "partition"?, "region", "types": [type, …]}
Standard output: {type: {resource id: {"configuration", "arn", "name", "tags", "missing"?: {part: error code}}}
                  or {"error": error code}}
"""

import json
import sys
from typing import Any

from botocore.exceptions import ClientError
from catalogue_calls import Calls, Connection, plain
from catalogue_engine import Engine
from catalogue_paths import Place
from catalogue_types import Catalogue, ResourceType


def main() -> None:
    question = json.load(sys.stdin)
    connection = Connection(
        endpoint=question["endpoint"],
        access_key_id=question["access_key_id"],
        secret_access_key=question["secret_access_key"],
        session_token=question.get("session_token"),
        ca_certificate=question.get("ca_certificate"),
    )
    calls = Calls(connection)
    catalogue = Catalogue.read(question["catalogue"])
    answer = {name: _answer(calls, catalogue, question, name) for name in question["types"]}
    json.dump(answer, sys.stdout, default=plain, ensure_ascii=False)


def _answer(calls: Calls, catalogue: Catalogue, question: dict[str, Any], name: str) -> dict[str, Any]:
    kind = catalogue.types.get(name)
    if kind is None:
        return {"error": "UnknownType"}
    place = Place(question.get("partition", "aws"), question["account"], _region(kind, question["region"]))
    try:
        return dict(Engine(calls, kind, place).resources())
    except ClientError as error:
        return _failed(name, error.response["Error"]["Code"], error)
    except Exception as error:
        # What one service answers wrongly must not cost the answers of the others.
        return _failed(name, type(error).__name__, error)


def _region(kind: ResourceType, asked: str) -> str:
    return kind.home or "us-east-1" if kind.is_global else asked


def _failed(name: str, code: str, error: Exception) -> dict[str, Any]:
    print(f"{name}: {error}", file=sys.stderr)
    return {"error": code}


if __name__ == "__main__":
    main()
