"""What many seeds need: text that breaks careless parsers, tags in each of AWS's spellings, policies and names."""

import json
from typing import Any, Callable

Client = Callable[[str], Any]

ACCOUNT = "123456789012"
REGION = "us-east-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/estate/worker"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/6d1f2a3b-0c4d-4e5f-8a9b-7c6d5e4f3a2b"

AWKWARD = "R&D <core> \"quoted\" 'single'"
FOREIGN = "Zürich 平台工程 🚀"
TAGS = {
    "Name": "Sicherung für Zürich",
    "Owner": AWKWARD,
    "Team": FOREIGN,
    "Empty": "",
    "with space": " leading and  double ",
}
# For services that refuse other characters in tags.
PLAIN_TAGS = {"Name": "Zürich 1", "cost:centre": "4711/a+b=c@d", "Empty": "", "with space": "two words"}

# For services that know nothing but ASCII.
ASCII_TAGS = {"Name": "estate 1", "cost:centre": "4711/a+b=c@d", "Empty": "", "with space": "two  words"}
FULL_TAGS = {key: value for key, value in TAGS.items() if value}


def pairs(tags: dict[str, str] = TAGS) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def small_pairs(tags: dict[str, str] = TAGS) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in tags.items()]


def tag_pairs(tags: dict[str, str] = TAGS) -> list[dict[str, str]]:
    return [{"TagKey": key, "TagValue": value} for key, value in tags.items()]


def policy(resource: str = "*", action: str = "*", principal: Any = None) -> str:
    statement: dict[str, Any] = {"Sid": "estate", "Effect": "Allow", "Action": action, "Resource": resource}
    if principal is not None:
        statement["Principal"] = principal
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def trust(service: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"Service": f"{service}.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def default_subnets(client: Client) -> tuple[str, list[str]]:
    """The VPC that is there from the beginning, and two of its subnets."""
    ec2 = client("ec2")
    vpc = ec2.describe_vpcs(Filters=[{"Name": "isDefault", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
    subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    return vpc, sorted(subnet["SubnetId"] for subnet in subnets)[:2]


def default_group(client: Client) -> str:
    groups = client("ec2").describe_security_groups(Filters=[{"Name": "group-name", "Values": ["default"]}])
    return groups["SecurityGroups"][0]["GroupId"]
