#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What Microsoft's Python SDK lists of some resource types: a second opinion for the tests.

Standard input:  {"address": "http://127.0.0.1:1", "tenant": "", "client_id": "", "client_secret": "",
                  "subscriptions": [""], "types": ["azure:compute:disk"]}
Standard output: {type: {resource id: ARM's JSON of the item, with its follow-ups under the names of their parts}}
                 or {type: {"skipped": reason}}

Paths, api-versions, parameters and paging are the SDK's; the catalogue only says which operations are asked for.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from azure.core.exceptions import HttpResponseError
from azure_arm import JSON, Arm
from azure_catalogue import files, full_list, item_id
from azure_sdk import Operation, lookup


def taken(answers: Iterable[JSON], path: str) -> Any:
    """What stands at a path of the answers; the lists of several pages are joined."""
    if path in ("", "."):
        return next(iter(answers))
    return [item for answer in answers for item in answer.get(path) or []]


def fitting(path: str, version: str, method: str = "GET") -> Operation | None:
    found = [o for o in lookup(path, method) if version in o.versions]
    return sorted(found, key=lambda o: (not o.model, not o.paged))[0] if found else None


def fill(template: str, subscription: str, parent: JSON | None, item: JSON | None = None) -> str:
    text = template.replace("{subscription}", subscription)
    if parent:
        text = text.replace("{parent.id}", parent["id"])
    return text.replace("{id}", item["id"]) if item else text


class Inventory:
    """The items of the types of one catalogue file in one subscription."""

    def __init__(self, arm: Arm, content: JSON, subscription: str) -> None:
        self.arm, self.content, self.subscription = arm, content, subscription
        self.types = {entry["type"]: entry for entry in content["types"]}
        self.ids: dict[str, str] = {}
        for entry in content["types"]:
            self.ids[entry["type"]] = item_id(full_list(entry, self.ids))
        self.listed: dict[str, list[JSON]] = {}

    def items(self, name: str) -> list[JSON]:
        if name not in self.listed:
            entry = self.types[name]
            parents: list[JSON | None] = [*self.items(entry["parent"])] if "parent" in entry else [None]
            operation = self.operation(full_list(entry, self.ids), entry)
            self.listed[name] = []
            for parent in parents:
                path = fill(entry["list"], self.subscription, parent)
                found = self.read(operation, path, entry, entry.get("items", "value"))
                self.listed[name] += [found] if isinstance(found, dict) else found or []
        return self.listed[name]

    def operation(self, path: str, entry: JSON) -> Operation:
        version = str(entry.get("api_version", self.content["api_version"]))
        found = fitting(path, version, entry.get("method", "GET"))
        if found is None:
            raise LookupError(f"the SDK has no {path} of {version}")
        return found

    def read(self, operation: Operation, path: str, entry: JSON, take: str) -> Any:
        try:
            return taken(self.arm.call(operation, path, self.subscription, entry.get("query", {})), take)
        except HttpResponseError as error:
            if error.error and error.error.code in entry.get("absent", []):
                return None
            raise

    def whole(self, name: str) -> dict[str, JSON]:
        """The items of a type with their parts, by id."""
        result = {}
        entry = self.types[name]
        for item in self.items(name):
            parts = {}
            for follow_up in entry.get("follow_ups", []):
                operation = self.operation(follow_up["get"].replace("{id}", self.ids[name]), follow_up)
                path = fill(follow_up["get"], self.subscription, None, item)
                parts[follow_up["part"]] = self.read(operation, path, follow_up, follow_up.get("take", ""))
            result[item["id"]] = item | parts
        return result


def main() -> None:
    question = json.load(sys.stdin)
    arm = Arm(question)
    result: dict[str, JSON] = {wanted: {} for wanted in question["types"]}
    for _, content in files():
        names = [e["type"] for e in content["types"] if f"azure:{content['service']}:{e['type']}" in result]
        for subscription in question["subscriptions"] if names else []:
            inventory = Inventory(arm, content, subscription)
            for name in names:
                answer = result[f"azure:{content['service']}:{name}"]
                try:
                    answer |= inventory.whole(name)
                except LookupError as error:
                    answer["skipped"] = str(error)
    json.dump(result, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
