#!/usr/bin/env python3
"""A collector of snapshots: what docs/delivery.md asks of the far side, in the fewest words.

    collector.py DIRECTORY [TOKEN [CERTIFICATE KEY CLIENT_AUTHORITY]]

Prints its port and serves on 127.0.0.1 until its standard input ends. Every request is checked as a stranger would, and
what holds is appended to DIRECTORY/<snapshot>/<file>. `PUT /fault` leaves what is to go wrong:
{"status": 503, "times": 2, "headers": {}, "after": true}; `after` has the request done before it is refused; no `times` at all (0) end all that was left.
"""

import base64
import hashlib
import json
import ssl
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

_ROOT = Path(sys.argv[1])
_TOKEN = sys.argv[2] if len(sys.argv) > 2 else ""
_lock = threading.Lock()
# By Idempotency-Key, the digest of what came with it.
_seen: dict[str, str] = {}
_faults: list[dict] = []
_log: list[dict] = []


class Collector(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        fault = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        times = fault.get("times", 1)
        with _lock:
            if times == 0:
                _faults.clear()
            _faults.extend([fault] * times)
        self.answer(204)

    def do_GET(self) -> None:
        with _lock:
            self.answer(200, json.dumps(_log).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with _lock:
            fault = _faults.pop(0) if _faults else None
            status = fault["status"] if fault and not fault.get("after") else self.taken(body)
            if fault and status < 300:
                status = fault["status"]
            names = ["Idempotency-Key", "Cloud-Extractor-File", "Cloud-Extractor-Records"]
            _log.append({"status": status, **{name: self.headers.get(name) for name in names}})
        self.answer(status, headers=fault.get("headers") if fault else None)

    def taken(self, body: bytes) -> int:
        if _TOKEN and self.headers.get("Authorization") != f"Bearer {_TOKEN}":
            return 401
        digest = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"
        if self.headers.get("Content-Digest") != digest:
            return 400
        key = self.headers["Idempotency-Key"]
        if key in _seen:
            return 200 if _seen[key] == digest else 422
        file = _ROOT / self.headers["Cloud-Extractor-Snapshot"] / unquote(self.headers["Cloud-Extractor-File"])
        if not file.resolve().is_relative_to(_ROOT.resolve()):
            return 400
        if not self.in_place(file, body):
            return 416
        _seen[key] = digest
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as out:
            out.write(body)
        return 201

    def in_place(self, file: Path, body: bytes) -> bool:
        """Whether a batch goes on where the file has got to."""
        records = self.headers.get("Cloud-Extractor-Records")
        if records is None:
            return not file.exists()
        range_, _, _ = records.partition("/")
        have = file.read_bytes().count(b"\n") if file.exists() else 0
        if range_ == "*":
            return body == b"" and have == 0
        first, last = map(int, range_.split("-"))
        return first == have and last - first + 1 == body.count(b"\n")


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    if len(sys.argv) > 3:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        context.load_verify_locations(sys.argv[5])
        context.verify_mode = ssl.CERT_REQUIRED
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()


main()
