"""The ways in which OpenBao can run here: in dev mode, as one server that was set up in earnest, or as a cluster."""

from pathlib import Path
from typing import Any, Protocol

from .credential import Credential
from .development import Development
from .server import Server

MODES = ("dev", "server", "cluster")


class Deployment(Protocol):
    servers: list[Server]
    """The active one first."""
    credential: Credential | None
    """That of its main listener, if it speaks TLS."""

    def start(self) -> None: ...

    def await_health(self) -> None:
        """To be called once: it also initialises and unseals what needs it."""

    def await_replication(self) -> None:
        """Until every node answers from what was written so far."""

    def describe(self) -> dict[str, Any]:
        """Its share of the lab's answer."""


def deploy(mode: str, directory: Path, tls: bool) -> Deployment:
    if mode == "dev":
        return Development(directory, tls)
    # Imported only when needed: `cryptography` takes half as long to load as OpenBao to start.
    from .certificates import Certificates
    from .cluster import Cluster
    from .single import Single

    certificates = Certificates(directory / "tls")
    return Single(directory, certificates) if mode == "server" else Cluster(directory, certificates)
