"""One way into an AWS-like server: boto3 clients that fail fast and retry nothing."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

_CONFIG = Config(
    retries={"total_max_attempts": 1},
    connect_timeout=5,
    read_timeout=60,
    s3={"addressing_style": "path"},
    # The endpoint is a server on this machine, and has no names below its own.
    inject_host_prefix=False,
)


@dataclass(frozen=True)
class Cloud:
    endpoint: str
    access_key_id: str
    secret_access_key: str
    ca_certificate: str | None = None
    _session: boto3.Session = field(default_factory=boto3.Session, repr=False)

    def client(self, service: str, region: str = "us-east-1") -> Any:
        client = self._session.client(
            service,
            region_name=region,
            endpoint_url=self.endpoint,
            aws_access_key_id=self.access_key_id,
            aws_secret_access_key=self.secret_access_key,
            verify=self.ca_certificate,
            config=_CONFIG,
        )
        client.meta.events.register("before-sign", self._keep_host)
        return client

    def _keep_host(self, request: Any, **_: Any) -> None:
        """S3 Control puts the account before every host name, even before an address."""
        where = urlsplit(request.url)
        request.url = where._replace(netloc=urlsplit(self.endpoint).netloc).geturl()
