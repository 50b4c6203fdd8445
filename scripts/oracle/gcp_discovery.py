"""Google's discovery documents, as google-api-python-client carries them: methods by address, members by path."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import googleapiclient.discovery_cache

_DOCUMENTS = Path(googleapiclient.discovery_cache.__file__).parent / "documents"

Schema = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Document:
    service: str
    version: str
    base: str
    content: dict[str, Any]

    def resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self.content["schemas"][schema["$ref"]]
        return schema


@dataclass(frozen=True, eq=False)
class Method:
    document: Document
    # The names of the resources that lead to it, then its own: ("projects", "topics", "list").
    names: tuple[str, ...]
    content: dict[str, Any]

    @property
    def expanded_path(self) -> str:
        """With a parameter for every segment: /v1/projects/{projectsId}/topics."""
        return self.document.base + str(self.content.get("flatPath", self.content["path"]))

    @property
    def takes_full_names(self) -> bool:
        # App Engine's names are full ones too, though its addresses are spelt out.
        return "{+" in self.content["path"] or "appsId" in self.content["path"]

    @property
    def response(self) -> Schema:
        return self.document.resolved(self.content.get("response", {}))

    def matches(self, verb: str, path: str) -> bool:
        return self.content["httpMethod"] == verb and _pattern(self.expanded_path).fullmatch(path) is not None


def find_method(host: str, verb: str, path: str) -> Method | None:
    found = [method for document in documents(host) for method in _methods(document) if method.matches(verb, path)]
    # The plainest expression of a path wins: /v2/projects/{x}/sinks before /v2/{x}/{y}/sinks.
    return min(found, key=lambda method: method.expanded_path.count("{"), default=None)


@cache
def documents(host: str) -> tuple[Document, ...]:
    index = [name for name in _names() if _root(name) == host]
    return tuple(_read(name) for name in index)


def member(document: Document, schema: Schema, path: str) -> Schema | None:
    """The schema of what the path leads to. Lists are entered; an empty schema is one that allows anything."""
    here: list[Schema] = [schema]
    for name in path.split("."):
        here = [found for each in here for found in _step(document, each, name)]
        if not here:
            return None
    return here[0]


def element(document: Document, schema: Schema) -> Schema:
    schema = document.resolved(schema)
    return element(document, schema["items"]) if schema.get("type") == "array" else schema


def _step(document: Document, schema: Schema, name: str) -> Iterator[Schema]:
    schema = element(document, schema)
    if is_open(schema):
        yield {}
    elif name == "**":
        yield from _reachable(document, schema)
    elif name == "*":
        yield from filter(None, [schema.get("additionalProperties")])
    elif name in schema.get("properties", {}):
        yield schema["properties"][name]
    elif "additionalProperties" in schema:
        yield schema["additionalProperties"]


def is_open(schema: Schema) -> bool:
    if not schema or schema.get("type") == "any":
        return True
    return schema.get("type") == "object" and not schema.keys() & {"properties", "additionalProperties"}


def _reachable(document: Document, schema: Schema) -> Iterator[Schema]:
    waiting = [schema]
    seen: list[Schema] = []
    while waiting:
        here = element(document, waiting.pop())
        if any(here is other for other in seen):
            continue
        seen.append(here)
        yield here
        waiting += here.get("properties", {}).values()
        waiting += filter(None, [here.get("additionalProperties")])


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(
        "".join("[^/:]+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", path))
    )


@cache
def _methods(document: Document) -> tuple[Method, ...]:
    return tuple(_methods_below(document, document.content, ()))


def _methods_below(document: Document, resource: dict[str, Any], names: tuple[str, ...]) -> Iterator[Method]:
    for name, content in resource.get("methods", {}).items():
        yield Method(document, (*names, name), content)
    for name, below in resource.get("resources", {}).items():
        yield from _methods_below(document, below, (*names, name))


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _DOCUMENTS.glob("*.*.json")))


@cache
def _root(name: str) -> str | None:
    text = (_DOCUMENTS / f"{name}.json").read_text()
    found = re.search(r'"rootUrl": "([^"]*)"', text)
    return urlsplit(found[1]).hostname if found else None


@cache
def _read(name: str) -> Document:
    content = json.loads((_DOCUMENTS / f"{name}.json").read_text())
    service, version = name.split(".", 1)
    return Document(service, version, "/" + content["servicePath"], content)
