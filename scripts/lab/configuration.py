"""The configuration files with which cloud-extractor finds the lab."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .vault import AppRole

_PRODUCTION = """\
app:
  name: cloud-extractor
  environment: {environment}

vault:
  address: {vault_address}{vault_authority}
  mount: secret
  prefix: cloud-extractor
  auth:
    method: approle
    mount: approle
    role_id_file: {role_id_file}
    secret_id_file: {secret_id_file}

encryption:
  key_ring: fernet

audit:
  directory: {audit_directory}
  origin: {origin}
  signing_key: audit
  verifier_key: {verifier_key}

cloud_providers:
  aws:
    enabled: true
    credentials: aws
    role_arn: {role_arn}
    external_id: {external_id}
    regions:
{regions}
    endpoint_url: {endpoint}
{others}
transport:
  type: filesystem
  output_dir: {output_directory}

processing:
  max_workers: 4
  batch_size: 100
  retry_attempts: 3
  retry_delay: 0.2
"""

_OTHERS = """\
  azure:
    enabled: true
    tenant_id: {tenant}
    credentials: azure
    subscriptions: {subscriptions}
    endpoint_url: {address}
  gcp:
    enabled: true
    credentials: gcp
    impersonate: {reader}
    projects: {projects}
    endpoint_url: {address}
"""

_EXTRACTORS = """\
extractors:
  aws:
    ec2:
      enabled: true
      types: [instance, security-group, subnet, vpc]
    s3:
      enabled: true
"""


_OTHER_EXTRACTORS = """\
  azure:
    compute:
      enabled: true
    network:
      enabled: true
    storage:
      enabled: true
  gcp:
    compute:
      enabled: true
      types: [firewall, instance, network, subnetwork]
    iam:
      enabled: true
    storage:
      enabled: true
"""


@dataclass(frozen=True)
class Configuration:
    environment: str
    vault_address: str
    vault_authority: str | None
    app_role: AppRole
    origin: str
    verifier_key: str
    endpoint: str
    role_arn: str
    external_id: str
    regions: tuple[str, ...]
    simulated: dict[str, Any] | None = None
    """What the lab says of its Azure and Google Cloud."""

    def write(self, directory: Path) -> dict[str, str]:
        """The files made and the directories they name, as the keys of the lab's answer."""
        output, audit = directory / "output", directory / "audit"
        production, extractors = directory / "production.yaml", directory / "extractors.yaml"
        production.write_text(
            _PRODUCTION.format(
                environment=self.environment,
                vault_address=_quoted(self.vault_address),
                vault_authority=f"\n  ca_cert: {_quoted(self.vault_authority)}" if self.vault_authority else "",
                role_id_file=_quoted(self.app_role.role_id_file),
                secret_id_file=_quoted(self.app_role.secret_id_file),
                audit_directory=_quoted(audit),
                origin=_quoted(self.origin),
                verifier_key=_quoted(self.verifier_key),
                role_arn=_quoted(self.role_arn),
                external_id=_quoted(self.external_id),
                regions="\n".join(f"      - {region}" for region in self.regions),
                endpoint=_quoted(self.endpoint),
                output_directory=_quoted(output),
                others=self._others(),
            )
        )
        extractors.write_text(_EXTRACTORS + (_OTHER_EXTRACTORS if self.simulated else ""))
        return {
            "config": str(production),
            "extractors_config": str(extractors),
            "output_dir": str(output),
            "audit_dir": str(audit),
        }


    def _others(self) -> str:
        if not self.simulated:
            return ""
        return _OTHERS.format(
            tenant=self.simulated["tenant"],
            subscriptions=json.dumps(self.simulated["subscriptions"]),
            reader=_quoted(self.simulated["reader"]),
            projects=json.dumps(self.simulated["projects"]),
            address=_quoted(self.simulated["address"]),
        )


def _quoted(value: object) -> str:
    # A JSON string is a YAML string too, whatever stands in it.
    return json.dumps(str(value))
