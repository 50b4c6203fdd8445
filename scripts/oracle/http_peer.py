#!/usr/bin/env python3
"""A server that does on demand what no real one can be made to do: torn, slow, huge and throttled answers.

Prints its port and serves on 127.0.0.1 until its standard input ends.
"""

import gzip
import json
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_THROTTLED = (
    b"<?xml version='1.0'?><Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>m</Message></Error>"
    b"</Errors><RequestID>req-1</RequestID></Response>"
)
_VPCS = (
    b"<?xml version='1.0'?><DescribeVpcsResponse xmlns='http://ec2.amazonaws.com/doc/2016-11-15/'>"
    b"<vpcSet><item><vpcId>vpc-1</vpcId><isDefault>true</isDefault></item></vpcSet></DescribeVpcsResponse>"
)
_seen: Counter[str] = Counter()
# Answers that a test has left for whoever asks below a name: [status, {header: value}, body] each.
_scripts: dict[str, list[list[Any]]] = {}
_leave = threading.Event()


class Peer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Small answers at once, whatever the client does with its acknowledgements.
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        path, _, argument = self.path.lstrip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match path:
            case "gzip":
                self.answer(200, gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
            case "redirect":
                self.answer(302, b"", Location="/gzip")
            case "bytes":
                self.answer(200, b"y" * int(argument))
            case "slow":
                # Until the client has gone or the peer ends.
                _leave.wait(30)
            case "torn":
                self.send_response(200)
                self.send_header("Content-Length", "100")
                self.end_headers()
                self.wfile.write(b"only ten..")
                self.close_connection = True
            case "echo":
                self.answer(200, self.headers.get(argument, "").encode() + b"|" + body)
            case "port":
                self.answer(200, str(self.client_address[1]).encode())
            case "status":
                self.answer(int(argument.partition("/")[0]), b"<html>not what you think</html>")
            case "answers":
                # Status 200 and something that is not the answer, or pages whose tokens go round.
                kind, _, key = argument.partition("/")
                _seen[key] += 1
                token = "AB"[_seen[key] % 2].encode()
                self.answer(200, {
                    "empty": b"",
                    "page": b"<html><body>Please log in to the guest network</body></html>",
                    "listless": b"<DescribeVpcsResponse><requestId>r</requestId></DescribeVpcsResponse>",
                    "round": _VPCS.replace(b"</vpcSet>", b"</vpcSet><nextToken>" + token + b"</nextToken>"),
                }[kind.removesuffix("/")])
            case "script":
                _scripts[argument] = json.loads(body)
                self.answer(200, b"")
            case "scripted":
                # One after the other; the last one for ever.
                answers = _scripts[argument.partition("/")[0].partition("?")[0]]
                status, headers, text = answers.pop(0) if len(answers) > 1 else answers[0]
                self.answer(status, text.encode(), **{name.replace("-", "_"): value for name, value in headers.items()})
            case "vault":
                # Twice a status, with `Retry-After` where one is named, then Vault's answer to lookup-self.
                status, after, key = argument.split("/")[:3]
                _seen[key] += 1
                if _seen[key] < 3:
                    self.answer(int(status), b'{"errors":[]}', **({"Retry_After": after} if after != "-" else {}))
                else:
                    self.answer(200, b'{"data":{"accessor":"a","ttl":60,"renewable":false}}')
            case "header":
                # What a request to Vault had under this name.
                value = self.headers.get(argument.partition("/")[0], "").encode("latin-1").decode()
                self.answer(200, json.dumps({"data": {"value": value}}).encode())
            case "elsewhere":
                # A redirect: to the same target on this server, once or for ever, or to another target.
                kind, _, target = argument.partition("/")
                start = {"once": "header/X-Vault-Token", "ever": "elsewhere/ever", "other": "header/other"}[kind]
                location = f"http://{self.headers['Host']}/{start}/{target}"
                self.answer(307, b"", Location=location + ("x" if kind == "other" else ""))
            case "throttle":
                # Twice throttled, then answered.
                _seen[argument] += 1
                if _seen[argument] % 3:
                    self.answer(503, _THROTTLED)
                else:
                    self.answer(200, _VPCS)
            case _:
                self.answer(404, b"")

    do_POST = do_PUT = do_PATCH = do_DELETE = do_LIST = do_GET


class Server(ThreadingHTTPServer):
    # More than any test opens at once.
    request_queue_size = 512
    daemon_threads = True


def main() -> None:
    server = Server(("127.0.0.1", 0), Peer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    _leave.set()


if __name__ == "__main__":
    main()
