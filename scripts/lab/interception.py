"""An addon of mitmproxy: answers that are lost, torn, or not Vault's, for the requests that a file names.

The file is a JSON list of {"method", "path", "fault", "times"}, read again for every request. The path may hold `*`.
With `body`, the request's body must hold that text; with `skip`, so many that fit are let through first. The first rule
that fits and has been used fewer than `times` since the file was last written decides.

lost        the server does what was asked; the connection ends without an answer
torn        the server does what was asked; half the body arrives, then the connection ends
short       the server does what was asked; half the body arrives, and its length says that it is all
empty       the server does what was asked; status 200 and no body
garbage     the server does what was asked; status 200, JSON by its type, and not even text
html        status 200 and somebody else's page; the server sees nothing
status:NNN  that status and a page; the server sees nothing
"""

import json
from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mitmproxy import ctx
from mitmproxy.addonmanager import Loader
from mitmproxy.http import HTTPFlow, Request, Response

_PAGE = b"<!DOCTYPE html><html><body><h1>Not what you asked for</h1></body></html>\n"
_GARBAGE = b'{"data": {"\xff\xfe\x80": "\xc3\x28"}}\n'
_FAULT = "fault"
_FAULTS = ("lost", "torn", "short", "empty", "html", "garbage")


class Interception:
    def __init__(self) -> None:
        self._written: tuple[int, int] | None = None
        self._rules: list[dict[str, Any]] = []
        self._used: Counter[int] = Counter()

    def load(self, loader: Loader) -> None:
        loader.add_option("faults", str, "", "The file of faults.")

    def request(self, flow: HTTPFlow) -> None:
        try:
            fault = self._fault(flow.request)
        except (OSError, ValueError, KeyError, TypeError) as error:
            # A test whose faults cannot be read must not pass because there are none.
            flow.response = _answer(599, f"faults.json: {type(error).__name__}: {error}".encode(), "text/plain")
            return
        flow.metadata[_FAULT] = fault
        if fault == "html":
            flow.response = _answer(200, _PAGE, "text/html")
        elif fault.startswith("status:"):
            flow.response = _answer(int(fault.removeprefix("status:")), _PAGE, "text/html")

    def response(self, flow: HTTPFlow) -> None:
        match flow.metadata.get(_FAULT):
            case "lost":
                flow.kill()
            case "torn":
                _halve(flow, is_announced=False)
            case "short":
                _halve(flow, is_announced=True)
            case "empty":
                flow.response = _answer(200, b"", "text/xml")
            case "garbage":
                flow.response = _answer(200, _GARBAGE, "application/json")

    def _fault(self, request: Request) -> str:
        self._read()
        path = request.path.partition("?")[0]
        for index, rule in enumerate(self._rules):
            fits = rule["method"] == request.method and fnmatchcase(path, rule["path"])
            if not fits or rule.get("body", "").encode() not in (request.raw_content or b""):
                continue
            skip = rule.get("skip", 0)
            if self._used[index] < skip + rule["times"]:
                self._used[index] += 1
                if self._used[index] > skip:
                    return _known(rule["fault"])
        return ""

    def _read(self) -> None:
        file = Path(ctx.options.faults)
        status = file.stat()
        # The inode too, for a file that was replaced may be as old as the one before.
        written = (status.st_mtime_ns, status.st_ino)
        if written != self._written:
            self._rules = json.loads(file.read_bytes())
            self._used.clear()
            self._written = written


def _known(fault: str) -> str:
    kind, _, status = fault.partition(":")
    if fault not in _FAULTS and not (kind == "status" and status.isdigit()):
        raise ValueError(f"no such fault: {fault}")
    return fault


def _halve(flow: HTTPFlow, is_announced: bool) -> None:
    assert flow.response is not None
    body = flow.response.raw_content or b""
    half = body[: len(body) // 2]
    headers = flow.response.headers
    headers.pop("Transfer-Encoding", None)
    headers["Content-Length"] = str(len(half if is_announced else body))
    if not is_announced:
        headers["Connection"] = "close"
    flow.response.raw_content = half


def _answer(status: int, body: bytes, kind: str) -> Response:
    return Response.make(status, body, {"Content-Type": kind})


addons = [Interception()]
