# SPDX-License-Identifier: Apache-2.0
"""Members of requests."""

from typing import Any

from .traits import XML, Unsupported, flags, refuse


class InputDescriber:
    """Members of a request, each with the name that goes on the wire."""

    def __init__(self, protocol: str) -> None:
        self.protocol = protocol

    def operation(self, structure: Any, where: str, used: set[str]) -> dict[str, Any]:
        """The members that are required, or that anybody uses."""
        kept = {name for name in structure.members if name in used or name in structure.required_members}
        return self.members(structure, where, kept=kept)

    def members(
        self, structure: Any, where: str, above: tuple[str, ...] = (), kept: set[str] | None = None
    ) -> dict[str, Any]:
        refuse(structure, where)
        if structure.serialization.get("payload") is not None:
            raise Unsupported(f"{where}: a request payload is not supported")
        if structure.name in above:
            raise Unsupported(f"{where}: recursive request shape {structure.name}")
        above = (*above, structure.name)
        described = {}
        for name, shape in structure.members.items():
            if kept is not None and name not in kept:
                continue
            entry = self.member(shape, name, f"{where}.{name}", above)
            if name in structure.required_members:
                entry["required"] = True
            described[name] = entry
        return described

    def member(self, shape: Any, name: str, where: str, above: tuple[str, ...]) -> dict[str, Any]:
        entry = {"name": self.wire_name(shape, name), **self.value(shape, where, above)}
        if shape.type_name == "list" and self.protocol == "query":
            # A flattened list of named elements goes by the elements' name.
            if entry.get("flattened") and shape.member.serialization.get("name"):
                entry["name"] = shape.member.serialization["name"]
        return entry

    def wire_name(self, shape: Any, default: str) -> str:
        written = shape.serialization
        if self.protocol == "ec2":
            if "queryName" in written:
                return written["queryName"]
            if "name" in written:
                return written["name"][0].upper() + written["name"][1:]
            return default
        return written.get("name", default)

    def value(self, shape: Any, where: str, above: tuple[str, ...]) -> dict[str, Any]:
        refuse(shape, where)
        kind = shape.type_name
        facts = {"type": kind, **flags(shape)}
        # Answers have "/hostedzone/Z1", and requests take "Z1": botocore's fix_route53_ids handler.
        if shape.name in ("ResourceId", "DelegationSetId", "ChangeId") and facts.get("location"):
            facts["lastPart"] = True
        if kind == "structure":
            facts["members"] = self.members(shape, where, above)
        elif kind == "list":
            # ec2 numbers every list's elements right after the list's own name.
            flattened = self.protocol == "ec2" or bool(shape.serialization.get("flattened"))
            facts["member"] = self.value(shape.member, f"{where}[]", above)
            if flattened:
                facts["flattened"] = True
            elif self.protocol in XML:
                facts["member"]["name"] = shape.member.serialization.get("name", "member")
        elif kind == "map":
            if shape.serialization.get("flattened"):
                facts["flattened"] = True
            facts["key"] = self.member(shape.key, "key", f"{where}.key", above)
            facts["value"] = self.member(shape.value, "value", f"{where}.value", above)
        elif kind == "timestamp":
            facts["timestampFormat"] = shape.serialization.get(
                "timestampFormat", self.default_timestamp(facts.get("location"))
            )
        return facts

    def default_timestamp(self, location: str | None) -> str:
        if location == "header":
            return "rfc822"
        if location in ("querystring", "uri") or self.protocol in XML:
            return "iso8601"
        return "unixTimestamp"
