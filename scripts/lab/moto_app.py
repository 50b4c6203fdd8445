"""moto's server, with one difference: where it has nothing to say, it says so in the language of the caller's protocol.

An operation that moto 5.2.5 lacks is answered with a page of HTML, status 500 or 404, and so is one that fails inside
it. That tells a client nothing. Here the first becomes an error such as AWS gives, status 404 and `NotImplemented`; the
second becomes `InternalFailure`, also with 404, which no client repeats, and its traceback stays in the log.
"""

import json
import re
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from moto import server

_XML_SERVICES = {"s3", "s3-control", "cloudfront", "route53"}
_SCOPE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/")
_UNDERSTOOD = server.DomainDispatcherApplication
Start = Callable[..., Any]


class SpeakingApplication(_UNDERSTOOD):
    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        told: list[Any] = []

        def remember(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            told[:] = [status, headers, *rest]
            return lambda data: None

        try:
            body = super().__call__(environ, remember)
        except NotImplementedError:
            return _refuse(environ, start_response, "NotImplemented")
        except Exception as error:
            if _knows_no_service(error):
                return _refuse(environ, start_response, "NotImplemented")
            traceback.print_exc()
            return _refuse(environ, start_response, "InternalFailure")
        status, headers = told[0], told[1]
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        if status[:3] in ("404", "500") and _is_page(kind, body):
            return _refuse(environ, start_response, "NotImplemented")
        start_response(*told)
        return body


def _refuse(environ: dict[str, Any], start_response: Start, code: str) -> list[bytes]:
    answer, kind = _error(environ, code)
    headers = [("Content-Type", kind), ("Content-Length", str(len(answer))), ("x-amzn-ErrorType", code)]
    start_response("404 NOT FOUND", headers)
    return [answer]


def _knows_no_service(error: Exception) -> bool:
    """moto looks for the backend of a service that it could not even name."""
    return isinstance(error, AttributeError) and traceback.extract_tb(error.__traceback__)[-1].name == "get_backend"


def _is_page(kind: str, body: Iterable[bytes]) -> bool:
    """HTML by its label or, where moto labels it wrongly, by its first line; moto also says `Not yet implemented`."""
    start = b"".join(body)[:64].lower() if isinstance(body, list) else b""
    return "html" in kind and not start.startswith(b"<?xml") or start.startswith((b"<!doctype", b"not yet implemented"))


def _error(environ: dict[str, Any], code: str) -> tuple[bytes, str]:
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    service = scope[1] if scope else ""
    if "form-urlencoded" in environ.get("CONTENT_TYPE", "") or service in _XML_SERVICES:
        return _xml(service, code), "text/xml"
    return json.dumps({"__type": code, "message": "moto has no answer"}).encode(), "application/x-amz-json-1.1"


def _xml(service: str, code: str) -> bytes:
    error = f"<Error><Code>{code}</Code><Message>moto has no answer</Message></Error>"
    match service:
        case "ec2":
            error = f"<Response><Errors>{error}</Errors><RequestID>0</RequestID></Response>"
        case "s3" | "s3-control":
            pass
        case _:
            error = f"<ErrorResponse>{error}<RequestId>0</RequestId></ErrorResponse>"
    return f'<?xml version="1.0" encoding="UTF-8"?>{error}'.encode()


if __name__ == "__main__":
    server.DomainDispatcherApplication = SpeakingApplication  # type: ignore[misc]
    server.main()
