"""moto's server: an AWS that pages its lists, and believes every key."""

import sys

from .credential import Credential


class Moto:
    name = "moto"
    ports = 1
    health = "/moto-api/data.json"
    ready_line: str | None = None
    access_key_id = "testing"
    secret_access_key = "testing"

    def __init__(self, credential: Credential | None) -> None:
        self.ca_certificate = credential.authority if credential else None
        self._credential = credential

    def command(self, port: int) -> list[str]:
        tls = []
        if self._credential:
            tls = ["-c", str(self._credential.certificate), "-k", str(self._credential.key)]
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), *tls]

    def environment(self, port: int) -> dict[str, str]:
        return {}
