#!/usr/bin/env python3
"""The consistency proofs of a log, as RFC 9162 §2.1.4.1 defines them, word for word; the roots are pymerkle's.

pymerkle's own consistency proofs are in a form of its own.

Standard input:  {"entries": []}
Standard output: [{"root": "base64", "path": ["base64"]}], for each size from 1 to that of the log
"""

import base64
import hashlib
import json
import sys

from pymerkle import InmemoryTree


def split(count: int) -> int:
    return 1 << ((count - 1).bit_length() - 1)


def root(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    middle = split(len(leaves))
    return hashlib.sha256(b"\1" + root(leaves[:middle]) + root(leaves[middle:])).digest()


def subproof(first: int, leaves: list[bytes], is_known: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if is_known else [root(leaves)]
    middle = split(len(leaves))
    if first <= middle:
        return subproof(first, leaves[:middle], is_known) + [root(leaves[middle:])]
    return subproof(first - middle, leaves[middle:], False) + [root(leaves[:middle])]


def text(node: bytes) -> str:
    return base64.standard_b64encode(node).decode()


def main() -> None:
    leaves = [entry.encode() for entry in json.load(sys.stdin)["entries"]]
    tree = InmemoryTree(algorithm="sha256")
    for leaf in leaves:
        tree.append_entry(leaf)
    json.dump(
        [
            {"root": text(tree.get_state(size)), "path": [text(node) for node in subproof(size, leaves, True)]}
            for size in range(1, len(leaves) + 1)
        ],
        sys.stdout,
    )


if __name__ == "__main__":
    main()
