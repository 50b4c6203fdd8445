"""One server process, from the choice of its port to its end."""

import ctypes
import http.client
import os
import signal
import ssl
import subprocess
import time
from pathlib import Path
from typing import Protocol

from .ports import free_port, holds_port

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)
# Two cores that compile or test something else can take a minute.
_START_SECONDS = 120.0
_STOP_SECONDS = 3.0
_PORT_TRIES = 5


class Recipe(Protocol):
    """What one kind of server needs to know about itself."""

    name: str
    ports: int
    health: str
    ready_line: str | None
    ca_certificate: Path | None

    def command(self, port: int) -> list[str]: ...

    def environment(self, port: int) -> dict[str, str]: ...


class ServerFailed(Exception):
    pass


class Server:
    """`start` returns at once, so that several can start together; `await_health` then waits for one."""

    def __init__(self, recipe: Recipe, directory: Path) -> None:
        self.recipe = recipe
        self.log = directory / f"{recipe.name}.log"
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._tries = 0

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def url(self) -> str:
        return self.url_at(0)

    def url_at(self, offset: int) -> str:
        """The address of one of the neighbouring ports."""
        return f"{'https' if self.recipe.ca_certificate else 'http'}://127.0.0.1:{self.port + offset}"

    def start(self) -> None:
        self._tries += 1
        self.port = free_port(self.recipe.ports)
        lab = os.getpid()

        def die_with_the_lab() -> None:
            # Even `kill -9` of the lab leaves no server behind. The lab may have died before this line: look again.
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != lab:
                os._exit(1)

        with open(self.log, "wb") as log:
            self._process = subprocess.Popen(
                self.recipe.command(self.port),
                env={**os.environ, **self.recipe.environment(self.port)},
                cwd=self.log.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_the_lab,
            )

    def await_health(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_healthy():
            if self._has_exited() and self._lost_its_port() and self._tries < _PORT_TRIES:
                self.start()
            elif self._has_exited() or time.monotonic() > deadline:
                raise ServerFailed(f"{self.recipe.name} did not come up; the end of {self.log}:\n{self.log_tail()}")
            time.sleep(0.01)

    def log_tail(self, lines: int = 25) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def connection(self, timeout: float = 2) -> http.client.HTTPConnection:
        if self.recipe.ca_certificate is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        context = ssl.create_default_context(cafile=str(self.recipe.ca_certificate))
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=context)

    def _is_healthy(self) -> bool:
        try:
            if not holds_port(self.pid, self.port):
                return False
            connection = self.connection()
            try:
                connection.request("GET", self.recipe.health)
                return connection.getresponse().status == 200 and self._said_it_is_ready()
            finally:
                connection.close()
        except (OSError, http.client.HTTPException):
            return False

    def _said_it_is_ready(self) -> bool:
        return self.recipe.ready_line is None or self.recipe.ready_line in self.log.read_text(errors="replace")

    def _has_exited(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def _lost_its_port(self) -> bool:
        return "in use" in self.log_tail().lower()

    @staticmethod
    def stop(servers: list["Server"]) -> None:
        """All are told before any is waited for, so that stopping takes as long as the slowest, not as the sum."""
        processes = [server._process for server in servers if server._process is not None]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in processes:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
