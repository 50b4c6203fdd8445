#!/usr/bin/env python3
"""The inclusion proofs of a log, by pymerkle.

Standard input:  {"entries": []}
Standard output: for each entry, the hashes of its path in base64, the lowest first
"""

import base64
import json
import sys

from pymerkle import InmemoryTree


def main() -> None:
    entries = json.load(sys.stdin)["entries"]
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry.encode())
    paths = [tree.prove_inclusion(index, len(entries)).serialize()["path"][1:] for index in range(1, len(entries) + 1)]
    json.dump([[base64.standard_b64encode(bytes.fromhex(node)).decode() for node in path] for path in paths], sys.stdout)


if __name__ == "__main__":
    main()
