#!/usr/bin/env python3
"""What Google's own client says about the resources of the catalogue's types.

Standard input:  {"address": "http://127.0.0.1:P", "token", "projects": [id, …], "types": ["gcp:compute:instance", …]}
Standard output: {type: {resource id: the listed item with its follow-ups' answers under their names}
                  or {"skipped": why Google's client cannot list it} or {"error": status}}
"""

import json
import sys
from typing import Any

from gcp_calls import Calls
from gcp_items import Resource, filled, resources_of, values_at
from gcp_types import ResourceType, read_catalogue
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError


class Answer:
    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._listed: dict[tuple[str, str], list[Resource]] = {}

    def resources(self, kind: ResourceType, project: str) -> dict[str, Any]:
        return {it.id: it.item | self._parts(it) for it in self._list(kind, project)}

    def _list(self, kind: ResourceType, project: str) -> list[Resource]:
        key = (kind.name, project)
        if key not in self._listed:
            parents = self._list(kind.parent, project) if kind.parent else [None]
            self._listed[key] = [it for parent in parents for it in self._list_below(kind, project, parent)]
        return self._listed[key]

    def _list_below(self, kind: ResourceType, project: str, parent: Resource | None) -> list[Resource]:
        path = filled(kind.entry["list"], project, None, parent)
        query = {name: filled(value, project, None, parent) for name, value in kind.entry.get("query", {}).items()}
        try:
            pages = self._calls.pages(kind.host, kind.verb, path, query, kind.entry.get("body"))
            return [it for page in pages for it in resources_of(kind, project, parent, page)]
        except HttpError as error:
            if status(error) in kind.entry.get("absent", []):
                return []
            raise

    def _parts(self, of: Resource) -> dict[str, Any]:
        return {follow_up["part"]: self._part(of, follow_up) for follow_up in of.kind.follow_ups}

    def _part(self, of: Resource, follow_up: dict[str, Any]) -> Any:
        path = filled(follow_up["get"], of.project, of, of.parent)
        verb = follow_up.get("method", "GET")
        try:
            pages = list(self._calls.pages(of.kind.host, verb, path, follow_up.get("query", {}), follow_up.get("body")))
        except HttpError as error:
            if status(error) in follow_up.get("absent", []):
                return None
            raise
        if "take" not in follow_up:
            return pages[0]
        found = [value for page in pages for value in values_at(page, follow_up["take"], enter_last=False)]
        if all(isinstance(value, list) for value in found):
            return [each for value in found for each in value] if found else None
        return found[0]


def status(error: HttpError) -> str:
    try:
        return str(json.loads(error.content)["error"]["status"])
    except (ValueError, KeyError, TypeError):
        return str(error.status_code)


def main() -> None:
    question = json.load(sys.stdin)
    catalogue = read_catalogue()
    answer = Answer(Calls(question["address"], question["token"]))
    found = {name: _of_all_projects(answer, catalogue.get(name), question["projects"]) for name in question["types"]}
    json.dump(found, sys.stdout, ensure_ascii=False)


def _of_all_projects(answer: Answer, kind: ResourceType | None, projects: list[str]) -> dict[str, Any]:
    if kind is None:
        return {"error": "UnknownType"}
    try:
        return {name: item for project in projects for name, item in answer.resources(kind, project).items()}
    except HttpError as error:
        print(f"{kind.name}: {error}", file=sys.stderr)
        return {"error": status(error)}
    except RefreshError:
        # A token that is refused: Google's client tries to get a new one and has nothing to get it with.
        return {"error": "UNAUTHENTICATED"}
    except LookupError as error:
        return {"skipped": str(error)}


if __name__ == "__main__":
    main()
