# SPDX-License-Identifier: Apache-2.0
"""Shapes of answers."""

from typing import Any

from .traits import XML, flags, refuse


class OutputDescriber:
    """Shapes of responses, each once, and references to them.

    A reference carries what holds at its place, the shape's own traits and
    those of the reference merged, as botocore's parsers see them.
    """

    def __init__(self, protocol: str, model: Any) -> None:
        self.protocol = protocol
        self.model = model
        self.shapes: dict[str, Any] = {}

    def add(self, name: str) -> None:
        pending = [name]
        while pending:
            name = pending.pop()
            if name not in self.shapes:
                self.shapes[name], found = self.describe(self.model.shape_for(name))
                pending += found

    def describe(self, shape: Any) -> tuple[dict[str, Any], list[str]]:
        """The shape's entry, and the names of the shapes that it refers to."""
        refuse(shape, shape.name)
        kind = shape.type_name
        entry = {"type": kind}
        # Percent-encoded JSON in a text: botocore's json_decode_policies handler.
        if shape.name == "policyDocumentType":
            return {"type": "policy"}, []
        if shape.metadata.get("sensitive"):
            entry["sensitive"] = True
        if shape.serialization.get("flattened"):
            entry["flattened"] = True
        if shape.metadata.get("document"):
            return {"type": "document"}, []
        if kind == "structure":
            entry["members"] = {
                name: self.reference(member, name) for name, member in shape.members.items()
            }
            return entry, [member.name for member in shape.members.values()]
        if kind == "list":
            entry["member"] = self.reference(shape.member, "member")
            return entry, [shape.member.name]
        if kind == "map":
            entry["key"] = self.reference(shape.key, "key")
            entry["value"] = self.reference(shape.value, "value")
            return entry, [shape.key.name, shape.value.name]
        if kind == "timestamp":
            entry["timestampFormat"] = self.timestamp_format(shape)
        return entry, []

    def reference(self, shape: Any, default: str) -> dict[str, Any]:
        refuse(shape, shape.name)
        entry = {"shape": shape.name, "name": self.wire_name(shape, default), **flags(shape)}
        if shape.serialization.get("flattened"):
            entry["flattened"] = True
        if shape.serialization.get("xmlAttribute"):
            entry["attribute"] = True
        if shape.type_name == "timestamp":
            here = self.timestamp_format(shape)
            if here != self.timestamp_format(self.model.shape_for(shape.name)):
                entry["timestampFormat"] = here
        return entry

    def wire_name(self, shape: Any, default: str) -> str:
        flattened = shape.serialization.get("flattened")
        if self.protocol in XML and shape.type_name == "list" and flattened:
            # There is no element around a flattened list, only its elements.
            inner = shape.member.serialization.get("name")
            if inner is not None:
                return inner
        return shape.serialization.get("name", default)

    def timestamp_format(self, shape: Any) -> str:
        default = "iso8601" if self.protocol in XML else "unixTimestamp"
        if shape.serialization.get("location") == "header":
            default = "rfc822"
        return shape.serialization.get("timestampFormat", default)
