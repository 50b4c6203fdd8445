"""Calls by boto3: pages joined, answers without what is about the call itself, secrets marked."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore import handlers, xform_name
from botocore.config import Config
from botocore.model import Shape
from catalogue_redaction import hidden

# What boto3 takes to pieces of its own accord: here the answer counts as the service gave it.
_INTERFERENCE = (
    ("after-call.cloudformation.GetTemplate", handlers.json_decode_template_body),
    ("after-call.ec2.GetConsoleOutput", handlers.decode_console_output),
)
# Operations that page and have no paginator, by what their answer calls the token.
_TOKENS = {
    "nextToken": ("nextToken",),
    "NextToken": ("NextToken",),
    "nextPageToken": ("pageToken", "nextPageToken"),
    "NextPageToken": ("NextPageToken", "PageToken"),
    "NextMarker": ("NextMarker", "Marker"),
    "Marker": ("Marker",),
    "marker": ("marker",),
    "position": ("position",),
}


class RepeatedPageToken(Exception):
    """The pages go round."""


@dataclass(frozen=True)
class Connection:
    endpoint: str
    access_key_id: str
    secret_access_key: str
    session_token: str | None
    ca_certificate: str | None


class Calls:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._session = boto3.Session()
        for event, handler in _INTERFERENCE:
            self._session.events.unregister(event, handler)
        self.client = cache(self._client)

    def once(self, service: str, region: str, operation: str, members: dict[str, Any]) -> dict[str, Any]:
        client = self.client(service, region)
        method = xform_name(operation)
        return _clean(getattr(client, method)(**members), _output(client, operation))

    def pages(
        self, service: str, region: str, operation: str, members: dict[str, Any], size: int | None = None
    ) -> Iterator[dict[str, Any]]:
        client = self.client(service, region)
        shape = _output(client, operation)
        method = xform_name(operation)
        if client.can_paginate(method):
            paging = {"PageSize": size} if size else {}
            for page in client.get_paginator(method).paginate(**members, PaginationConfig=paging):
                yield _clean(page, shape)
        else:
            for page in _pages_by_hand(client, operation, members):
                yield _clean(page, shape)

    def pages_at_all(self, service: str, region: str, operation: str) -> bool:
        client = self.client(service, region)
        return client.can_paginate(xform_name(operation)) or _tokens(client, operation) is not None

    def _client(self, service: str, region: str) -> Any:
        connection = self._connection
        client = self._session.client(
            service,
            region_name=region,
            endpoint_url=connection.endpoint,
            aws_access_key_id=connection.access_key_id,
            aws_secret_access_key=connection.secret_access_key,
            aws_session_token=connection.session_token,
            verify=connection.ca_certificate,
            # Without proxies and without host names of the service's own: the endpoint is a server on this machine.
            config=Config(
                retries={"total_max_attempts": 2},
                s3={"addressing_style": "path"},
                inject_host_prefix=False,
                proxies={},
            ),
        )
        client.meta.events.register("before-sign", self._keep_host)
        return client

    def _keep_host(self, request: Any, **_: Any) -> None:
        """S3 Control puts the account before every host name, even before an address."""
        where = urlsplit(request.url)
        request.url = where._replace(netloc=urlsplit(self._connection.endpoint).netloc).geturl()


def _pages_by_hand(client: Any, operation: str, members: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = _tokens(client, operation)
    call = getattr(client, xform_name(operation))
    token: dict[str, Any] = {}
    seen: set[str] = set()
    while True:
        page = call(**members, **token)
        yield page
        if names is None or not (value := page.get(names[0])):
            return
        if value in seen:
            raise RepeatedPageToken(operation)
        seen.add(value)
        token = {names[1]: value}


def _tokens(client: Any, operation: str) -> tuple[str, str] | None:
    """What the token is called in the answer and in the request."""
    model = client.meta.service_model.operation_model(operation)
    gives = model.output_shape.members if model.output_shape else {}
    takes = model.input_shape.members if model.input_shape else {}
    for given, names in _TOKENS.items():
        for taken in names:
            if given in gives and taken in takes:
                return given, taken
    return None


def _output(client: Any, operation: str) -> Shape | None:
    return client.meta.service_model.operation_model(operation).output_shape


def _clean(answer: dict[str, Any], shape: Shape | None) -> dict[str, Any]:
    return {key: value for key, value in _marked(answer, shape).items() if key != "ResponseMetadata"}


def _marked(value: Any, shape: Any) -> Any:
    if shape is not None and shape.metadata.get("sensitive"):
        return hidden(value)
    match value:
        case dict() if shape is not None and shape.type_name == "map":
            return {key: _marked(member, shape.value) for key, member in value.items()}
        case dict() if shape is not None and shape.type_name == "structure":
            return {key: _marked(member, shape.members.get(key)) for key, member in value.items()}
        case list() if shape is not None and shape.type_name == "list":
            return [_marked(element, shape.member) for element in value]
    return value.read() if hasattr(value, "read") else value


def plain(value: object) -> str:
    match value:
        case datetime():
            return _timestamp(value)
        case bytes():
            return base64.standard_b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC; milliseconds only where there are any."""
    utc = moment.astimezone(timezone.utc)
    fraction = f"{utc.microsecond // 1000:03}".rstrip("0")
    return f"{utc:%Y-%m-%dT%H:%M:%S}{'.' if fraction else ''}{fraction}Z"
