"""Fills the servers of a lab, all of them at the same time, and says what a client needs to know."""

import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from . import aws, buckets, estate, vault
from .cloud import Cloud
from .configuration import Configuration
from .estate.everything import LEFTOVERS, seed_everything
from .simulator import Simulator

ENVIRONMENT = "demo"
ORIGIN = f"cloud-extractor.example/audit/{ENVIRONMENT}"
# Amazon's own example key, for a Vault without an AWS beside it.
_NOBODY = aws.Identity(
    role_arn="arn:aws:iam::123456789012:role/cloud-extractor-read",
    user_name="cloud-extractor",
    access_key_id="AKIAIOSFODNN7EXAMPLE",
    secret_access_key="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
)


def seed(
    answer: dict[str, Any], instances: int, full: bool = False, simulator: Simulator | None = None
) -> dict[str, Any]:
    """The lab's answer, completed."""
    certificate = answer.get("ca_certificate")
    jobs: list[partial[Any]] = []
    identity, endpoint = _NOBODY, "https://aws.invalid"
    if "moto" in answer:
        cloud = Cloud(answer["moto"]["endpoint"], "testing", "testing", certificate)
        # One machine to a reservation, for moto counts reservations when it pages.
        jobs += estate_jobs(cloud, instances, batch=1)
        if full:
            jobs.append(partial(_seed_full, cloud, answer["moto"], frozenset()))
        endpoint = cloud.endpoint
    if "aws" in answer:
        root = answer["aws"]
        cloud = Cloud(root["endpoint"], root["root_access_key_id"], root["root_secret_access_key"], certificate)
        jobs += estate_jobs(cloud, instances)
        if full:
            jobs.append(partial(_seed_full, cloud, answer["aws"], LEFTOVERS))
        identity, endpoint = aws.create_identity(cloud.client("iam")), cloud.endpoint
        answer["aws"] |= {
            "role_arn": identity.role_arn,
            "user_name": identity.user_name,
            "user_access_key_id": identity.access_key_id,
            "external_id": aws.EXTERNAL_ID,
            "regions": list(estate.REGIONS),
        }
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(job) for job in jobs]
        if "bao" in answer:
            # Whoever asks for dev mode with --tls alone wants to see that the client has to be told of the authority.
            authority = answer.get("tls", {}).get("ca_certificate")
            answer |= seed_vault(
                answer["bao"], Path(answer["directory"]), identity, endpoint, certificate, authority,
                simulator, answer.get("simulator"),
            )  # fmt: skip
        for job in running:
            job.result()
    return answer


def _seed_full(cloud: Cloud, answer: dict[str, Any], only: frozenset[str]) -> None:
    failed = seed_everything(cloud, only)
    answer["estate_failed"] = failed
    for name, reason in failed.items():
        print(f"lab: the estate lacks a part of {name}: {reason}", file=sys.stderr)


def seed_vault(
    bao: dict[str, Any],
    directory: Path,
    identity: aws.Identity,
    endpoint: str,
    certificate: str | None,
    configured_authority: str | None = None,
    simulator: Simulator | None = None,
    simulated: dict[str, Any] | None = None,
) -> dict[str, Any]:
    client = vault.client(bao["address"], bao["root_token"], certificate)
    vault.write_aws_key(client, ENVIRONMENT, identity.access_key_id, identity.secret_access_key)
    others: dict[str, dict[str, str]] = {}
    if simulator:
        access = simulator.access
        others = {"azure": access.azure, "azure-certificate": access.azure_certificate, "gcp": access.gcp}
    vault.write_cloud_secrets(client, ENVIRONMENT, others)
    vault.write_key_ring(client, ENVIRONMENT)
    audit_key = vault.write_audit_key(client, ENVIRONMENT, ORIGIN)
    vault.write_policy(client, ENVIRONMENT, others)
    app_role = vault.write_app_role(client, directory)
    configuration = Configuration(
        environment=ENVIRONMENT,
        vault_address=bao["address"],
        vault_authority=configured_authority,
        app_role=app_role,
        origin=ORIGIN,
        verifier_key=audit_key.verifier_key,
        endpoint=endpoint,
        role_arn=identity.role_arn,
        external_id=aws.EXTERNAL_ID,
        regions=estate.REGIONS,
        simulated=simulated,
    )
    return {
        "approle": {
            "role_id_file": str(app_role.role_id_file),
            "secret_id_file": str(app_role.secret_id_file),
        },
        "audit_verifier_key": audit_key.verifier_key,
        **configuration.write(directory),
    }


def estate_jobs(cloud: Cloud, instances: int, batch: int = 100) -> list[partial[Any]]:
    # The clients are made here, one after another: boto3 shares what it parses, but not between threads.
    clients = {region: cloud.client("s3", region) for region in estate.REGIONS}
    return [
        partial(buckets.create_buckets, clients.__getitem__),
        *(
            partial(estate.populate_region, cloud.client("ec2", region), region, instances, batch)
            for region in estate.REGIONS
        ),
    ]
