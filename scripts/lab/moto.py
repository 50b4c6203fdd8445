"""moto's server: an AWS that pages its lists, and believes every key."""

import sys
from pathlib import Path


class Moto:
    name = "moto"
    ports = 1
    health = "/moto-api/data.json"
    ready_line: str | None = None
    access_key_id = "testing"
    secret_access_key = "testing"

    def __init__(self, certificates: Path | None) -> None:
        self.ca_certificate = certificates / "vault-ca.pem" if certificates else None
        self._certificates = certificates

    def command(self, port: int) -> list[str]:
        tls = []
        if self._certificates:
            tls = ["-c", f"{self._certificates}/vault-cert.pem", "-k", f"{self._certificates}/vault-key.pem"]
        return [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port), *tls]

    def environment(self, port: int) -> dict[str, str]:
        return {}
