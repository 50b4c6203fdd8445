"""OpenBao in dev mode, as a deployment."""

from pathlib import Path
from typing import Any

from .openbao import OpenBao
from .server import Server


class Development:
    def __init__(self, directory: Path, tls: bool) -> None:
        self._bao = OpenBao(directory, tls)
        self._server = Server(self._bao, directory)
        self.servers = [self._server]
        self.credential = self._bao.credential

    def start(self) -> None:
        self._server.start()

    def await_health(self) -> None:
        self._server.await_health()

    def await_replication(self) -> None:
        pass

    def describe(self) -> dict[str, Any]:
        bao = {
            "address": self._server.url,
            "pid": self._server.pid,
            "root_token": self._bao.root_token,
            "unseal_key": self._bao.unseal_key(self._server.log),
            "audit_log": str(self._bao.audit_log),
        }
        return {"bao": bao}
