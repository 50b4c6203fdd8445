"""Ed25519 keys in the text forms of Go's sumdb/note, which C2SP transparency logs use."""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519 = b"\x01"


@dataclass(frozen=True)
class NoteKey:
    signing_key: str
    verifier_key: str

    @classmethod
    def generate(cls, name: str) -> "NoteKey":
        return cls.from_seed(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_seed(cls, name: str, seed: bytes) -> "NoteKey":
        public = _ED25519 + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        key_id = hashlib.sha256(name.encode() + b"\n" + public).hexdigest()[:8]
        return cls(
            signing_key=f"PRIVATE+KEY+{name}+{key_id}+{_base64(_ED25519 + seed)}",
            verifier_key=f"{name}+{key_id}+{_base64(public)}",
        )


def _base64(data: bytes) -> str:
    return base64.standard_b64encode(data).decode()
