#!/usr/bin/env python3
"""When cron jobs run. JSON on standard input and output.

croniter  {"questions": [{"cron", "zone", "after", "count"}]}
          -> {"answers": [[seconds since 1970, ...], ...]}
          Python's croniter, with Vixie's rule for the two days, in the zone.
cronie    {"questions": [{"cron", "zone", "from", "to"}]}
          -> {"answers": [[seconds since 1970, ...], ...]}
          The loop of cron(8) over every minute from one to the other, as cronie has it: what it does when the offset of
          the zone changes. Which minutes match is croniter's word, on a clock that is never set.
"""

import json
import sys
from datetime import datetime, timezone
from typing import Any, Iterator
from zoneinfo import ZoneInfo

from croniter import croniter

_MINUTE = 60
# cron(8) takes more for a clock that was set by hand, and makes up for nothing.
_LONGEST_CHANGE = 3 * 60
_LONGEST_DELAY = 5


def _croniter(question: dict[str, Any]) -> list[int]:
    start = datetime.fromtimestamp(question["after"], ZoneInfo(question["zone"]))
    times = croniter(question["cron"], start, implement_cron_bug=True, max_years_between_matches=41)
    return [round(times.get_next(float)) for _ in range(question["count"])]


def _cronie(question: dict[str, Any]) -> list[int]:
    return sorted(set(_runs(question["cron"], ZoneInfo(question["zone"]), question["from"], question["to"])))


def _runs(cron: str, zone: ZoneInfo, first: int, last: int) -> Iterator[int]:
    fields = cron.split()
    is_wild = fields[0].startswith("*") or fields[1].startswith("*")
    virtual = _shown(first, zone) - 1
    matching = _matching(cron, virtual - 1, _shown(last, zone) + _LONGEST_CHANGE)
    for now in range(first, last + 1, _MINUTE):
        shown = _shown(now, zone)
        ahead = shown - virtual
        if 0 < ahead <= _LONGEST_DELAY:
            minutes, virtual = range(virtual + 1, shown + 1), shown
        elif _LONGEST_DELAY < ahead <= _LONGEST_CHANGE:
            minutes, virtual = (range(shown, shown + 1) if is_wild else range(virtual + 1, shown + 1)), shown
        elif -_LONGEST_CHANGE <= ahead <= 0:
            minutes = range(shown, shown + 1) if is_wild else range(0)
        else:
            raise ValueError(f"the clock of {zone.key} is set by {ahead} minutes")
        if not matching.isdisjoint(minutes):
            yield now


def _shown(moment: int, zone: ZoneInfo) -> int:
    """What the clock shows, in minutes since 1970 on it."""
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    assert offset is not None
    return (moment + round(offset.total_seconds())) // _MINUTE


def _matching(cron: str, after: int, last: int) -> set[int]:
    """The minutes that match on a clock that is never set."""
    start = datetime.fromtimestamp(after * _MINUTE, timezone.utc)
    times = croniter(cron, start, implement_cron_bug=True, max_years_between_matches=41)
    found = set()
    while (minute := round(times.get_next(float)) // _MINUTE) <= last:
        found.add(minute)
    return found


_COMMANDS = {"croniter": _croniter, "cronie": _cronie}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in _COMMANDS:
        print(f"usage: cron.py {'|'.join(_COMMANDS)}", file=sys.stderr)
        return 2
    answer = _COMMANDS[sys.argv[1]]
    json.dump({"answers": [answer(question) for question in json.load(sys.stdin)["questions"]]}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
