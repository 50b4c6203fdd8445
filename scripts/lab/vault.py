"""What an operator does once in Vault: the secrets, the policy, and the AppRole that may read them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import hvac
from cryptography.fernet import Fernet

from .note_key import NoteKey

_POLICY = Path(__file__).parents[2] / "policies" / "vault" / "reader.hcl"
_POLICY_ENVIRONMENT = "prod"  # the environment that stands in the policy file
_NAME = "cloud-extractor"


@dataclass(frozen=True)
class AppRole:
    role_id_file: Path
    secret_id_file: Path


def client(address: str, token: str, ca_certificate: str | None = None) -> hvac.Client:
    return hvac.Client(url=address, token=token, verify=ca_certificate or True)


def write_aws_key(vault: hvac.Client, environment: str, access_key_id: str, secret_access_key: str) -> None:
    _write(vault, environment, "aws", {"access_key_id": access_key_id, "secret_access_key": secret_access_key})


def write_cloud_secrets(vault: hvac.Client, environment: str, secrets: dict[str, dict[str, str]]) -> None:
    for name, secret in secrets.items():
        _write(vault, environment, name, secret)


def write_key_ring(vault: hvac.Client, environment: str) -> None:
    """`primary` names the key that seals; the older one only opens."""
    keys = {f"key_{name}": Fernet.generate_key().decode() for name in ("k0", "k1")}
    _write(vault, environment, "fernet", {"primary": "k1", **keys})


def write_audit_key(vault: hvac.Client, environment: str, origin: str) -> NoteKey:
    key = NoteKey.generate(origin)
    _write(vault, environment, "audit", {"signing_key": key.signing_key, "verifier_key": key.verifier_key})
    return key


def write_policy(vault: hvac.Client, environment: str, more: Iterable[str] = ()) -> None:
    """The published policy, and reading what `more` names."""
    text = _POLICY.read_text().replace(f"/{_POLICY_ENVIRONMENT}/", f"/{environment}/")
    for name in more:
        text += f'\npath "secret/data/{_NAME}/{environment}/{name}" {{\n  capabilities = ["read"]\n}}\n'
    vault.sys.create_or_update_policy(name=_NAME, policy=text)


def write_app_role(vault: hvac.Client, directory: Path) -> AppRole:
    if "approle/" not in vault.sys.list_auth_methods()["data"]:
        vault.sys.enable_auth_method("approle")
    vault.auth.approle.create_or_update_approle(
        role_name=_NAME,
        token_policies=[_NAME],
        # Without this every token also gets the `default` policy, which allows more than reading three secrets.
        token_no_default_policy=True,
        token_ttl="20m",
        token_max_ttl="1h",
        secret_id_ttl="24h",
    )
    role_id = vault.auth.approle.read_role_id(_NAME)["data"]["role_id"]
    secret_id = vault.auth.approle.generate_secret_id(_NAME)["data"]["secret_id"]
    return AppRole(_private_file(directory / "role_id", role_id), _private_file(directory / "secret_id", secret_id))


def _write(vault: hvac.Client, environment: str, name: str, secret: dict[str, str]) -> None:
    vault.secrets.kv.v2.create_or_update_secret(
        mount_point="secret", path=f"{_NAME}/{environment}/{name}", secret=secret
    )


def _private_file(path: Path, text: str) -> Path:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    return path
