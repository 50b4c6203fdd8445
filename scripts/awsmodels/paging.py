# SPDX-License-Identifier: Apache-2.0
"""How operations page."""

import re
from typing import Any

from .traits import Unsupported

_PATH = re.compile(r"[A-Za-z0-9]+(\.[A-Za-z0-9]+)*")
# Members that page where botocore has no paginator: what is sent, and what is received for it.
_TOKENS = (
    ("NextToken", "NextToken"),
    ("nextToken", "nextToken"),
    ("NextMarker", "NextMarker"),
    ("Marker", "NextMarker"),
    ("Marker", "Marker"),
    ("PageToken", "NextPageToken"),
    ("pageToken", "nextPageToken"),
    ("ExclusiveStartTableName", "LastEvaluatedTableName"),
)


def describe_page(where: str, operation: Any, paginator: dict[str, Any] | None) -> dict[str, Any] | None:
    if paginator is None:
        return _unlisted(operation)
    page = {"input": _all(paginator["input_token"]), "output": _all(paginator["output_token"])}
    if len(page["input"]) != len(page["output"]):
        raise Unsupported(f"{where}: as many tokens sent as received, please")
    for key, word in (("limit", "limit_key"), ("more", "more_results")):
        if word in paginator:
            page[key] = paginator[word]
    for value in [*page["input"], *page["output"], page.get("limit", "x"), page.get("more", "x")]:
        if not (isinstance(value, str) and _PATH.fullmatch(value)):
            raise Unsupported(f"{where}: paginator value {value!r} is no path of members")
    return page


def members(page: dict[str, Any] | None) -> set[str]:
    """The members of the request that paging sends."""
    return {*page["input"], *filter(None, [page.get("limit")])} if page else set()


def _all(tokens: str | list[str]) -> list[str]:
    return tokens if isinstance(tokens, list) else [tokens]


def _unlisted(operation: Any) -> dict[str, Any] | None:
    if operation.input_shape is None or operation.output_shape is None:
        return None
    outputs = _reachable(operation.output_shape)
    for sent, received in _TOKENS:
        for path, shape in outputs.items():
            if sent in operation.input_shape.members and path.split(".")[-1] == received and shape.type_name == "string":
                return {"input": [sent], "output": [path]}
    # It says that there is more and not how to get it: better an error than a list that looks whole.
    for path, shape in outputs.items():
        name = path.split(".")[-1]
        if shape.type_name == "boolean" and (name.lower().startswith("hasmore") or name in ("IsTruncated", "Truncated")):
            return {"input": [], "output": [], "more": path}
    return None


def _reachable(shape: Any) -> dict[str, Any]:
    """{path: shape} of the members, and of those of structures among them: CloudFront keeps its tokens there."""
    found = dict(shape.members)
    for name, member in shape.members.items():
        if member.type_name == "structure":
            found |= {f"{name}.{inner}": shape for inner, shape in member.members.items()}
    return found
