"""ministack: an AWS that checks signatures, policies, session policies and clocks."""

import secrets
import sys
from pathlib import Path

from .credential import Credential
from .server import ServerFailed

ACCOUNT_ID = "123456789012"
_SCRIPTS = Path(__file__).parents[1]
_LIBFAKETIME = "libfaketimeMT.so.1"


class Ministack:
    name = "ministack"
    ports = 1
    health = "/_ministack/health"
    ready_line: str | None = None

    def __init__(self, directory: Path, credential: Credential | None, clock: Path | None = None) -> None:
        """Where there is a `clock`, a file, it holds how far the server's time is off, such as `+905s`."""
        self.root_access_key_id = "AKIALABROOT000000001"
        self.root_secret_access_key = secrets.token_hex(20)
        self.ca_certificate = credential.authority if credential else None
        self._credential = credential
        self._directory = directory
        self._clock = clock

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
            **self._time(),
        }

    def _time(self) -> dict[str, str]:
        if self._clock is None:
            return {}
        found = sorted(Path("/usr/lib").glob(f"*/faketime/{_LIBFAKETIME}"))
        if not found:
            raise ServerFailed("a clock of its own needs libfaketime; run scripts/setup first")
        self._clock.write_text("+0s")
        # Timers go on as they were: it is the time of day that is off.
        return {
            "LD_PRELOAD": str(found[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self._clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
