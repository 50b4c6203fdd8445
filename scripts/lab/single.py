"""One OpenBao, initialised and unsealed, that can be reached in every way in which a client may find its server."""

from pathlib import Path
from typing import Any

from .administrator import Administrator, Keys
from .certificates import Certificates
from .credential import Credential
from .node import Node
from .server import Server


class Single:
    def __init__(self, directory: Path, certificates: Certificates) -> None:
        self._certificates = certificates
        self._node = Node(
            "bao",
            directory,
            'storage "inmem" {}',
            [certificates.server, certificates.expired, certificates.named],
            unix_socket=directory / "bao.sock",
        )
        self._server = Server(self._node, directory)
        self._keys: Keys | None = None
        self.servers = [self._server]
        self.credential: Credential | None = certificates.server

    def start(self) -> None:
        self._server.start()

    def await_health(self) -> None:
        self._server.await_health()
        administrator = Administrator(self._server)
        self._keys = administrator.initialise(shares=3, threshold=2)
        administrator.unseal(self._keys.unseal_keys[:2])
        administrator.await_status(200)
        administrator.mount_secrets(self._keys.root_token)

    def await_replication(self) -> None:
        pass

    def describe(self) -> dict[str, Any]:
        assert self._keys is not None, "not initialised"
        bao = {
            "address": self._server.url,
            "pid": self._server.pid,
            "root_token": self._keys.root_token,
            "unseal_keys": self._keys.unseal_keys,
            "audit_log": str(self._node.audit_log),
            "expired_address": self._server.url_at(1),
            "named_address": self._server.url_at(2),
            "unix_socket": str(self._node.unix_socket),
        }
        return {"bao": bao, "tls": self._certificates.describe()}
