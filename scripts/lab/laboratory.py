"""The servers of one lab, from their start to their stop, and what they say of themselves."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .ministack import ACCOUNT_ID, Ministack
from .moto import Moto
from .openbao import OpenBao
from .server import Server


@dataclass(frozen=True)
class Plan:
    servers: frozenset[str]
    instances: int
    seed: bool
    tls: bool
    directory: Path | None


class Laboratory:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._is_temporary = plan.directory is None
        self.directory = (plan.directory or Path(tempfile.mkdtemp(prefix="cloud-extractor-lab-"))).absolute()
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.bao: OpenBao | None = None
        self.ministack: Ministack | None = None
        self.moto: Moto | None = None
        self.servers: dict[str, Server] = {}

    def start(self) -> None:
        certificates = self.directory if self.plan.tls else None
        if "bao" in self.plan.servers:
            self.bao = OpenBao(self.directory, self.plan.tls)
            self._start(self.bao)
            if certificates:
                # OpenBao's dev mode makes a small certificate authority; the others serve with its certificate.
                self.servers["bao"].await_health()
        if "ministack" in self.plan.servers:
            self.ministack = Ministack(self.directory, certificates)
            self._start(self.ministack)
        if "moto" in self.plan.servers:
            self.moto = Moto(certificates)
            self._start(self.moto)

    def await_health(self) -> None:
        for server in self.servers.values():
            server.await_health()

    def describe(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"directory": str(self.directory)}
        if self.plan.tls:
            answer["ca_certificate"] = str(self.directory / "vault-ca.pem")
        if self.bao:
            answer["bao"] = {
                **self._where("bao", "address"),
                "root_token": self.bao.root_token,
                "unseal_key": self.bao.unseal_key(self.servers["bao"].log),
                "audit_log": str(self.bao.audit_log),
            }
        if self.ministack:
            answer["aws"] = {
                **self._where("ministack", "endpoint"),
                "root_access_key_id": self.ministack.root_access_key_id,
                "root_secret_access_key": self.ministack.root_secret_access_key,
                "account_id": ACCOUNT_ID,
            }
        if self.moto:
            answer["moto"] = self._where("moto", "endpoint")
        return answer

    def stop(self) -> None:
        Server.stop(list(self.servers.values()))
        if self._is_temporary:
            shutil.rmtree(self.directory, ignore_errors=True)

    def _start(self, recipe: OpenBao | Ministack | Moto) -> None:
        server = self.servers[recipe.name] = Server(recipe, self.directory)
        server.start()

    def _where(self, name: str, key: str) -> dict[str, Any]:
        return {key: self.servers[name].url, "pid": self.servers[name].pid}
