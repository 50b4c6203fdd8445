#!/usr/bin/env python3
"""Holds the GCP catalogue against Google's discovery documents and the list of permissions. Findings go to standard
output, one a line; exit code 1 if there are any."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gcp_discovery import Document, Method, Schema, element, member
from gcp_types import ResourceType, placeholders, read_catalogue

PERMISSIONS = Path(__file__).resolve().parents[2] / "Tests" / "ProgramTests" / "gcp-permissions.txt"
_READING = ("get", "list", "aggregated")
_SECRET = {"getKeyString"}
_SHOWN = {"id": "id", "name": "name", "region": "region", "tags": "labels"}
_TYPE_KEYS = {
    "asset", "type", "list", "query", "permission", "items", "page", "method", "body", "parent", "id", "name", "region", "tags",
    "include", "absent", "follow_ups", "redact",
}  # fmt: skip
_FOLLOW_UP_KEYS = {"part", "get", "query", "take", "permission", "absent", "page", "method", "body"}


def main() -> int:
    types = read_catalogue()
    lines = (line.strip() for line in PERMISSIONS.read_text().splitlines())
    known = {line for line in lines if line and not line.startswith("#")}
    used = {name for kind in types.values() for name in kind.permissions}
    findings = [f"{kind.file}: {kind.name}: {finding}" for kind in types.values() for finding in _findings(kind, known)]
    findings += [f"{PERMISSIONS.name}: {name} is not used" for name in sorted(known - used)]
    print("\n".join(findings), end="\n" if findings else "")
    return 1 if findings else 0


def _findings(kind: ResourceType, permissions: set[str]) -> Iterator[str]:
    yield from (f"unknown key {key}" for key in kind.entry.keys() - _TYPE_KEYS)
    yield from (f"permission {name} is not in the list" for name in kind.permissions if name not in permissions)
    if not kind.permissions:
        yield "no permission"
    method = kind.method
    if method is None:
        yield f"no method {kind.verb} {kind.list_example}"
        return
    yield from _query(method, kind.entry)
    yield from _paging(method, kind.entry)
    document = method.document
    item = _item(method, kind.entry["items"])
    if item is None:
        yield f"no items {kind.entry['items']} in {method.response.get('id')}"
        return
    yield from _members(kind, document, item)
    parts: dict[str, tuple[Document, Schema]] = {}
    for follow_up in kind.follow_ups:
        yield from (f"{follow_up.get('part')}: {finding}" for finding in _follow_up(kind, follow_up, item, parts))
    for path in kind.entry.get("redact", []):
        shown = [kind.entry.get(key, default) for key, default in _SHOWN.items()]
        if any(f"{it}.".startswith(f"{path}.") for it in shown):
            yield f"{path} is shown, so it cannot be redacted"
        if not _leads_somewhere(path, document, item, parts):
            yield f"nothing to redact at {path}"


def _item(method: Method, items: str) -> Schema | None:
    found = method.response if items == "." else member(method.document, method.response, items)
    return None if found is None else element(method.document, found)


def _members(kind: ResourceType, document: Document, item: Schema) -> Iterator[str]:
    wanted = [kind.entry[key] for key in ("region", "tags") if key in kind.entry]
    for key in ("id", "name"):
        template = kind.entry[key]
        wanted += [place.rstrip("?") for place in placeholders(template)] if "{" in template else [template]
    for path in wanted:
        if path.startswith("parent."):
            if kind.parent is None:
                yield f"{path} without a parent"
        elif path != "project" and member(document, item, path) is None:
            yield f"no member {path}"


def _follow_up(
    kind: ResourceType, follow_up: dict[str, Any], item: Schema, parts: dict[str, tuple[Document, Schema]]
) -> Iterator[str]:
    yield from (f"unknown key {key}" for key in follow_up.keys() - _FOLLOW_UP_KEYS)
    if "permission" not in follow_up:
        yield "no permission"
    method = kind.follow_up_method(follow_up)
    if method is None:
        yield f"no method for {follow_up['get']}"
        return
    yield from _query(method, follow_up)
    answer: Schema | None = method.response
    if "take" in follow_up:
        answer = member(method.document, method.response, follow_up["take"])
    if answer is None:
        yield f"nothing to take at {follow_up['take']}"
        return
    parts[follow_up["part"]] = (method.document, answer)


def _query(method: Method, call: dict[str, Any]) -> Iterator[str]:
    known = method.document.content.get("parameters", {}) | method.content.get("parameters", {})
    given = call.get("query", {})
    for name, value in given.items():
        parameter = known.get(name)
        if parameter is None and f"`{name}`" in method.content["description"]:
            # Google's document of Compute Engine recommends returnPartialSuccess and forgets to declare it.
            continue
        if parameter is None or parameter["location"] != "query":
            yield f"no query parameter {name}"
        elif "enum" in parameter and value not in parameter["enum"]:
            yield f"{name} cannot be {value}"
    for name, parameter in method.content.get("parameters", {}).items():
        if parameter["location"] == "query" and parameter.get("required") and name not in given:
            yield f"query parameter {name} is missing"
    if ("body" in call) != ("request" in method.content):
        yield "a body that the method does not take" if "body" in call else "no body"
    for name in call.get("body", {}):
        if member(method.document, method.content.get("request", {}), name) is None:
            yield f"nothing in the body is called {name}"
    if not method.names[-1].startswith(_READING) or method.names[-1] in _SECRET:
        yield f"{'.'.join(method.names)} does more than read"


def _paging(method: Method, entry: dict[str, Any]) -> Iterator[str]:
    takes = "pageToken" in method.content.get("parameters", {})
    has_pages = takes and "nextPageToken" in method.response.get("properties", {})
    if has_pages == (entry.get("page") == "none"):
        yield "it has pages" if has_pages else "it has no pages"


def _leads_somewhere(path: str, document: Document, item: Schema, parts: dict[str, tuple[Document, Schema]]) -> bool:
    part, _, rest = path.partition(".")
    if part in parts:
        return not rest or member(*parts[part], rest) is not None
    return member(document, item, path) is not None


if __name__ == "__main__":
    sys.exit(main())
