#!/usr/bin/env python3
"""An issuer of bearer tokens that shares no code with cloud-extractor's verifier: keys and their set by joserfc, signatures
by `cryptography`.

    issuer.py SECRET

Prints its port and serves on 127.0.0.1 until its standard input ends.

GET  /jwks                 the key set; what is no key of a known kind is in it too
GET  /requests             how often the set was asked for
PUT  /keys                 {"rotate": true} puts new keys in the place of the old ones, {"down": true} answers 503
POST /tokens               {"issuer", "audience", "roles"?, "alg"?} gives one good token; with {"cases": true} all that are
                           to be refused, or taken, each with the status and the error of RFC 6750 that belong to it
"""

import base64
import hashlib
import hmac
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from joserfc.jwk import ECKey, OKPKey, RSAKey

_SECRET = sys.argv[1].encode()


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value: Any) -> str:
    return b64(json.dumps(value).encode())


class Keys:
    def __init__(self, generation: int) -> None:
        self.generation = generation
        self.rsa = RSAKey.generate_key(2048)
        self.ec = ECKey.generate_key("P-256")
        self.okp = OKPKey.generate_key("Ed25519")
        # Is not to be used for signatures.
        self.enc = RSAKey.generate_key(2048)

    def kid(self, alg: str) -> str:
        return f"{alg}-{self.generation}"

    def set(self) -> list[dict[str, Any]]:
        known = [("RS256", self.rsa), ("ES256", self.ec), ("EdDSA", self.okp)]
        keys = [{**key.as_dict(private=False), "kid": self.kid(alg), "use": "sig"} for alg, key in known]
        keys.append({**self.enc.as_dict(private=False), "kid": "enc", "use": "enc"})
        keys.append({"kty": "AKP", "kid": "unknown-kind", "alg": "ML-DSA-44", "pub": "AA"})
        keys.append({"kty": "RSA", "kid": "broken"})
        return keys

    def sign(self, alg: str, data: bytes) -> bytes:
        if alg == "HS256":
            return hmac.digest(_SECRET, data, hashlib.sha256)
        if alg == "RS256":
            return self.rsa.private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if alg == "ES256":
            r, s = decode_dss_signature(self.ec.private_key.sign(data, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return self.okp.private_key.sign(data)


_lock = threading.Lock()
_keys = Keys(1)
_is_down = False
_requests = 0


def token(claims: Any, signed_by: str = "HS256", keys: Keys | None = None, **header: Any) -> str:
    keys = keys or _keys
    head: dict[str, Any] = {"alg": signed_by, "typ": "JWT"}
    if signed_by != "HS256":
        head["kid"] = keys.kid(signed_by)
    head = {name: value for name, value in {**head, **header}.items() if value is not None}
    signed = f"{part(head)}.{part(claims)}"
    return f"{signed}.{b64(keys.sign(signed_by, signed.encode()))}"


def good(issuer: str, audience: str, roles: list[str], **changes: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {"sub": "alice", "iss": issuer, "aud": audience, "iat": now, "exp": now + 600, "roles": roles, **changes}
    return {name: value for name, value in claims.items() if value is not None}


def cases(issuer: str, audience: str) -> list[dict[str, Any]]:
    roles = ["viewer"]

    def claims(**changes: Any) -> dict[str, Any]:
        return {name: value for name, value in {**good(issuer, audience, roles), **changes}.items() if value is not None}

    now = int(time.time())
    head, body, signature = token(claims()).split(".")
    none = part({"alg": "none"})
    public = _keys.rsa.as_pem(False)
    confused = f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{body}"
    other = Keys(_keys.generation)
    richer = part(claims(roles=["operator", "auditor", "rotator"]))
    bad = {
        "one part": "abc",
        "two parts": f"{head}.{body}",
        "four parts": f"{head}.{body}.{signature}.x",
        "no base64url": f"{head}.{body}.=={signature}",
        "a header that is no JSON": f"{b64(b'alg')}.{body}.{signature}",
        "a header that is a list": f"{part([])}.{body}.{signature}",
        "claims that are a list": token([1]),
        "alg none": f"{none}.{body}.",
        "alg none with a signature": f"{none}.{body}.{signature}",
        "alg None": f"{part({'alg': 'None'})}.{body}.{signature}",
        "alg nOnE": f"{part({'alg': 'nOnE'})}.{body}.{signature}",
        "an alg that nobody takes": token(claims(), "HS256", None, alg="HS512"),
        "no alg": token(claims(), "HS256", None, alg=None),
        "the public key as a secret": f"{confused}.{b64(hmac.digest(public, confused.encode(), hashlib.sha256))}",
        "an RSA key's id with HS256": token(claims(), "RS256", None, alg="HS256"),
        "another alg than the key's": token(claims(), "RS256", None, alg="ES256"),
        "a foreign key": token(claims(), "RS256", other),
        "a foreign elliptic key": token(claims(), "ES256", other),
        "a foreign Edwards key": token(claims(), "EdDSA", other),
        "other claims": f"{head}.{richer}.{signature}",
        "a signature that is cut": f"{head}.{body}.{signature[:-4]}",
        "no signature": f"{head}.{body}.",
        "expired": token(claims(exp=now - 3600)),
        "not yet": token(claims(nbf=now + 3600)),
        "another audience": token(claims(aud="somebody")),
        "other audiences": token(claims(aud=["a", "b"])),
        "an empty list of audiences": token(claims(aud=[])),
        "no audience": token(claims(aud=None)),
        "another issuer": token(claims(iss="https://evil.example")),
        "no issuer": token(claims(iss=None)),
        "no exp": token(claims(exp=None)),
        "exp as text": token(claims(exp=str(now + 600))),
        "exp beyond all time": token(claims(exp=1e300)),
        "a negative exp": token(claims(exp=-1)),
        "no sub": token(claims(sub=None)),
        "an empty sub": token(claims(sub="")),
        "crit": token(claims(), crit=["exp"]),
        "an unknown key": token(claims(), "RS256", None, kid="nobody's"),
        "a key for encryption": token(claims(), "RS256", None, kid="enc"),
        "a broken key": token(claims(), "RS256", None, kid="broken"),
        "too long": token(claims(pad="x" * 9000)),
    }
    taken = {
        "HS256": token(claims()),
        "RS256": token(claims(), "RS256"),
        "ES256": token(claims(), "ES256"),
        "EdDSA": token(claims(), "EdDSA"),
        "no key id, and one key of the kind": token(claims(), "ES256", None, kid=None),
        "one of several audiences": token(claims(aud=["a", audience])),
        "expired within the leeway": token(claims(exp=now - 5)),
        "nbf in the past": token(claims(nbf=now - 60)),
        "more claims": token(claims(name="Alice", groups={"a": [1]})),
    }
    forbidden = {
        "no roles": token(claims(roles=None)),
        "an empty list of roles": token(claims(roles=[])),
        "roles that nobody knows": token(claims(roles=["admin", "root"])),
    }
    return (
        [{"name": name, "token": text, "status": 401, "error": "invalid_token"} for name, text in bad.items()]
        + [{"name": name, "token": text, "status": 200, "error": ""} for name, text in taken.items()]
        + [{"name": name, "token": text, "status": 403, "error": "insufficient_scope"} for name, text in forbidden.items()]
    )


class Issuer(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def answer(self, value: Any, status: int = 200) -> None:
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def question(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        global _requests
        with _lock:
            if self.path == "/requests":
                self.answer({"requests": _requests})
                return
            _requests += 1
            if _is_down:
                self.answer({}, 503)
            else:
                self.answer({"keys": _keys.set()})

    def do_PUT(self) -> None:
        global _keys, _is_down
        question = self.question()
        with _lock:
            if question.get("rotate"):
                _keys = Keys(_keys.generation + 1)
            _is_down = question.get("down", False)
        self.answer({})

    def do_POST(self) -> None:
        question = self.question()
        with _lock:
            if question.get("cases"):
                self.answer({"cases": cases(question["issuer"], question["audience"])})
            else:
                roles = question.get("roles", [])
                claims = good(question["issuer"], question["audience"], roles)
                self.answer({"token": token(claims, question.get("alg", "HS256"))})


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
