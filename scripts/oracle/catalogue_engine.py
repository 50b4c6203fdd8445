"""The catalogue's engine: lists, describes, asks further, and names what it found."""

import sys
from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError
from catalogue_calls import Calls, RepeatedPageToken
from catalogue_paths import MISSING, Item, Place, elements, find, tags
from catalogue_redaction import changed, hidden, revealed, without_url_secrets
from catalogue_types import Call, ResourceType

_DENIED = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"}
Resource = tuple[str, dict[str, Any]]


class Unanswerable(Exception):
    pass


class ItemWithoutID(Unanswerable):
    pass


class ItemIsNoStructure(Unanswerable):
    pass


class Engine:
    def __init__(self, calls: Calls, kind: ResourceType, place: Place) -> None:
        self._calls = calls
        self._kind = kind
        self._place = place

    def resources(self) -> Iterator[Resource]:
        seen: set[str] = set()
        for item in self._listed(self._kind):
            if self._kind.describe and not self._describe(item, self._kind.describe):
                continue
            identifier, resource = self._complete(item)
            if identifier in seen:
                print(f"{self._kind.name}: {identifier} comes twice", file=sys.stderr)
            seen.add(identifier)
            yield identifier, resource

    def _listed(self, kind: ResourceType) -> Iterator[Item]:
        if kind.parent is None:
            yield from self._items(kind, None)
        else:
            for parent in self._listed(kind.parent):
                yield from self._items(kind, parent)

    def _items(self, kind: ResourceType, parent: Item | None) -> Iterator[Item]:
        members = {**kind.list.constant, **(parent.members(kind.list.paths) if parent else {})}
        try:
            for page in self._calls.pages(
                kind.service, self._place.region, kind.list.operation, members, kind.page_size
            ):
                for element in elements(find(page, kind.list.take) if kind.list.take else page):
                    configuration = _configuration(kind, element, parent)
                    yield Item(configuration, parent, dict(configuration))
        except ClientError as error:
            if _codes(error).isdisjoint(kind.list.absent):
                raise
        except RepeatedPageToken as error:
            raise Unanswerable(str(error)) from error

    def _describe(self, item: Item, call: Call) -> bool:
        """False when the item has gone since it was listed."""
        try:
            answer = self._ask(item, call, self._place)
        except ClientError as error:
            if _codes(error).isdisjoint(call.absent):
                raise
            return False
        found = next(elements(answer), None)
        if found is None:
            return False
        item.configuration = _inherited(self._kind, dict(found), item.parent)
        return True

    def _complete(self, item: Item) -> Resource:
        missing: dict[str, str] = {}
        place = self._place
        for call in self._kind.follow_ups:
            assert call.part is not None
            try:
                item.configuration[call.part] = self._part(item, call, place)
            except ClientError as error:
                if not _codes(error).isdisjoint(call.absent):
                    item.configuration[call.part] = None
                elif _is_refused(error):
                    missing[call.part] = error.response["Error"]["Code"]
                else:
                    raise
            place = self._home(item, place)
        identifier = item.text(self._kind.id, place)
        if identifier is None:
            raise ItemWithoutID(f"{self._kind.id} in {sorted(item.configuration)}")
        return identifier, self._record(item, place) | ({"missing": missing} if missing else {})

    def _record(self, item: Item, place: Place) -> dict[str, Any]:
        labels = tags(find(item.configuration, self._kind.tags)) if self._kind.tags else {}
        name = item.text(self._kind.resource_name, place) if self._kind.resource_name else None
        record = {
            "arn": item.text(self._kind.arn, place) if self._kind.arn else None,
            "name": labels.get("Name") if name is None else name,
            "tags": labels,
        }
        configuration: Any = item.configuration
        for path in self._kind.plain:
            configuration = changed(configuration, path.split("."), revealed)
        for path in self._kind.redact:
            configuration = changed(configuration, path.split("."), hidden)
        return {"configuration": without_url_secrets(configuration), **record}

    def _part(self, item: Item, call: Call, place: Place) -> Any:
        service = self._kind.service
        if call.take is None or not self._calls.pages_at_all(service, place.region, call.operation):
            answer = self._ask(item, call, place)
            return None if answer is MISSING else answer
        members = {**call.constant, **item.members(call.paths)}
        joined: list[Any] = []
        for page in self._calls.pages(service, place.region, call.operation, members):
            found = find(page, call.take)
            if found is not MISSING and not isinstance(found, list):
                return found
            joined += [] if found is MISSING else found
        return joined

    def _ask(self, item: Item, call: Call, place: Place) -> Any:
        members = {**call.constant, **item.members(call.paths)}
        answer = self._calls.once(self._kind.service, place.region, call.operation, members)
        return answer if call.take is None else find(answer, call.take)

    def _home(self, item: Item, place: Place) -> Place:
        """Where the resource lives. S3 calls us-east-1 by no name at all, and eu-west-1 by its first one."""
        path = self._kind.home_region
        if path is None or path.split(".")[0] not in item.configuration:
            return place
        region = find(item.configuration, path)
        if region is MISSING or not region:
            region = "us-east-1"
        return Place(place.partition, place.account, "eu-west-1" if region == "EU" else region)


def _configuration(kind: ResourceType, element: Any, parent: Item | None) -> dict[str, Any]:
    if kind.item_as:
        element = {kind.item_as: element}
    if not isinstance(element, dict):
        raise ItemIsNoStructure(f"{kind.list.take}: {element!r}")
    return _inherited(kind, dict(element), parent)


def _inherited(kind: ResourceType, configuration: dict[str, Any], parent: Item | None) -> dict[str, Any]:
    for member, path in kind.inherit.items():
        if parent and member not in configuration and (value := parent.value(path)) is not MISSING:
            configuration[member] = value
    return configuration


def _codes(error: ClientError) -> set[str]:
    details = error.response["Error"]
    return {details["Code"], details.get("QueryErrorCode", details["Code"])}


def _is_refused(error: ClientError) -> bool:
    status = error.response["ResponseMetadata"].get("HTTPStatusCode")
    return status in (403, 404) or error.response["Error"]["Code"] in _DENIED
