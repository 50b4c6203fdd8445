#!/usr/bin/env python3
"""An issuer of JSON Web Tokens, by joserfc; those that no issuer would make are made by hand.

Prints its port and serves on 127.0.0.1 until its standard input ends:
  GET  /keys    the public keys, RFC 7517
  GET  /count   how often those were asked for
  GET  /pem     the public key `rsa` as PEM
  PUT  /keys    what GET gives from now on: {"published": [name], "extra": [key], "status": 200, "uses": {name: use}, "unnamed": false}
  POST /tokens  a list of tokens to make, as `made` takes them; gives the list of them

The keys are rsa, rsa2, foreign (RSA), ec, ec2 (P-256), ec384 and ed (Ed25519); each is its own `kid`.
"""

import base64
import json
import sys
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

_KEYS = {
    **{name: RSAKey.generate_key(2048, {"kid": name}, auto_kid=False) for name in ["rsa", "rsa2", "foreign"]},
    **{name: ECKey.generate_key("P-256", {"kid": name}, auto_kid=False) for name in ["ec", "ec2"]},
    "ec384": ECKey.generate_key("P-384", {"kid": "ec384"}, auto_kid=False),
    "ed": OKPKey.generate_key("Ed25519", {"kid": "ed"}, auto_kid=False),
}
_lock = threading.Lock()
_state: dict[str, Any] = {"published": ["rsa", "ec", "ed"]}
_count = 0


def _part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def made(wish: dict[str, Any]) -> str:
    """A token: {"algorithm", "key": a name, or "secret": text, "kid": text or null, "header": {}, "claims": {} or text}.

    With claims as text, members of the header beside `kid`, or "raw", the parts are signed as they are, unasked.
    """
    algorithm = wish["algorithm"]
    header = {"alg": algorithm, "typ": "JWT", **wish.get("header", {})}
    if wish.get("kid"):
        header["kid"] = wish["kid"]
    claims = wish["claims"]
    if isinstance(claims, dict) and "header" not in wish and "raw" not in wish:
        key = _KEYS[wish["key"]] if "key" in wish else OctKey.import_key(wish["secret"])
        return jwt.encode(header, claims, key, algorithms=[algorithm])
    text = claims if isinstance(claims, str) else json.dumps(claims)
    signed = _part(json.dumps(header).encode()) + "." + _part(text.encode())
    if algorithm.lower() == "none":
        return signed + "." + wish.get("signature", "")
    if algorithm == "HS256":
        mac = hmac.HMAC(wish["secret"].encode(), hashes.SHA256())
        mac.update(signed.encode())
        return signed + "." + _part(mac.finalize())
    signature = JWSRegistry.algorithms[algorithm].sign(signed.encode(), _KEYS[wish["key"]])
    return signed + "." + _part(signature)


def published() -> dict[str, Any]:
    keys = []
    for name in _state["published"]:
        key = dict(_KEYS[name].as_dict(private=False))
        if name in _state.get("uses", {}):
            key["use"] = _state["uses"][name]
        if _state.get("unnamed"):
            del key["kid"]
        keys.append(key)
    return {"keys": _state.get("extra", []) + keys}


class Issuer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, body: Any, status: int = 200) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def body(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self) -> None:
        global _count
        with _lock:
            match self.path:
                case "/keys":
                    _count += 1
                    self.answer(published(), _state.get("status", 200))
                case "/count":
                    self.answer(_count)
                case "/pem":
                    self.answer(_KEYS["rsa"].as_pem(private=False).decode())
                case _:
                    self.answer({}, 404)

    def do_PUT(self) -> None:
        global _state
        state = self.body()
        with _lock:
            _state = state
        self.answer({})

    def do_POST(self) -> None:
        self.answer([made(wish) for wish in self.body()])


def main() -> None:
    # Of what is deprecated, and is to be refused for it.
    warnings.simplefilter("ignore")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
