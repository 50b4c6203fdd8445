"""ministack: an AWS that checks signatures, policies, session policies and clocks."""

import secrets
import sys
from pathlib import Path

from .credential import Credential

ACCOUNT_ID = "123456789012"
_SCRIPTS = Path(__file__).parents[1]


class Ministack:
    name = "ministack"
    ports = 1
    health = "/_ministack/health"
    ready_line: str | None = None

    def __init__(self, directory: Path, credential: Credential | None) -> None:
        self.root_access_key_id = "AKIALABROOT000000001"
        self.root_secret_access_key = secrets.token_hex(20)
        self.ca_certificate = credential.authority if credential else None
        self._credential = credential
        self._directory = directory

    def command(self, port: int) -> list[str]:
        tls = []
        if self._credential:
            tls = ["--certfile", str(self._credential.certificate), "--keyfile", str(self._credential.key)]
        # Its own `ministack` command also binds port 443 under TLS, and may wait 3 seconds for open connections when
        # it is told to stop. Served by hypercorn directly, in this very process (workers 0), it does neither.
        return [
            sys.executable, "-m", "hypercorn", "lab.ministack_app:app",
            "--bind", f"127.0.0.1:{port}",
            "--workers", "0",
            "--keep-alive", "75",
            "--graceful-timeout", "0",
            *tls,
        ]  # fmt: skip

    def environment(self, port: int) -> dict[str, str]:
        return {
            "AUTH": "true",
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "MINISTACK_ACCOUNT_ID": ACCOUNT_ID,
            "AWS_ACCESS_KEY_ID": self.root_access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.root_secret_access_key,
            "PYTHONPATH": str(_SCRIPTS),
            "TMPDIR": str(self._directory),
        }
