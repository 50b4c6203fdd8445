"""What one needs to serve over TLS, or to log in with a certificate."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Credential:
    certificate: Path
    key: Path
    authority: Path
