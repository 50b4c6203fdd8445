#!/usr/bin/env python3
"""Manifests of Kubernetes as JSON, and what Kubernetes' own schemas say of them. Keys that a schema lacks are errors.

Standard input:  {"files": [path], "versions": ["1.37"]}
Standard output: {path: {"documents": [object], "errors": ["version: kind name: where: what"]}}

Kinds of kustomize have no schema there, and are read alone.
"""

import json
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml


class _Loader(yaml.SafeLoader):
    """YAML in which no key stands twice, as Kubernetes decodes it."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(None, None, f"twice: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


def main() -> None:
    question = json.load(sys.stdin)
    json.dump({path: _read(path, question["versions"]) for path in question["files"]}, sys.stdout)


def _read(path: str, versions: list[str]) -> dict[str, Any]:
    documents = [one for one in yaml.load_all(Path(path).read_text(encoding="utf-8"), _Loader) if one is not None]
    errors = [
        error
        for document in documents
        if not document["apiVersion"].startswith("kustomize.config.k8s.io/")
        for version in versions
        for error in _errors(document, version)
    ]
    return {"documents": documents, "errors": errors}


def _errors(document: dict[str, Any], version: str) -> list[str]:
    name = f"{version}: {document['kind']} {document['metadata']['name']}"
    try:
        used = kubernetes_validate.validate(document, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        where = ".".join(str(part) for part in error.path)
        return [f"{name}: {where}: {error.message}"]
    except kubernetes_validate.SchemaNotFoundError as error:
        return [f"{name}: {error.message}"]
    return [] if used == version else [f"{name}: was checked with {used}"]


if __name__ == "__main__":
    main()
