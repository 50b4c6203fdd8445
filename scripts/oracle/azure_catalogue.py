#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds Azure's catalogue against Microsoft's Python SDK and a list of provider operations.

Every list and follow-up must be a read of the SDK with the same path and api-version; ids, names and redacted
paths must be members of the SDK's models; every permission must be in Tests/ProgramTests/azure-operations.txt.
Prints what does not fit and ends with 1 where there is anything.
"""
from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterator
from typing import Any

import azure_models
import yaml
from azure_sdk import Operation, lookup

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPES = ROOT / "Sources/CAzureCatalogue/types"
OPERATIONS = ROOT / "Tests/ProgramTests/azure-operations.txt"
FILE_KEYS = {"service", "host", "api_version", "types"}
TYPE_KEYS = {"type", "list", "query", "api_version", "scope", "permission", "items", "page", "method", "body", "parent", "id",
             "name", "region", "tags", "include", "absent", "follow_ups", "redact"}
FOLLOW_UP_KEYS = {"part", "get", "api_version", "query", "take", "permission", "absent", "page", "method", "body"}
Entry = dict[str, Any]


def files() -> Iterator[tuple[pathlib.Path, Entry]]:
    for file in sorted(TYPES.glob("*.yaml")):
        yield file, yaml.safe_load(file.read_text())


def full_list(entry: Entry, ids: dict[str, str]) -> str:
    return str(entry["list"]).replace("{parent.id}", ids.get(entry.get("parent", ""), "{}"))


def item_id(path: str) -> str:
    """The shape of the ids of what a list of a subscription answers."""
    if path.count("/") == 2:
        return path
    return path.replace("/{subscription}/providers", "/{subscription}/resourceGroups/{group}/providers") + "/{item}"


def permissions(entry: Entry) -> list[str]:
    held = entry.get("permission", [])
    return [held] if isinstance(held, str) else list(held)


class Check:
    """The findings of one run."""

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.permissions: set[str] = set()
        self.where = ""

    def say(self, text: str) -> None:
        self.findings.append(f"{self.where}: {text}")

    def operation(self, path: str, version: str, method: str) -> Operation | None:
        found = lookup(path, method)
        if not found:
            self.say(f"no {method} {path} in the SDK")
            return None
        fitting = [o for o in found if version in o.versions]
        if not fitting:
            self.say(f"{path} has no api-version {version}: {sorted({v for o in found for v in o.versions})}")
            return None
        # Where two clients know the path, the one without a free scope knows the model best.
        return sorted(fitting, key=lambda o: (not o.model, not o.paged))[0]

    def answer(self, operation: Operation, path: str) -> str:
        """The model of what stands at `path` of the answer."""
        if operation.paged and path == "value":
            known = azure_models.members(operation.package, operation.model)
            if not (operation.model.endswith(("Result", "Collection")) and "value" in known):
                return operation.model
        if path in ("", "."):
            return operation.model
        inner = azure_models.step(operation.package, operation.model, path)
        if not inner:
            self.say(f"the answer of {operation.name} ({operation.model}) has no {path}")
        return inner[0] if inner else ""

    def entry(self, entry: Entry, version: str, ids: dict[str, str]) -> None:
        path = full_list(entry, ids)
        ids[entry["type"]] = item_id(path)
        if unknown := set(entry) - TYPE_KEYS:
            self.say(f"unknown keys {sorted(unknown)}")
        own = str(entry.get("api_version", version))
        operation = self.operation(path, own, entry.get("method", "GET"))
        self.permissions.update(permissions(entry))
        model = self.answer(operation, entry.get("items", "value")) if operation else ""
        parts: dict[str, tuple[str, str]] = {}
        for follow_up in entry.get("follow_ups", []):
            self.follow_up(follow_up, version, ids[entry["type"]], parts)
        if operation and model:
            self.members(entry, operation.package, model, parts)

    def follow_up(self, follow_up: Entry, version: str, base: str, parts: dict[str, tuple[str, str]]) -> None:
        if unknown := set(follow_up) - FOLLOW_UP_KEYS:
            self.say(f"unknown keys {sorted(unknown)}")
        own = str(follow_up.get("api_version", version))
        operation = self.operation(follow_up["get"].replace("{id}", base), own, follow_up.get("method", "GET"))
        self.permissions.update(permissions(follow_up))
        if operation:
            parts[follow_up["part"]] = (operation.package, self.answer(operation, follow_up.get("take", "")))

    def members(self, entry: Entry, package: str, model: str, parts: dict[str, tuple[str, str]]) -> None:
        wanted = [entry.get("id", "id"), entry.get("name", "name")]
        wanted += [entry[key] for key in ("region", "tags") if key in entry]
        for path in wanted:
            if "{" not in path and not azure_models.has(package, model, path):
                self.say(f"{model} has no {path}")
        for path in entry.get("redact", []):
            head, _, rest = path.partition(".")
            at, below, left = (*parts[head], rest) if head in parts else (package, model, path)
            if left and not azure_models.has(at, below, left):
                self.say(f"redact: {below} of {at} has no {left}")
            if path in ("id", "name", "tags"):
                self.say(f"redact: {path} names the resource")


def known_operations() -> set[str]:
    lines = OPERATIONS.read_text().splitlines() if OPERATIONS.exists() else []
    return {line.strip().lower() for line in lines if line.strip() and not line.startswith("#")}


def main() -> int:
    check = Check()
    count = 0
    for file, content in files():
        check.where = file.name
        if unknown := set(content) - FILE_KEYS:
            check.say(f"unknown keys {sorted(unknown)}")
        ids: dict[str, str] = {}
        for entry in content["types"]:
            check.where = f"{file.name}: {entry['type']}"
            check.entry(entry, str(content["api_version"]), ids)
            count += 1
    check.where = OPERATIONS.name
    known, used = known_operations(), {p.lower(): p for p in check.permissions}
    for permission in sorted(set(used) - known):
        check.say(f"not in the list: {used[permission]}")
    for permission in sorted(known - set(used)):
        check.say(f"used by nothing: {permission}")
    print(*check.findings, sep="\n")
    print(f"{count} types, {len(check.findings)} findings")
    return 1 if check.findings else 0


if __name__ == "__main__":
    sys.exit(main())
