"""The certificates that tests of TLS need: good ones, and one for each way of being bad."""

import shutil
import subprocess
from pathlib import Path

from .authority import Authority

NAMED_HOST = "vault.internal.example"
_CLIENT = "cloud-extractor"


class Certificates:
    def __init__(self, directory: Path) -> None:
        directory.mkdir(mode=0o700, exist_ok=True)
        authority, other = Authority(directory, "ca"), Authority(directory, "other-ca")
        self.authority = authority.certificate
        self.other_authority = other.certificate
        self.authority_directory = _hashed_directory(directory / "ca.d", authority.certificate)
        self.server = authority.server("server", "127.0.0.1", "localhost")
        self.expired = authority.server("expired", "127.0.0.1", "localhost", expired=True)
        self.named = authority.server("named", NAMED_HOST)
        self.client = authority.client("client", _CLIENT)
        # The same name, so that nothing but the signature tells it from the client.
        self.stranger = other.client("stranger", _CLIENT)

    def describe(self) -> dict[str, str]:
        return {
            "ca_certificate": str(self.authority),
            "ca_directory": str(self.authority_directory),
            "other_ca_certificate": str(self.other_authority),
            "client_certificate": str(self.client.certificate),
            "client_key": str(self.client.key),
            "stranger_certificate": str(self.stranger.certificate),
            "stranger_key": str(self.stranger.key),
        }


def _hashed_directory(directory: Path, certificate: Path) -> Path:
    """OpenSSL finds an authority in a directory by the hash of its name."""
    directory.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(certificate, directory)
    subprocess.run(["openssl", "rehash", directory], check=True)
    return directory
