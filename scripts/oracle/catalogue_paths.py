"""Paths and templates of the catalogue: how a value is found in what a service answered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue_redaction import revealed

MISSING: Any = object()
_BRACES = re.compile(r"\{([^{}]*)\}")


def find(value: Any, path: str) -> Any:
    """The value at the path; the elements of a list on the way are each entered, and what they hold is joined."""
    return _find(value, path.split("."))


def _find(value: Any, names: list[str]) -> Any:
    if not names:
        return value
    if isinstance(value, list):
        found = [each for element in value if (each := _find(element, names)) is not MISSING]
        return [leaf for each in found for leaf in (each if isinstance(each, list) else [each])]
    if isinstance(value, dict) and names[0] in value:
        return _find(value[names[0]], names[1:])
    return MISSING


def elements(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for element in value:
            yield from elements(element)
    elif value is not MISSING and value is not None:
        yield value


@dataclass(frozen=True)
class Place:
    partition: str
    account: str
    region: str


@dataclass
class Item:
    """One resource on its way to being complete."""

    listed: dict[str, Any]
    parent: "Item | None"
    configuration: dict[str, Any]

    def value(self, path: str) -> Any:
        """The one value there: MISSING where there is none, or several."""
        if path.startswith("parent.") and self.parent:
            return self.parent.value(path.removeprefix("parent."))
        for source in (self.configuration, self.listed):
            found = find(source, path)
            if isinstance(found, list) and len(found) == 1:
                found = found[0]
            if found is not MISSING and found is not None and found != []:
                return revealed(found)
        return MISSING

    def text(self, source: str, place: Place) -> str | None:
        """What a path or a template makes of this item."""
        if "{" not in source:
            return _text(self.value(source))
        missing = False

        def fill(match: re.Match[str]) -> str:
            nonlocal missing
            if match[1] in ("partition", "region", "account"):
                return str(getattr(place, match[1]))
            text = _text(self.value(match[1]))
            missing = missing or text is None
            return text or ""

        filled = _BRACES.sub(fill, source)
        return None if missing else filled

    def members(self, paths: dict[str, Any]) -> dict[str, Any]:
        """Members of a request. What the item lacks is left out."""
        members = {member: self._member(path) for member, path in paths.items()}
        return {member: value for member, value in members.items() if value is not MISSING}

    def _member(self, path: Any) -> Any:
        if not isinstance(path, list):
            return self.value(path)
        values = [self.value(each) for each in path]
        return MISSING if MISSING in values else values


def _text(value: Any) -> str | None:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return value
        case int() | float():
            return str(value)
    return None


def tags(value: Any) -> dict[str, Any]:
    """A list of pairs, or a map."""
    if isinstance(value, dict):
        return revealed(value)
    pairs: dict[str, Any] = {}
    for pair in elements(revealed(value) if value is not MISSING else None):
        for key, text in (("Key", "Value"), ("key", "value"), ("TagKey", "TagValue")):
            if key in pair:
                pairs[pair[key]] = pair.get(text, "")
    return pairs
