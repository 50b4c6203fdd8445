"""The catalogue of resource types, as its YAML files say it."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Members = dict[str, Any]


@dataclass(frozen=True)
class Call:
    operation: str
    constant: Members = field(default_factory=dict)
    paths: Members = field(default_factory=dict)
    take: str | None = None
    absent: frozenset[str] = frozenset()
    part: str | None = None


@dataclass(frozen=True)
class ResourceType:
    name: str
    service: str
    is_global: bool
    home: str | None
    list: Call
    page_size: int | None
    item_as: str | None
    parent: "ResourceType | None"
    inherit: dict[str, str]
    describe: Call | None
    follow_ups: tuple[Call, ...]
    id: str
    resource_name: str | None
    arn: str | None
    tags: str | None
    home_region: str | None
    redact: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    types: dict[str, ResourceType]

    @classmethod
    def read(cls, directory: str) -> "Catalogue":
        types: dict[str, ResourceType] = {}
        for path in sorted(Path(directory).glob("*.yaml")):
            file = yaml.load(path.read_text(), Loader=_Loader)
            for entry in file["types"]:
                kind = _type(file, entry, types)
                types[kind.name] = kind
        return cls(types)


class _Loader(yaml.SafeLoader):
    """YAML 1.2's idea of plain text: `on` and `2012-10-17` are words."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_LATER = (_BOOLEAN, "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [resolver for resolver in resolvers if resolver[0] not in _LATER]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile("^(?:true|false)$"), list("tf"))


def _type(file: Members, entry: Members, earlier: dict[str, ResourceType]) -> ResourceType:
    service = file["service"]
    parent = entry.get("parent")
    return ResourceType(
        name=_full_name(service, entry["type"]),
        service=service,
        is_global=entry.get("scope", file["scope"]) == "global",
        home=file.get("home"),
        list=Call(
            entry["list"],
            constant=entry.get("set", {}),
            paths=entry.get("with", {}),
            take=entry.get("items"),
            absent=frozenset(entry.get("absent", ())),
        ),
        page_size=entry.get("page_size"),
        item_as=entry.get("item_as"),
        parent=earlier[_full_name(service, parent)] if parent else None,
        inherit=entry.get("inherit", {}),
        describe=_call(entry["describe"]) if "describe" in entry else None,
        follow_ups=tuple(_call(each) for each in entry.get("follow_ups", ())),
        id=entry["id"],
        resource_name=entry.get("name"),
        arn=entry.get("arn"),
        tags=entry.get("tags"),
        home_region=entry.get("home_region"),
        redact=tuple(entry.get("redact", ())),
        plain=tuple(entry.get("plain", ())),
    )


def _call(entry: Members) -> Call:
    return Call(
        entry["call"],
        constant=entry.get("set", {}),
        paths=entry.get("with", {}),
        take=entry.get("take"),
        absent=frozenset(entry.get("absent", ())),
        part=entry.get("part"),
    )


def _full_name(service: str, name: str) -> str:
    return name if name.startswith("aws:") else f"aws:{service}:{name}"
