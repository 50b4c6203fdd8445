"""Items of Google's answers: their paths, their names, and the templates that are filled from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gcp_types import ResourceType


@dataclass(frozen=True, eq=False)
class Resource:
    kind: ResourceType
    project: str
    parent: "Resource | None"
    item: dict[str, Any]

    @property
    def id(self) -> str:
        return self.text("id")

    def text(self, member: str) -> str:
        """id and name are what the catalogue makes of them; anything else is a path in the item."""
        path = self.kind.entry[member] if member in ("id", "name") else member
        if "{" in path:
            # Within its own id a {name} is the member of the item.
            return re.sub(r"\{([^}]*)\}", lambda found: self._member(found[1]), path)
        return self._member(path)

    def _member(self, place: str) -> str:
        path = place.rstrip("?")
        if path == "project":
            return self.project
        if path.startswith("parent."):
            if self.parent is None:
                raise LookupError(f"{self.kind.name} has no parent")
            return self.parent.text(path.removeprefix("parent."))
        found = next(values_at(self.item, path), None)
        if found is None and place != path:
            return ""
        if found is None:
            raise LookupError(f"an item of {self.kind.name} has no {path}")
        return str(found)


def resources_of(kind: ResourceType, project: str, parent: Resource | None, page: Any) -> Iterator[Resource]:
    items = [page] if kind.entry["items"] == "." else values_at(page, kind.entry["items"])
    for item in items:
        yield Resource(kind, project, parent, item)


def filled(template: str, project: str, of: Resource | None, parent: Resource | None) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name == "project":
            return project
        owner = parent if name.startswith("parent.") else of
        if owner is None:
            raise LookupError(f"{{{name}}} stands for nothing")
        return owner.text(name.removeprefix("parent."))

    return re.sub(r"\{([^}]*)\}", value, template)


def values_at(value: Any, path: str, enter_last: bool = True) -> Iterator[Any]:
    """What the path leads to. Lists on the way are entered, the last one only if wished; * is any member."""
    here = [value]
    for name in path.split("."):
        here = [found for each in here for holder in _entered(each) for found in _step(holder, name)]
    for each in here:
        yield from _entered(each) if enter_last else [each]


def _step(holder: Any, name: str) -> Iterator[Any]:
    if isinstance(holder, dict) and name == "*":
        yield from holder.values()
    elif isinstance(holder, dict) and name in holder:
        yield holder[name]


def _entered(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
