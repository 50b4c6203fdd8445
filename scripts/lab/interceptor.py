"""mitmproxy in front of a server, which spoils the answers that a file of faults names; see interception.py."""

from pathlib import Path

from .credential import Credential
from .server import Server, ServerFailed

# In an environment of its own, for it wants older versions of what the other servers want newer ones of.
_MITMDUMP = Path(__file__).parents[2] / ".venv-mitmproxy" / "bin" / "mitmdump"
_ADDON = Path(__file__).with_name("interception.py")


class Interceptor:
    ports = 1
    ready_line: str | None = None

    def __init__(
        self, name: str, directory: Path, upstream: Server, health: str, credential: Credential | None
    ) -> None:
        if not _MITMDUMP.exists():
            raise ServerFailed(f"no {_MITMDUMP}: run scripts/setup")
        self.ca_certificate = credential.authority if credential else None
        self.name = name
        self.health = health
        self.faults = directory / f"{name}-faults.json"
        self.faults.write_text("[]\n")
        self._credential = credential
        self._directory = directory
        self._upstream = upstream

    def command(self, port: int) -> list[str]:
        settings = [
            f"confdir={self._directory / self.name}",
            f"faults={self.faults}",
            "keep_host_header=true",
            # A connection for each client: that of a lost answer can be closed, and only that.
            "http2=false",
        ]
        tls = []
        if self._credential:
            both = self._directory / "interceptor.pem"
            both.write_bytes(self._credential.key.read_bytes() + self._credential.certificate.read_bytes())
            settings.append(f"ssl_verify_upstream_trusted_ca={self._credential.authority}")
            tls = ["--certs", f"*={both}"]
        return [
            str(_MITMDUMP),
            "--quiet",
            "--listen-host", "127.0.0.1",
            "--listen-port", str(port),
            "--mode", f"reverse:{self._upstream.url}",
            "--scripts", str(_ADDON),
            *tls,
            *(argument for setting in settings for argument in ("--set", setting)),
        ]  # fmt: skip

    def environment(self, port: int) -> dict[str, str]:
        return {}
