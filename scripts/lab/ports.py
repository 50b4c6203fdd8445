"""Free TCP ports on loopback, and who holds them."""

import os
import socket
from pathlib import Path

_LISTENING = "0A"


def free_port(count: int = 1) -> int:
    """The first of `count` neighbouring ports that are free now. Somebody may still take one before its server does."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        if port + count <= 65536 and all(_can_bind(port + offset) for offset in range(1, count)):
            return port


def holds_port(pid: int, port: int) -> bool:
    """Whether that process itself listens there, so that a stranger on the same port is never taken for our server."""
    wanted = {f"socket:[{inode}]" for inode in _listeners(port)}
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if os.readlink(descriptor) in wanted:
                return True
        except FileNotFoundError:
            continue
    return False


def _can_bind(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _listeners(port: int) -> set[str]:
    local = f"0100007F:{port:04X}"
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[1] == local and row[3] == _LISTENING}
