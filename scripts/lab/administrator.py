"""Who makes a new OpenBao usable: initialises it, unseals it, joins it to another, mounts the secrets engine."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any

from .server import Server, ServerFailed

_SECONDS = 120.0
_MARK = "/v1/cubbyhole/seeded"


@dataclass(frozen=True)
class Keys:
    root_token: str
    unseal_keys: list[str]


class Administrator:
    def __init__(self, server: Server) -> None:
        self._server = server

    def initialise(self, shares: int, threshold: int) -> Keys:
        answer, _ = self._put("/v1/sys/init", {"secret_shares": shares, "secret_threshold": threshold})
        return Keys(answer["root_token"], answer["keys_base64"])

    def unseal(self, keys: list[str]) -> None:
        for key in keys:
            self._put("/v1/sys/unseal", {"key": key})

    def join(self, leader: Server) -> None:
        assert leader.recipe.ca_certificate is not None
        authority = leader.recipe.ca_certificate.read_text()
        self._put("/v1/sys/storage/raft/join", {"leader_api_addr": leader.url, "leader_ca_cert": authority})

    def mount_secrets(self, token: str) -> None:
        """What dev mode has of its own accord."""
        self._put("/v1/sys/mounts/secret", {"type": "kv", "options": {"version": "2"}}, token)

    def trust_new_nodes(self, token: str) -> None:
        """Without waiting for 10 seconds of good conduct."""
        self._put("/v1/sys/storage/raft/autopilot/configuration", {"server_stabilization_time": "1ms"}, token)

    def await_status(self, wanted: int) -> None:
        """The status of `sys/health`: 200 active, 429 standby, 501 not initialised, 503 sealed."""
        deadline = time.monotonic() + _SECONDS
        while (status := self._health()) != wanted:
            if time.monotonic() > deadline:
                name, log = self._server.recipe.name, self._server.log_tail()
                raise ServerFailed(f"the health of {name} is {status}, not {wanted}; the end of its log:\n{log}")
            time.sleep(0.01)

    def write_index(self, token: str) -> str:
        """Where the storage's log stands: of a write into the token's own cubbyhole, which nobody else sees."""
        return self._put(_MARK, {"seeded": "yes"}, token)[1]["X-Vault-Index"]

    def await_index(self, index: str, token: str) -> None:
        """Until the node answers a reading that must not be older than that."""
        headers = {"X-Vault-Token": token, "X-Vault-Index": index, "X-Vault-Inconsistent": "fail"}
        deadline = time.monotonic() + _SECONDS
        while (status := self._status(_MARK, headers)) != 200:
            if time.monotonic() > deadline:
                raise ServerFailed(f"{self._server.recipe.name} has not caught up with {index}: {_MARK}: {status}")
            time.sleep(0.01)

    def _health(self) -> int:
        return self._status("/v1/sys/health", {})

    def _status(self, path: str, headers: dict[str, str]) -> int:
        """0 where there is no answer."""
        connection = self._server.connection()
        try:
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def _put(
        self, path: str, body: dict[str, Any], token: str | None = None
    ) -> tuple[dict[str, Any], http.client.HTTPMessage]:
        connection = self._server.connection(_SECONDS)
        try:
            headers = {"X-Vault-Token": token} if token else {}
            connection.request("PUT", path, json.dumps(body), headers)
            response = connection.getresponse()
            text = response.read().decode()
            if response.status >= 300:
                raise ServerFailed(f"{self._server.recipe.name}: {path}: {response.status} {text}")
            return json.loads(text or "{}"), response.headers
        finally:
            connection.close()
