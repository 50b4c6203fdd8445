"""The servers of one lab, from their start to their stop, and what they say of themselves."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .deployment import Deployment, deploy
from .interceptor import Interceptor
from .ministack import ACCOUNT_ID, Ministack
from .moto import Moto
from .node import Node
from .server import Server, ServerFailed
from .simulator import Simulator


@dataclass(frozen=True)
class Plan:
    servers: frozenset[str]
    mode: str
    tls: bool
    intercept: bool
    intercept_aws: bool
    directory: Path | None
    full: bool = False
    held_clock: bool = False
    page_size: int = 100


class Laboratory:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._is_temporary = plan.directory is None
        self.directory = (plan.directory or Path(tempfile.mkdtemp(prefix="cloud-extractor-lab-"))).absolute()
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.bao: Deployment | None = None
        self.interceptor: Interceptor | None = None
        self.aws_interceptor: Interceptor | None = None
        self.ministack: Ministack | None = None
        self.moto: Moto | None = None
        self.simulator: Simulator | None = None
        self.servers: dict[str, Server] = {}
        self._clock = self.directory / "ministack.clock" if plan.held_clock else None

    def start(self) -> None:
        credential = None
        if "bao" in self.plan.servers:
            self.bao = deploy(self.plan.mode, self.directory, self.plan.tls)
            self.bao.start()
            if self.plan.tls or self.plan.intercept:
                # In dev mode it is OpenBao that makes the certificate with which the others serve, and until it answers
                # its port may still change.
                self.bao.servers[0].await_health()
            if self.plan.tls:
                credential = self.bao.credential
            if self.plan.intercept:
                self.interceptor = Interceptor(
                    "mitmdump", self.directory, self.bao.servers[0], Node.health, self.bao.credential
                )
                self._start(self.interceptor)
        elif self.plan.tls or self.plan.intercept:
            raise ServerFailed("TLS and interception need bao")
        if "ministack" in self.plan.servers:
            self.ministack = Ministack(self.directory, credential, self._clock)
            self._start(self.ministack)
            if self.plan.intercept_aws:
                upstream = self.servers[self.ministack.name]
                self.aws_interceptor = Interceptor("mitmdump-aws", self.directory, upstream, Ministack.health, credential)
                self._start(self.aws_interceptor)
        if "moto" in self.plan.servers:
            self.moto = Moto(credential, self.plan.full)
            self._start(self.moto)
        if "simulator" in self.plan.servers:
            self.simulator = Simulator(self.directory, self.plan.page_size)
            self._start(self.simulator)

    def await_health(self) -> None:
        if self.bao:
            self.bao.await_health()
        for server in self.servers.values():
            server.await_health()

    def await_replication(self) -> None:
        if self.bao:
            self.bao.await_replication()

    def describe(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"directory": str(self.directory)}
        if self.bao:
            if self.bao.credential:
                answer["ca_certificate"] = str(self.bao.credential.authority)
            answer |= self.bao.describe()
        if self.interceptor:
            answer["interceptor"] = {
                **self._where(self.interceptor.name, "address"),
                "faults": str(self.interceptor.faults),
            }
        if self.aws_interceptor:
            answer["aws_interceptor"] = {
                **self._where(self.aws_interceptor.name, "address"),
                "faults": str(self.aws_interceptor.faults),
            }
        if self.ministack:
            answer["aws"] = {
                **self._where("ministack", "endpoint"),
                "root_access_key_id": self.ministack.root_access_key_id,
                "root_secret_access_key": self.ministack.root_secret_access_key,
                "account_id": ACCOUNT_ID,
            }
            if self._clock:
                answer["aws"]["clock"] = str(self._clock)
        if self.moto:
            answer["moto"] = self._where("moto", "endpoint")
        if self.simulator:
            answer["simulator"] = {**self._where("simulator", "address"), **self.simulator.describe()}
        return answer

    def stop(self) -> None:
        Server.stop([*self.servers.values(), *(self.bao.servers if self.bao else [])])
        if self._is_temporary:
            shutil.rmtree(self.directory, ignore_errors=True)

    def _start(self, recipe: Interceptor | Ministack | Moto | Simulator) -> None:
        server = self.servers[recipe.name] = Server(recipe, self.directory)
        server.start()

    def _where(self, name: str, key: str) -> dict[str, Any]:
        return {key: self.servers[name].url, "pid": self.servers[name].pid}
