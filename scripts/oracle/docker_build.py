#!/usr/bin/env python3
"""What a build would find out about a Dockerfile, without an engine.

Standard input:  {"root": directory of the context}
Standard output: {"stages": [{"image", "name", "instructions": [{"instruction", "value"}]}],
                  "context": [file that the build sees],
                  "copies": [{"from": stage or null, "sources": [], "missing": [source that matches nothing in the context]}]}

.dockerignore is read as the engine reads it: https://docs.docker.com/build/concepts/context/#dockerignore-files
"""

import json
import os
import re
import shlex
import sys
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from dockerfile_parse import DockerfileParser


def main() -> None:
    root = Path(json.load(sys.stdin)["root"])
    stages: list[dict[str, Any]] = []
    with (root / "Dockerfile").open("rb") as file:
        for one in DockerfileParser(fileobj=file).structure:
            if one["instruction"] == "FROM":
                image, _, name = one["value"].partition(" AS ")
                stages.append({"image": image, "name": name or None, "instructions": []})
            elif one["instruction"] != "COMMENT":
                stages[-1]["instructions"].append({"instruction": one["instruction"], "value": one["value"]})
    context = _context(root)
    copies = [
        _copy(one["value"], context)
        for stage in stages
        for one in stage["instructions"]
        if one["instruction"] in ("ADD", "COPY")
    ]
    json.dump({"stages": stages, "context": context, "copies": copies}, sys.stdout)


def _copy(value: str, context: list[str]) -> dict[str, Any]:
    words = shlex.split(value)
    flags = dict(word[2:].split("=", 1) for word in words if word.startswith("--"))
    sources = [word for word in words if not word.startswith("--")][:-1]
    missing = [] if "from" in flags else [source for source in sources if not _matches_any(source, context)]
    return {"from": flags.get("from"), "sources": sources, "missing": missing}


def _matches_any(source: str, context: list[str]) -> bool:
    pattern = os.path.normpath(source)
    return any(fnmatchcase(file, pattern) or file.startswith(f"{pattern}/") for file in context)


def _context(root: Path) -> list[str]:
    rules = _rules((root / ".dockerignore").read_text(encoding="utf-8"))
    files = []
    for folder, folders, names in os.walk(root):
        # Large, and nobody's business; were they let in, the directory itself would say so below.
        folders[:] = [name for name in folders if not (Path(folder) == root and name.startswith((".build", ".venv", ".git")))]
        files += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    hidden = [name for name in os.listdir(root) if name.startswith(".")]
    return sorted({file for file in files + hidden if not _is_ignored(file, rules)})


def _rules(text: str) -> list[tuple[bool, re.Pattern[str]]]:
    rules = []
    for line in map(str.strip, text.splitlines()):
        if line and not line.startswith("#"):
            keeps = line.startswith("!")
            rules.append((keeps, _pattern(os.path.normpath(line.lstrip("!")).lstrip("/"))))
    return rules


def _pattern(text: str) -> re.Pattern[str]:
    """Go's filepath.Match, and ** for any number of directories."""
    parts = re.split(r"(\*\*/?|\*|\?)", text)
    words = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(words.get(part, re.escape(part)) for part in parts))


def _is_ignored(file: str, rules: list[tuple[bool, re.Pattern[str]]]) -> bool:
    """The last rule wins that matches the file or a directory above it."""
    parts = file.split("/")
    places = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    ignored = False
    for keeps, pattern in rules:
        if any(pattern.fullmatch(place) for place in places):
            ignored = not keeps
    return ignored


if __name__ == "__main__":
    main()
