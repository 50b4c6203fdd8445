# SPDX-License-Identifier: Apache-2.0
"""Which operations the catalogue and the program call, and with which members."""

from collections import defaultdict
from pathlib import Path
from typing import Any, Iterator

import yaml

from .traits import Unsupported

# For filters of the configuration, and for the proof that a session is denied what it does not hold.
_ALWAYS = {"Filters", "DryRun"}

Wanted = dict[str, dict[str, set[str]]]


def wanted(catalogue: Path, operations: Path) -> Wanted:
    """{service: {operation: members that are sent}}"""
    found: Wanted = defaultdict(dict)
    for path in sorted(catalogue.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for entry in document["types"]:
            for operation, members in _calls(entry):
                found[document["service"]].setdefault(operation, set(_ALWAYS)).update(members)
    for service, operation in _listed(operations):
        # The program's own calls may send anything.
        found[service][operation] = set()
    return {service: dict(sorted(found[service].items())) for service in sorted(found)}


def _calls(entry: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    yield entry["list"], {*entry.get("set", {}), *entry.get("with", {})}
    for call in [*filter(None, [entry.get("describe")]), *entry.get("follow_ups", [])]:
        yield call["call"], {*call.get("set", {}), *call.get("with", {})}


def _listed(operations: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(operations.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split("#", 1)[0].split()
        if not words:
            continue
        if len(words) != 2:
            raise Unsupported(f"{operations.name}:{number}: want '<service> <Operation>'")
        yield words[0], words[1]
