"""Two OpenBaos that share their data by Raft: one active, one standby."""

import tempfile
from pathlib import Path
from typing import Any

from .administrator import Administrator, Keys
from .certificates import Certificates
from .credential import Credential
from .node import Node
from .server import Server

# The multiplier makes the first election take 3 to 6 seconds instead of 5 to 10, and the active node keep its office over
# a second and a half in which it gets no processor; the intervals make the standby a voter
# after 3 seconds instead of 20.
_STORAGE = """\
storage "raft" {{
  path = "{path}"
  node_id = "{name}"
  performance_multiplier = 3
  autopilot_reconcile_interval = "100ms"
  autopilot_update_interval = "100ms"
}}"""


class Cluster:
    def __init__(self, directory: Path, certificates: Certificates) -> None:
        self._certificates = certificates
        self._active = _node("bao", directory, certificates)
        self._standby = _node("bao-standby", directory, certificates)
        self._keys: Keys | None = None
        self.servers = [self._active, self._standby]
        self.credential: Credential | None = certificates.server
        self.audit_log = directory / "bao-audit.jsonl"

    def start(self) -> None:
        for server in self.servers:
            server.start()

    def await_health(self) -> None:
        for server in self.servers:
            server.await_health()
        active, standby = Administrator(self._active), Administrator(self._standby)
        self._keys = active.initialise(shares=1, threshold=1)
        active.unseal(self._keys.unseal_keys)
        active.await_status(200)
        standby.join(self._active)
        standby.unseal(self._keys.unseal_keys)
        active.mount_secrets(self._keys.root_token)
        active.trust_new_nodes(self._keys.root_token)
        standby.await_status(429)

    def await_replication(self) -> None:
        """A standby reads its own copy, and refuses what it has not heard of: a secret id that was made just now."""
        assert self._keys is not None, "not initialised"
        root_token = self._keys.root_token
        Administrator(self._standby).await_index(Administrator(self._active).write_index(root_token), root_token)

    def describe(self) -> dict[str, Any]:
        assert self._keys is not None, "not initialised"
        bao = {
            "address": self._active.url,
            "pid": self._active.pid,
            "standby_address": self._standby.url,
            "standby_pid": self._standby.pid,
            "root_token": self._keys.root_token,
            "unseal_keys": self._keys.unseal_keys,
            "audit_log": str(self.audit_log),
        }
        return {"bao": bao, "tls": self._certificates.describe()}


def _node(name: str, directory: Path, certificates: Certificates) -> Server:
    # A new one, for a directory that is kept may hold the data of a lab whose keys are gone.
    data = tempfile.mkdtemp(prefix=f"{name}-data-", dir=directory)
    storage = _STORAGE.format(path=data, name=name)
    return Server(Node(name, directory, storage, [certificates.server]), directory)
