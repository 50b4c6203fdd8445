#!/usr/bin/env python3
"""Holds JSON against the schemas of Google's discovery documents: types, formats, enumerations, unknown members.

Arguments: estate files of the simulator. Without arguments, on standard input: a list of
{"host", "path", "method"?, "answer"}. Findings go to standard output; exit code 1 if there are any."""

import base64
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gcp_discovery import Document, Schema, find_method, is_open

_INTEGERS = {"int32": 31, "uint32": 32, "int64": 63, "uint64": 64}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_DURATION = re.compile(r"-?\d+(\.\d{1,9})?s")


def main() -> int:
    files = [Path(argument) for argument in sys.argv[1:]]
    answers = [answer for file in files for answer in _estate(file)] if files else list(_questions())
    findings = [finding for answer in answers for finding in _findings(*answer)]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def _questions() -> Iterator[tuple[str, str, str, Any]]:
    for question in json.load(sys.stdin):
        yield question["host"], question.get("method", "GET"), question["path"], question["answer"]


def _estate(file: Path) -> Iterator[tuple[str, str, str, Any]]:
    estate = json.loads(file.read_text())
    for path, content in estate.get("lists", {}).items():
        yield estate["host"], "GET", path, content.get("envelope", {}) | _values(content)
    for path, content in estate.get("objects", {}).items():
        yield estate["host"], "GET", path, content
    for path, content in estate.get("posts", {}).items():
        yield estate["host"], "POST", path, content


def _values(content: dict[str, Any]) -> dict[str, Any]:
    if "aggregated" not in content:
        return {content["items"]: content["values"]}
    name = content["aggregated"]
    return {"items": {scope: {name: it} if isinstance(it, list) else it for scope, it in content["scopes"].items()}}


def _findings(host: str, verb: str, path: str, answer: Any) -> Iterator[str]:
    method = find_method(host, verb, path.partition("?")[0])
    if method is None:
        yield f"{host}{path}: no method {verb}"
        return
    for finding in _check(method.document, method.response, answer, ""):
        yield f"{host}{path}: {finding}"


def _check(document: Document, schema: Schema, value: Any, place: str) -> Iterator[str]:
    schema = document.resolved(schema)
    if is_open(schema):
        return
    match schema.get("type"), value:
        case "object", dict():
            yield from _members(document, schema, value, place)
        case "array", list():
            for index, each in enumerate(value):
                yield from _check(document, schema["items"], each, f"{place}[{index}]")
        case "string", str():
            yield from (f"{place}: {finding}" for finding in _text(schema, value))
        case "boolean", bool():
            pass
        case "integer" | "number", bool():
            yield f"{place}: a flag, not a number"
        case "integer", int():
            if not _fits(schema.get("format", "int32"), value):
                yield f"{place}: {value} is too large"
        case "number", int() | float():
            pass
        case wanted, _:
            yield f"{place}: {type(value).__name__}, not {wanted}"


def _members(document: Document, schema: Schema, value: dict[str, Any], place: str) -> Iterator[str]:
    for name, each in value.items():
        known = schema.get("properties", {}).get(name, schema.get("additionalProperties"))
        here = f"{place}.{name}" if place else name
        if known is None:
            yield f"{here}: unknown member"
        else:
            yield from _check(document, known, each, here)


def _text(schema: Schema, value: str) -> Iterator[str]:
    kind = schema.get("format")
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value} is none of {', '.join(schema['enum'][:8])}"
    if kind in _INTEGERS and not (re.fullmatch(r"-?\d+", value) and _fits(kind, int(value))):
        yield f"{value} is no {kind}"
    if kind in ("date-time", "google-datetime") and not _TIME.fullmatch(value):
        yield f"{value} is no time"
    if kind == "google-duration" and not _DURATION.fullmatch(value):
        yield f"{value} is no duration"
    if kind == "byte" and not _is_base64(value):
        yield f"{value} is not base64"


def _fits(kind: str, value: int) -> bool:
    bits = _INTEGERS.get(kind, 63)
    return 0 <= value < 1 << bits if kind.startswith("u") else -(1 << bits) <= value < 1 << bits


def _is_base64(value: str) -> bool:
    try:
        base64.b64decode(value.replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
