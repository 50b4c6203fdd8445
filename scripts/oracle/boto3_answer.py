#!/usr/bin/env python3
"""What boto3 says about the resources of one type in one region.

Standard input:  {"endpoint", "access_key_id", "secret_access_key", "session_token"?, "ca_certificate"?,
                  "resource_type", "region"}
Standard output: {resource id: configuration}
"""

import base64
import json
import sys
from datetime import datetime, timezone
from typing import Any, Iterator

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

Resources = Iterator[tuple[str, dict[str, Any]]]

# list call, where the items are, what identifies one
_EC2 = {
    "aws:ec2:security-group": ("describe_security_groups", "SecurityGroups", "GroupId"),
    "aws:ec2:subnet": ("describe_subnets", "Subnets", "SubnetId"),
    "aws:ec2:vpc": ("describe_vpcs", "Vpcs", "VpcId"),
}
# member of the configuration, call, the code with which S3 says "not configured"
_BUCKET = (
    ("Location", "get_bucket_location", None),
    ("Encryption", "get_bucket_encryption", "ServerSideEncryptionConfigurationNotFoundError"),
    ("Versioning", "get_bucket_versioning", None),
    ("PublicAccessBlock", "get_public_access_block", "NoSuchPublicAccessBlockConfiguration"),
    ("PolicyStatus", "get_bucket_policy_status", "NoSuchBucketPolicy"),
    ("Tagging", "get_bucket_tagging", "NoSuchTagSet"),
)


def main() -> None:
    question = json.load(sys.stdin)
    json.dump(dict(_resources(question)), sys.stdout, default=_plain, ensure_ascii=False)


def _resources(question: dict[str, Any]) -> Resources:
    kind = question["resource_type"]
    if kind == "aws:s3:bucket":
        return _buckets(_client("s3", question))
    if kind == "aws:ec2:instance":
        return _instances(_client("ec2", question))
    return _listed(_client("ec2", question), *_EC2[kind])


def _instances(ec2: Any) -> Resources:
    for page in ec2.get_paginator("describe_instances").paginate():
        for reservation in page["Reservations"]:
            for instance in reservation["Instances"]:
                yield instance["InstanceId"], instance


def _listed(ec2: Any, call: str, items: str, identifier: str) -> Resources:
    for page in ec2.get_paginator(call).paginate():
        for item in page[items]:
            yield item[identifier], item


def _buckets(s3: Any) -> Resources:
    for page in s3.get_paginator("list_buckets").paginate():
        for bucket in page["Buckets"]:
            name = bucket["Name"]
            details = {member: _detail(getattr(s3, call), name, absent) for member, call, absent in _BUCKET}
            yield name, {**bucket, **details}


def _detail(call: Any, bucket: str, absent: str | None) -> dict[str, Any] | None:
    try:
        answer = call(Bucket=bucket)
    except ClientError as error:
        if absent and error.response["Error"]["Code"] == absent:
            return None
        raise
    del answer["ResponseMetadata"]
    return answer


def _client(service: str, question: dict[str, Any]) -> Any:
    return boto3.client(
        service,
        region_name=question["region"],
        endpoint_url=question["endpoint"],
        aws_access_key_id=question["access_key_id"],
        aws_secret_access_key=question["secret_access_key"],
        aws_session_token=question.get("session_token"),
        verify=question.get("ca_certificate"),
        # Without proxies: the endpoint is a test server on this machine.
        config=Config(retries={"total_max_attempts": 2}, s3={"addressing_style": "path"}, proxies={}),
    )


def _plain(value: object) -> str:
    match value:
        case datetime():
            return _timestamp(value)
        case bytes():
            return base64.standard_b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC; milliseconds only where there are any."""
    utc = moment.astimezone(timezone.utc)
    fraction = f"{utc.microsecond // 1000:03}".rstrip("0")
    return f"{utc:%Y-%m-%dT%H:%M:%S}{'.' if fraction else ''}{fraction}Z"


if __name__ == "__main__":
    main()
