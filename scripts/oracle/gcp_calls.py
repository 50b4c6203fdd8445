"""Calls by google-api-python-client, from offline discovery documents, at another address than Google's."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from gcp_discovery import Method, find_method
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build, fix_method_name, key2param


class Calls:
    def __init__(self, address: str, token: str) -> None:
        self._address = address
        self._credentials = Credentials(token)  # type: ignore[no-untyped-call]
        self._service = cache(self._built)

    def pages(
        self, host: str, verb: str, path: str, query: dict[str, str], body: dict[str, Any] | None
    ) -> Iterator[dict[str, Any]]:
        method = find_method(host, verb, path)
        if method is None:
            raise LookupError(f"Google's client has no method for {verb} {path}")
        document = method.document
        collection = self._service(host, document.service, document.version, document.base)
        for name in method.names[:-1]:
            collection = getattr(collection, fix_method_name(name))()
        name = fix_method_name(method.names[-1])
        # A parameter that Google's client does not know yet is left out.
        known = method.content.get("parameters", {})
        arguments = _path_arguments(method, path) | {key2param(key): query[key] for key in query if key in known}
        if body is not None:
            arguments["body"] = body
        request = getattr(collection, name)(**arguments)
        following = getattr(collection, f"{name}_next", lambda _request, _answer: None)
        while request is not None:
            answer = request.execute(num_retries=3)
            yield answer
            request = following(request, answer)

    def _built(self, host: str, service: str, version: str, base: str) -> Any:
        return build(
            service,
            version,
            static_discovery=True,
            credentials=self._credentials,
            client_options={"api_endpoint": f"{self._address}/{host}{base}"},
        )


def _path_arguments(method: Method, path: str) -> dict[str, Any]:
    template = method.document.base + method.content["path"]
    parts = re.split(r"(\{[^}]*\})", template)
    names = [part.strip("{+}") for part in parts if part.startswith("{")]
    pattern = "".join("(.+)" if part.startswith("{") else re.escape(part) for part in parts)
    found = re.fullmatch(pattern, path)
    if found is None:
        raise LookupError(f"{path} is not of the form {template}")
    return {key2param(name): value for name, value in zip(names, found.groups(), strict=True)}
