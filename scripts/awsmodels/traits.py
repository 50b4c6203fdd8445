# SPDX-License-Identifier: Apache-2.0
"""What inputs and outputs share of a model's traits."""

from typing import Any

PROTOCOLS = ("ec2", "query", "json", "rest-json", "rest-xml")
REST = ("rest-json", "rest-xml")
XML = ("ec2", "query", "rest-xml")


class Unsupported(Exception):
    """The model uses something that the program's format has no word for."""


def choose_protocol(service: str, metadata: dict[str, Any]) -> str:
    offered = [metadata.get("protocol"), *metadata.get("protocols", [])]
    for protocol in offered:
        if protocol in PROTOCOLS:
            return protocol
    raise Unsupported(f"{service}: no supported protocol in {offered}")


def refuse(shape: Any, where: str) -> None:
    """Stop at traits that change how a value is read or written."""
    for trait in ("eventstream", "jsonvalue", "hostLabel"):
        if shape.serialization.get(trait):
            raise Unsupported(f"{where}: {trait} is not supported")


def flags(shape: Any) -> dict[str, Any]:
    """The traits that output references and input members share."""
    facts = {}
    location = shape.serialization.get("location")
    if location is not None:
        facts["location"] = location
    if shape.metadata.get("sensitive"):
        facts["sensitive"] = True
    return facts
