# SPDX-License-Identifier: Apache-2.0
"""What the models of the azure-mgmt packages say of the members of ARM's answers, by their names on the wire."""
from __future__ import annotations

import importlib
import inspect
import re
import sys
from functools import cache
from types import ModuleType
from typing import Any

ANY = "*"  # a member of free form: everything may stand beneath it


def _type(text: str) -> str:
    """The model that a type's text names, or ANY for free forms, or nothing for plain values."""
    names = re.findall(r"[A-Za-z_]\w*", text.replace("typing.", ""))
    if "object" in names or "Any" in names or "JSON" in names or "{" in text or "Dict" in names or "dict" in names:
        models = [n for n in names if n[0].isupper() and n not in ("Any", "Dict", "List", "Optional", "Union", "JSON")]
        return ANY + (models[-1] if models and "Any" not in names else "")
    skipped = ("List", "Optional", "Union", "Literal", "Mapping", "Sequence")
    models = [n for n in names if n[0].isupper() and n not in skipped]
    return models[-1] if models else ""


@cache
def _module(package: str) -> ModuleType:
    return importlib.import_module(package + ".models")


@cache
def _source(package: str) -> dict[str, Any]:
    """All classes of the models, those of the hidden modules too."""
    module = _module(package)
    found = dict(inspect.getmembers(module, inspect.isclass))
    for name, inner in list(sys.modules.items()):
        if name.startswith(package + ".models._"):
            found.update({key: value for key, value in vars(inner).items() if inspect.isclass(value)})
    return found


def _own(cls: type) -> dict[str, str]:
    """A model's members: name on the wire to the type, flattened ones as paths."""
    members: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        for attribute, entry in vars(base).get("_attribute_map", {}).items():
            members[entry["key"].replace("\\\\.", "\0")] = _type(entry["type"])
            del attribute
        for attribute, text in vars(base).get("__annotations__", {}).items():
            field = vars(base).get(attribute)
            if type(field).__name__ == "_RestField":
                members[str(getattr(field, "_rest_name_input", None) or attribute).replace(".", "\0")] = _type(str(text))
    return members


def _family(package: str, name: str) -> list[type]:
    """A model and those that stand for it by a discriminator."""
    cls = _source(package).get(name)
    if cls is None:
        return []
    found = [cls]
    if not vars(cls).get("__mapping__") and "_subtype_map" not in vars(cls):
        return found  # a base without a discriminator, such as SubResource, stands for itself only
    for known in found:
        found += [c for c in known.__subclasses__() if c not in found and c.__module__.startswith(package)]
    return found


@cache
def members(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """The first step below a model: member to what may stand there, `.x.y` for the rest of a flattened path."""
    found: dict[str, list[str]] = {}
    for cls in _family(package, name):
        for key, kind in _own(cls).items():
            head, _, rest = key.partition(".")
            found.setdefault(head.replace("\0", "."), []).append(f".{rest}:{cls.__name__}" if rest else kind)
    return {key: tuple(dict.fromkeys(kinds)) for key, kinds in found.items()}


def step(package: str, at: str, member: str) -> list[str]:
    """Where one member leads from a place: a model, ANY, or a place inside a flattened path (`.x:Model`)."""
    if at.startswith(ANY):
        return [at[1:] or ANY]
    if not at.startswith("."):
        return list(members(package, at).get(member, ()))
    rest, model = at[1:].split(":")
    head, _, tail = rest.partition(".")
    if head.replace("\0", ".") != member:
        return []
    if tail:
        return [f".{tail}:{model}"]
    for key, kind in _own(_source(package)[model]).items():
        if key.endswith("." + rest):
            return [kind]
    return []


def has(package: str, model: str, path: str) -> bool:
    """Whether a member path exists below a model; `**` stands for any number of members."""
    words = path.split(".")
    todo, seen = [(model, 0)], set()
    while todo:
        at, index = todo.pop()
        if index == len(words):
            return True
        if (at, index) in seen or not at:
            continue
        seen.add((at, index))
        if words[index] in ("**", "*"):
            todo.append((at, index + 1))
            for member in below(package, at):
                todo += [(next_, index + (words[index] == "*")) for next_ in step(package, at, member)]
        else:
            todo += [(next_ or "", index + 1) for next_ in step(package, at, words[index])]
    return False


def below(package: str, at: str) -> list[str]:
    """The names of the members below a place."""
    if at.startswith(ANY):
        return [""] if at[1:] else []
    if at.startswith("."):
        return [at[1:].split(":")[0].split(".")[0].replace("\0", ".")]
    return list(members(package, at))
