"""moto's server: an AWS that pages its lists, and believes every key."""

import sys
from pathlib import Path

from .credential import Credential

_SCRIPTS = Path(__file__).parents[1]


class Moto:
    name = "moto"
    ports = 1
    health = "/moto-api/data.json"
    ready_line: str | None = None
    access_key_id = "testing"
    secret_access_key = "testing"

    def __init__(self, credential: Credential | None, full: bool = False) -> None:
        """`full` is for the comparison of every type: see `moto_app`."""
        self.ca_certificate = credential.authority if credential else None
        self._credential = credential
        self._full = full

    def command(self, port: int) -> list[str]:
        tls = []
        if self._credential:
            tls = ["-c", str(self._credential.certificate), "-k", str(self._credential.key)]
        module = "lab.moto_app" if self._full else "moto.server"
        return [sys.executable, "-m", module, "-H", "127.0.0.1", "-p", str(port), *tls]

    def environment(self, port: int) -> dict[str, str]:
        if not self._full:
            return {}
        return {
            "PYTHONPATH": str(_SCRIPTS),
            # With Amazon's own policies, and without its images, whose 1,300 snapshots moto takes for ours.
            "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
            "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
            # Otherwise certificates change after a minute.
            "MOTO_ACM_VALIDATION_WAIT": "0",
        }
