"""The GCP catalogue's files as they stand, and the addresses that come of them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from gcp_discovery import Method, find_method

CATALOGUE = Path(__file__).resolve().parents[2] / "Sources" / "CGCPCatalogue" / "types"


@dataclass(frozen=True, eq=False)
class ResourceType:
    file: str
    service: str
    host: str
    entry: dict[str, Any]
    parent: "ResourceType | None"

    @property
    def name(self) -> str:
        return f"gcp:{self.service}:{self.entry['type']}"

    @property
    def verb(self) -> str:
        return str(self.entry.get("method", "GET"))

    @property
    def permissions(self) -> list[str]:
        return listed(self.entry.get("permission")) + [
            name for follow_up in self.follow_ups for name in listed(follow_up.get("permission"))
        ]

    @property
    def follow_ups(self) -> list[dict[str, Any]]:
        return list(self.entry.get("follow_ups", []))

    @property
    def method(self) -> Method | None:
        return find_method(self.host, self.verb, self.list_example)

    def follow_up_method(self, follow_up: dict[str, Any]) -> Method | None:
        return find_method(self.host, follow_up.get("method", "GET"), self._filled(follow_up["get"], self))

    @property
    def list_example(self) -> str:
        return self._filled(self.entry["list"], self.parent)

    def example(self, member: str) -> str:
        """What the member of an item may look like: full names are the list's address without the version."""
        path = self.entry.get(member, member)
        method = self.method
        if path != "name" or method is None or not method.takes_full_names:
            return "x"
        address = self.list_example.split("/", 2)[2]
        return address if self.entry["items"] == "." else address + "/x"

    def _filled(self, template: str, of: "ResourceType | None") -> str:
        def value(found: re.Match[str]) -> str:
            name = found[1].removeprefix("parent.")
            owner = self.parent if found[1].startswith("parent.") else of
            return "x" if name == "project" or owner is None else owner.example(name)

        return re.sub(r"\{([^}]*)\}", value, template)


def listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def placeholders(template: str) -> list[str]:
    return re.findall(r"\{([^}]*)\}", template)


def read_catalogue(directory: Path = CATALOGUE) -> dict[str, ResourceType]:
    types: dict[str, ResourceType] = {}
    for path in sorted(directory.glob("*.yaml")):
        content = yaml.safe_load(path.read_text())
        own: dict[str, ResourceType] = {}
        for entry in content["types"]:
            parent = own[entry["parent"]] if "parent" in entry else None
            kind = ResourceType(path.name, content["service"], content["host"], entry, parent)
            own[entry["type"]] = types[kind.name] = kind
    return types
