#!/usr/bin/env python3
"""Which secrets are still in a program's memory when it has done its work and only its output is left to write.

Standard input:  {"command": [], "environment"?: {added}, "canaries": {name: text}}
Standard output: {"status", "scanned_bytes", "hits": [{"canary", "encoding", "place", "count"}], "unreadable": ranges}
                 or {"error", "status"}

The program's standard output is a pipe that is full already, so that it stops at its first write. Only then is its
memory searched, for each canary as it is ("raw"), in "base64", in "hex", percent-encoded where that differs ("percent")
and, if the canary is base64 itself, "decoded".

Places: "heap", "stack" (arguments and environment are there too), "guarded" (libsodium's allocations),
"malloc-arena" (all other anonymous memory), "file" (file-backed, with the program's variables).
It needs root or CAP_SYS_PTRACE for a program that is not dumpable. An error also makes the exit status 1.
"""

import base64
import binascii
import json
import mmap
import os
import platform
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator
from urllib.parse import quote

_WAIT_SECONDS = 60.0
_CHUNK = 1 << 24
# write and writev, by the numbers of the kernel.
_WRITES = {"x86_64": ("1", "20"), "aarch64": ("64", "66")}
_SHORTEST_DECODED = 16
_HEADER = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+ *(.*)")
# The kernel's own; [vvar] cannot be read at all.
_NOBODYS = ("[vvar]", "[vvar_vclock]", "[vsyscall]", "[vdso]")


class Unscannable(Exception):
    pass


@dataclass
class Mapping:
    start: int
    end: int
    access: str
    name: str
    is_kept_from_dumps: bool = False

    @property
    def is_anonymous(self) -> bool:
        return not self.name or self.name.startswith("[anon")

    @property
    def is_inaccessible(self) -> bool:
        return self.access.startswith("---")


class FullPipe:
    """`writer` is the end for the child."""

    def __init__(self) -> None:
        self._reader, self.writer = os.pipe()
        os.set_blocking(self.writer, False)
        try:
            while True:
                os.write(self.writer, bytes(mmap.PAGESIZE))
        except BlockingIOError:
            os.set_blocking(self.writer, True)

    def drain(self) -> None:
        while os.read(self._reader, 1 << 16):
            pass


