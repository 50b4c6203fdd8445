#!/usr/bin/env python3
"""Fernet as Python's `cryptography` does it. JSON on standard input and output.

encrypt             {"key", "plaintext"}                        -> {"token"}
decrypt             {"key", "token"}                            -> {"plaintext"} or {"error"}
derive-and-decrypt  {"master_key", "snapshot_id", "tokens": []} -> {"plaintexts": []} or {"error"}
rotate              {"keys": [newest, ...], "token"}            -> {"token"} or {"error"}

Plaintexts are base64, keys and tokens are Fernet's own text forms. An error also makes the exit status 1.
"""

import base64
import json
import sys
from typing import Any, Callable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_CONTEXT = b"cloud-extractor/fernet/v1"


def encrypt(question: dict[str, Any]) -> dict[str, Any]:
    plaintext = base64.b64decode(question["plaintext"], validate=True)
    return {"token": Fernet(question["key"]).encrypt(plaintext).decode()}


def decrypt(question: dict[str, Any]) -> dict[str, Any]:
    return {"plaintext": _open(Fernet(question["key"]), question["token"])}


def derive_and_decrypt(question: dict[str, Any]) -> dict[str, Any]:
    fernet = Fernet(_snapshot_key(question["master_key"], question["snapshot_id"]))
    return {"plaintexts": [_open(fernet, token) for token in question["tokens"]]}


def rotate(question: dict[str, Any]) -> dict[str, Any]:
    ring = MultiFernet([Fernet(key) for key in question["keys"]])
    return {"token": ring.rotate(question["token"]).decode()}


def _snapshot_key(master_key: str, snapshot_id: str) -> bytes:
    """Each snapshot has a key of its own, so that one can be handed over without the others."""
    master = base64.urlsafe_b64decode(master_key)
    derived = HKDF(algorithm=SHA256(), length=32, salt=snapshot_id.encode("ascii"), info=_CONTEXT).derive(master)
    return base64.urlsafe_b64encode(derived)


def _open(fernet: Fernet, token: str) -> str:
    return base64.standard_b64encode(fernet.decrypt(token)).decode()


_COMMANDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "encrypt": encrypt,
    "decrypt": decrypt,
    "derive-and-decrypt": derive_and_decrypt,
    "rotate": rotate,
}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in _COMMANDS:
        print(f"usage: fernet.py {'|'.join(_COMMANDS)}", file=sys.stderr)
        return 2
    try:
        answer = _COMMANDS[sys.argv[1]](json.load(sys.stdin))
    except InvalidToken:
        answer = {"error": "InvalidToken"}
    json.dump(answer, sys.stdout)
    return int("error" in answer)


if __name__ == "__main__":
    sys.exit(main())
