#!/usr/bin/env python3
"""A JSON Web Token signed with RS256, and the public key that it can be checked with.

Standard input:  {"claims": {...}, "expires_in": seconds}
Standard output: {"token", "public_key": PEM}
"""

import base64
import json
import sys
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa


def _part(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def main() -> None:
    question = json.load(sys.stdin)
    key = rsa.generate_private_key(65537, 2048)
    now = int(time.time())
    claims = {**question["claims"], "iat": now, "nbf": now - 10, "exp": now + question["expires_in"]}
    signed = _part(b'{"alg":"RS256","typ":"JWT"}') + b"." + _part(json.dumps(claims).encode())
    signature = key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    json.dump({"token": (signed + b"." + _part(signature)).decode(), "public_key": public.decode()}, sys.stdout)


if __name__ == "__main__":
    main()