class Target:
    """The process under examination."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._directory = Path(f"/proc/{process.pid}")

    def await_output(self) -> None:
        deadline = time.monotonic() + _WAIT_SECONDS
        while not any(call[0] in _WRITES[platform.machine()] and call[1] == "0x1" for call in self._calls()):
            if self._process.poll() is not None:
                raise Unscannable("the program ended before it wrote to its standard output")
            if time.monotonic() > deadline:
                self._process.kill()
                raise Unscannable(f"the program wrote nothing to its standard output for {_WAIT_SECONDS:.0f} seconds")
            time.sleep(0.005)

    def places(self) -> Iterator[tuple[Mapping, str]]:
        """The readable mappings and what each of them is."""
        stack_pointers = [int(call[-2], 16) for call in self._calls() if len(call) > 2]
        mappings = list(self._mappings())
        for index, mapping in enumerate(mappings):
            if not mapping.access.startswith("r") or mapping.name in _NOBODYS:
                continue
            below = mappings[index - 1] if index else None
            above = mappings[index + 1] if index + 1 < len(mappings) else None
            yield mapping, _place(mapping, _neighbour(mapping, below), _neighbour(mapping, above), stack_pointers)

    def memory(self) -> Any:
        return open(self._directory / "mem", "rb", buffering=0)

    def _calls(self) -> list[list[str]]:
        """What each thread asked of the kernel: number, arguments, stack pointer, program counter; or "running"."""
        calls = []
        for thread in (self._directory / "task").iterdir():
            try:
                calls.append((thread / "syscall").read_text().split())
            except (FileNotFoundError, ProcessLookupError):
                continue
        return [call for call in calls if len(call) > 1]

    def _mappings(self) -> Iterator[Mapping]:
        mapping = None
        for line in (self._directory / "smaps").read_text().splitlines():
            if header := _HEADER.fullmatch(line):
                start, end, access, name = header.groups()
                mapping = Mapping(int(start, 16), int(end, 16), access, name)
            elif mapping and line.startswith("VmFlags:"):
                mapping.is_kept_from_dumps = "dd" in line.split()
                yield mapping


def _neighbour(mapping: Mapping, other: Mapping | None) -> Mapping | None:
    """`other`, if it is a wall: inaccessible, and nothing in between."""
    touches = other is not None and mapping.start <= other.end and other.start <= mapping.end
    return other if touches and other is not None and other.is_inaccessible else None


def _place(mapping: Mapping, below: Mapping | None, above: Mapping | None, stack_pointers: list[int]) -> str:
    if mapping.name == "[heap]":
        return "heap"
    if mapping.name == "[stack]" or any(mapping.start <= pointer < mapping.end for pointer in stack_pointers):
        return "stack"
    if not mapping.is_anonymous:
        return "file"
    # Arenas of malloc and stacks border on inaccessible pages too, but only libsodium keeps its own out of core dumps.
    if (below or above) and mapping.is_kept_from_dumps:
        return "guarded"
    # The C library keeps the stacks of threads that have ended; they have one page below them, arenas have none.
    if below and below.end - below.start == mmap.PAGESIZE:
        return "stack"
    return "malloc-arena"


def spellings(text: str) -> dict[str, set[bytes]]:
    raw = text.encode()
    known = {
        "raw": {raw},
        "base64": _base64(raw),
        "hex": {raw.hex().encode(), raw.hex().upper().encode()},
        "percent": {quote(text, safe="").encode(), quote(text).encode()} - {raw},
        "decoded": _decoded(raw),
    }
    return {encoding: forms for encoding, forms in known.items() if forms}


def _base64(raw: bytes) -> set[bytes]:
    """As it begins something longer or stands in the middle of it, without the characters that it shares there."""
    forms = set()
    for offset in range(3):
        padded = b"\0" * offset + raw
        whole = len(padded) - len(padded) % 3
        skipped = (offset * 8 + 5) // 6
        for encode in (base64.standard_b64encode, base64.urlsafe_b64encode):
            forms.add(encode(padded[:whole])[skipped:])
    return {form for form in forms if form}


def _decoded(raw: bytes) -> set[bytes]:
    try:
        data = base64.b64decode(raw.replace(b"-", b"+").replace(b"_", b"/") + b"=" * (-len(raw) % 4), validate=True)
    except binascii.Error:
        return set()
    return {data} if len(data) >= _SHORTEST_DECODED else set()


def scan(target: Target, canaries: dict[str, str]) -> dict[str, Any]:
    needles = [
        (name, encoding, form)
        for name, text in canaries.items()
        for encoding, forms in spellings(text).items()
        for form in forms
    ]
    overlap = max((len(form) for _, _, form in needles), default=1) - 1
    hits: Counter[tuple[str, str, str]] = Counter()
    scanned = unreadable = 0
    with target.memory() as memory:
        for mapping, place in target.places():
            try:
                for chunk, fresh in _chunks(memory, mapping, overlap):
                    scanned += fresh
                    for name, encoding, form in needles:
                        if count := _count(chunk, form, len(chunk) - fresh):
                            hits[name, encoding, place] += count
            except OSError:
                unreadable += 1
    return {
        "scanned_bytes": scanned,
        "hits": [
            {"canary": name, "encoding": encoding, "place": place, "count": count}
            for (name, encoding, place), count in sorted(hits.items())
        ],
        "unreadable": unreadable,
    }


def _chunks(memory: Any, mapping: Mapping, overlap: int) -> Iterator[tuple[bytes, int]]:
    """Each with the end of the one before it, and how many of its bytes are new."""
    end_of_last = b""
    position = mapping.start
    while position < mapping.end:
        memory.seek(position)
        fresh = memory.read(min(_CHUNK, mapping.end - position))
        if not fresh:
            raise OSError("end of the process")
        yield end_of_last + fresh, len(fresh)
        end_of_last = (end_of_last + fresh)[-overlap:] if overlap else b""
        position += len(fresh)


def _count(chunk: bytes, form: bytes, known: int) -> int:
    # What lies wholly in the end of the chunk before has been counted there.
    return chunk.count(form, max(0, known - len(form) + 1))


def examine(question: dict[str, Any]) -> dict[str, Any]:
    pipe = FullPipe()
    process = subprocess.Popen(
        question["command"],
        env={**os.environ, **question.get("environment", {})},
        stdin=subprocess.DEVNULL,
        stdout=pipe.writer,
    )
    os.close(pipe.writer)
    target = Target(process)
    try:
        target.await_output()
        found = scan(target, question["canaries"])
    except Unscannable as error:
        found = {"error": str(error)}
    except PermissionError:
        found = {"error": f"process {process.pid} may not be looked into: that takes root or CAP_SYS_PTRACE"}
    finally:
        # The end of the pipe is the end of the program, or of whom it left behind: not to be waited for here.
        threading.Thread(target=pipe.drain, daemon=True).start()
        status = _end(process)
    return {"status": status, **found}


def _end(process: subprocess.Popen[bytes]) -> int:
    try:
        return process.wait(_WAIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def main() -> int:
    answer = examine(json.load(sys.stdin))
    json.dump(answer, sys.stdout)
    return int("error" in answer)


if __name__ == "__main__":
    sys.exit(main())
