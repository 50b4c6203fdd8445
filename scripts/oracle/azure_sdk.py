# SPDX-License-Identifier: Apache-2.0
"""What the installed azure-mgmt packages know of ARM's operations: paths, api-versions, methods and models of the answers."""
from __future__ import annotations

import ast
import pathlib
import re
from dataclasses import dataclass
from functools import cache

import azure.mgmt.core

ROOT = pathlib.Path(azure.mgmt.core.__file__).parent.parent
MODEL = re.compile(r":rtype:\s*((?:.|\n)*?)(?=\n\s*:raises|\n\s*\n|\Z)")


@dataclass(frozen=True)
class Operation:
    """One operation of one client of the SDK."""

    package: str  # the Python package that holds the models: azure.mgmt.compute
    group: str
    name: str
    method: str
    path: str
    versions: tuple[str, ...]
    model: str  # the model of an item of the answer
    paged: bool


def shape(path: str) -> str:
    """A path without the names of its parameters, in lower case: ARM's own comparison."""
    return re.sub(r"\{[^}]*\}", "{}", path).split("?")[0].strip("/").lower()


def _constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _builder(function: ast.FunctionDef) -> tuple[str, str, str | None]:
    """Method, path and api-version of a `build_…_request` function."""
    method = path = ""
    version = None
    for node in ast.walk(function):
        if isinstance(node, ast.keyword) and node.arg == "method":
            method = _constant(node.value) or method
        text = _constant(node)
        if text and text.startswith("/") and len(text) > len(path):
            path = text
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and getattr(target, "id", "") == "api_version":
            version = next((t for n in ast.walk(node.value)
                            if (t := _constant(n)) and re.match(r"\d{4}-\d\d-\d\d", t)), None)
    return method, path, version


def _older(package: str, group: ast.ClassDef, function: ast.FunctionDef) -> list[Operation]:
    """Clients of the oldest kind: the path is the `metadata` of the method."""
    url = next((_constant(node.value.values[0]) for node in group.body if isinstance(node, ast.Assign)
                and ast.unparse(node.targets[0]) == function.name + ".metadata" and isinstance(node.value, ast.Dict)), None)
    text = ast.unparse(function)
    if url is None or "_client.get(" not in text:
        return []
    versions = tuple(re.findall(r"api_version = '([^']+)'", text))
    answer = MODEL.search(ast.get_docstring(function) or "")
    model = re.findall(r"models\.(\w+)", answer.group(1) if answer else "")
    name = group.name.removesuffix("Operations")
    return [Operation(package, name, function.name, "GET", url, versions, model[-1] if model else "", "Paged" in text)]


def _operations(file: pathlib.Path, package: str, tree: ast.Module, client_versions: tuple[str, ...]) -> list[Operation]:
    builders = {node.name: _builder(node) for node in tree.body
                if isinstance(node, ast.FunctionDef) and node.name.startswith("build_")}
    found = []
    for group in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        for function in (node for node in group.body if isinstance(node, ast.FunctionDef)):
            called = next((n.id for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in builders), None)
            if called is None:
                found += _older(package, group, function)
                continue
            if function.name.startswith("_") and not function.name.endswith("_initial"):
                continue
            method, path, version = builders[called]
            answer = MODEL.search(ast.get_docstring(function) or "")
            text = answer.group(1) if answer else ""
            model = re.findall(r"models\.(\w+)", text)
            found.append(Operation(package, group.name.removesuffix("Operations"), function.name, method, path,
                                   (version,) if version else client_versions, model[-1] if model else "", "Paged" in text))
    return found


def _client_versions(folder: pathlib.Path) -> tuple[str, ...]:
    """Generated clients of the newer kind keep the api-version in their configuration."""
    file = folder / "_configuration.py"
    if not file.exists():
        return ()
    text = file.read_text()
    found = re.findall(r'"api_version", "([^"]+)"', text) + re.findall(r'api_version: str = "([^"]+)"', text)
    return tuple(dict.fromkeys(found))


def _namespace(path: str) -> str:
    """The resource provider that answers a path, in lower case."""
    found = re.findall(r"/providers/([^/{}]+)", path)
    return str(found[-1]).lower() if found else "microsoft.resources"


@cache
def _files() -> dict[str, list[pathlib.Path]]:
    """The clients' files by the resource providers whose paths they hold, as reading all of them takes long."""
    found: dict[str, list[pathlib.Path]] = {}
    for file in sorted(ROOT.rglob("*operations*.py")):
        if "operations" in file.parent.name and "aio" not in file.parts:
            text = file.read_text()
            names = {name.lower() for name in re.findall(r"/providers/([A-Za-z.]+)", text)}
            if re.search(r"""["']/subscriptions/\{subscriptionId\}(/resourcegroups)?["']""", text):
                names.add("microsoft.resources")
            for name in names:
                found.setdefault(name, []).append(file)
    return found


@cache
def operations(namespace: str) -> dict[str, list[Operation]]:
    """Every operation of the files of a resource provider, by the shape of its path."""
    found: dict[str, list[Operation]] = {}
    for file in _files().get(namespace, []):
        folder = file.parent.parent
        package = "azure.mgmt." + ".".join(folder.relative_to(ROOT).parts)
        for operation in _operations(file, package, ast.parse(file.read_text()), _client_versions(folder)):
            found.setdefault(shape(operation.path), []).append(operation)
    return found


def lookup(path: str, method: str = "GET") -> list[Operation]:
    """The SDK's operations of that path; a scope such as a resource's id stands for any number of segments."""
    wanted = shape(path)
    held = operations(_namespace(path))
    # The name of a singleton (`default`, `current`) is a parameter in some clients.
    for known in (wanted, wanted.rpartition("/")[0] + "/{}"):
        exact = [o for o in held.get(known, []) if o.method == method]
        if exact:
            return exact
    result = []
    for known, candidates in held.items():
        if known.startswith("{}/providers/") and wanted.endswith(known[2:]):
            result += [o for o in candidates if o.method == method]
    return result
