"""Secrets, rotated and not."""

from .material import AWKWARD, FOREIGN, TAGS, Client, pairs, policy


def seed(client: Client) -> None:
    secrets = client("secretsmanager")
    arn = secrets.create_secret(
        Name="estate/database",
        Description=AWKWARD,
        SecretString="hunter2",
        Tags=pairs(TAGS),
        KmsKeyId="alias/aws/secretsmanager",
    )["ARN"]
    secrets.put_resource_policy(SecretId=arn, ResourcePolicy=policy(principal="*"))
    secrets.create_secret(Name="estate/binary", SecretBinary=FOREIGN.encode())
