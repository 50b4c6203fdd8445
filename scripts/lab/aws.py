"""What an operator does once in AWS IAM: a user that may do nothing but assume a role, and the role that may read."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXTERNAL_ID = "demo-external-id"
_POLICIES = Path(__file__).parents[2] / "policies" / "aws"
_USER = "cloud-extractor"
_ROLE = "cloud-extractor-read"
_SESSION_ACTIONS = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"]


@dataclass(frozen=True)
class Identity:
    role_arn: str
    user_name: str
    access_key_id: str
    secret_access_key: str


def create_identity(iam: Any) -> Identity:
    user_arn = iam.create_user(UserName=_USER)["User"]["Arn"]
    role_arn = iam.create_role(RoleName=_ROLE, AssumeRolePolicyDocument=_trust(user_arn))["Role"]["Arn"]
    for part in sorted(_POLICIES.glob("reader-*.json")):
        iam.put_role_policy(RoleName=_ROLE, PolicyName=part.stem, PolicyDocument=part.read_text())
    iam.put_user_policy(UserName=_USER, PolicyName="assume", PolicyDocument=_assume(role_arn))
    key = iam.create_access_key(UserName=_USER)["AccessKey"]
    return Identity(role_arn, _USER, key["AccessKeyId"], key["SecretAccessKey"])


def _trust(user_arn: str) -> str:
    return _policy(
        Principal={"AWS": user_arn},
        Action=_SESSION_ACTIONS,
        Condition={"StringEquals": {"sts:ExternalId": EXTERNAL_ID}},
    )


def _assume(role_arn: str) -> str:
    return _policy(Action=_SESSION_ACTIONS, Resource=role_arn)


def _policy(**statement: object) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})
