#!/usr/bin/env python3
"""Checks a C2SP tlog-tiles directory without any of cloud-extractor's code.

Standard input:  {"directory", "verifier_key"}
Standard output: {"origin", "size", "root", "root_valid", "signature_valid", "tiles_valid", "entries": [],
                  "problems": []}
Exit status 1 if anything does not fit.

The root is pymerkle's, the signature `cryptography`'s; the tiles are hashed again here, from the entries alone.
"""

import base64
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import InmemoryTree

_WIDTH = 256
_ED25519 = 1
_DASH = "\u2014 "


class Unreadable(Exception):
    pass


@dataclass(frozen=True)
class Verifier:
    name: str
    key_id: bytes
    public_key: Ed25519PublicKey

    @classmethod
    def parse(cls, text: str) -> "Verifier":
        name, key_id, key = text.split("+", 2)
        raw = base64.b64decode(key, validate=True)
        if raw[0] != _ED25519:
            raise Unreadable(f"verifier key of type {raw[0]}, not Ed25519")
        if hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() != key_id:
            raise Unreadable("verifier key whose hash is not its own")
        return cls(name, bytes.fromhex(key_id), Ed25519PublicKey.from_public_bytes(raw[1:]))


@dataclass(frozen=True)
class Checkpoint:
    """A signed note: the text, then a blank line, then signatures, of which those of strangers do not count."""

    text: str
    signatures: list[tuple[str, bytes]]

    @classmethod
    def parse(cls, note: str) -> "Checkpoint":
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise Unreadable("checkpoint is not a signed note")
        signatures = []
        for line in lines.splitlines():
            name, _, value = line.removeprefix(_DASH).rpartition(" ")
            if not line.startswith(_DASH) or not name:
                raise Unreadable(f"not a signature line: {line!r}")
            signatures.append((name, base64.b64decode(value, validate=True)))
        return cls(text + "\n", signatures)

    @property
    def origin(self) -> str:
        return self.text.split("\n")[0]

    @property
    def size(self) -> int:
        digits = self.text.split("\n")[1]
        if str(int(digits)) != digits:
            raise Unreadable(f"checkpoint size {digits!r}")
        return int(digits)

    @property
    def root(self) -> str:
        return self.text.split("\n")[2]

    def is_signed_by(self, verifier: Verifier) -> bool:
        known = [value[4:] for name, value in self.signatures if (name, value[:4]) == (verifier.name, verifier.key_id)]
        try:
            for signature in known:
                verifier.public_key.verify(signature, self.text.encode())
        except InvalidSignature:
            return False
        return bool(known)


def read_entries(directory: Path, size: int) -> list[bytes]:
    entries: list[bytes] = []
    for number, width in _tiles(size):
        path = _tile_file(directory / "tile" / "entries", number, width)
        bundle = path.read_bytes()
        start = len(entries)
        while bundle:
            length = int.from_bytes(bundle[:2], "big")
            if len(bundle) < 2 + length:
                raise Unreadable(f"entry {len(entries)} ends in the middle")
            entries.append(bundle[2 : 2 + length])
            bundle = bundle[2 + length :]
        found = len(entries) - start
        if found < width or (found > width and not _stands_in(path, width)):
            raise Unreadable(f"bundle {number} has {found} entries, not {width}")
        del entries[start + width :]
    return entries


def root_hash(entries: list[bytes]) -> bytes:
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    return tree.get_root()


def broken_tiles(directory: Path, entries: list[bytes]) -> list[str]:
    """Tiles that are missing or hold other hashes than the entries give."""
    broken = []
    hashes = [hashlib.sha256(b"\x00" + entry).digest() for entry in entries]
    level = 0
    while hashes:
        for number, width in _tiles(len(hashes)):
            expected = b"".join(hashes[number * _WIDTH : number * _WIDTH + width])
            path = _tile_file(directory / "tile" / str(level), number, width)
            found = path.read_bytes() if path.exists() else b""
            if _stands_in(path, width):
                found = found[: len(expected)]
            if found != expected:
                broken.append(str(path.relative_to(directory)))
        full = len(hashes) // _WIDTH
        hashes = [_perfect_root(hashes[tile * _WIDTH : (tile + 1) * _WIDTH]) for tile in range(full)]
        level += 1
    return broken


def _perfect_root(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2])
        hashes = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return hashes[0]


def _tiles(size: int) -> list[tuple[int, int]]:
    """Number and width of each tile that holds so many hashes; only the last may be partial."""
    full, rest = divmod(size, _WIDTH)
    return [(number, _WIDTH) for number in range(full)] + ([(full, rest)] if rest else [])


def _tile_file(directory: Path, number: int, width: int) -> Path:
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03}")
    full = directory.joinpath(*groups)
    partial = full.with_name(f"{full.name}.p") / str(width)
    return partial if width < _WIDTH and partial.exists() else full


def _stands_in(path: Path, width: int) -> bool:
    """Whether this is the full tile, found where a partial one was asked for: the log has grown since."""
    return width < _WIDTH and path.name != str(width)


def check(directory: Path, verifier_key: str) -> dict[str, Any]:
    checkpoint = Checkpoint.parse((directory / "checkpoint").read_text())
    entries = read_entries(directory, checkpoint.size)
    root = base64.standard_b64encode(root_hash(entries)).decode()
    broken = broken_tiles(directory, entries)
    verdict = {
        "root_valid": root == checkpoint.root,
        "signature_valid": checkpoint.is_signed_by(Verifier.parse(verifier_key)),
        "tiles_valid": not broken,
    }
    problems = [name.replace("_valid", " does not fit") for name, valid in verdict.items() if not valid]
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": root,
        **verdict,
        "entries": [entry.decode("utf-8", errors="backslashreplace") for entry in entries],
        "problems": problems + [f"bad tile: {path}" for path in broken],
    }


def main() -> int:
    question = json.load(sys.stdin)
    try:
        answer = check(Path(question["directory"]), question["verifier_key"])
    except (Unreadable, OSError, ValueError, IndexError) as error:
        answer = {"signature_valid": False, "problems": [f"{type(error).__name__}: {error}"]}
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return int(bool(answer["problems"]))


if __name__ == "__main__":
    sys.exit(main())
