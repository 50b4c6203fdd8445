"""The buckets that a snapshot finds: each protected, or left open, in its own way."""

import json
from dataclasses import dataclass, field
from typing import Any, Callable

PREFIX = "cloud-extractor-demo"
_KEY_ARN = "arn:aws:kms:us-east-1:123456789012:key/6d1f2a3b-0c4d-4e5f-8a9b-7c6d5e4f3a2b"
_AES = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
_KMS = {
    "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": _KEY_ARN},
    "BucketKeyEnabled": True,
}
_BLOCK_ALL = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)


@dataclass(frozen=True)
class Bucket:
    suffix: str
    region: str = "us-east-1"
    encryption: dict[str, Any] | None = None
    versioning: str | None = None
    block: dict[str, bool] | None = None
    reader: str | None = None
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{PREFIX}-{self.suffix}"


BUCKETS = (
    Bucket("audit-logs", encryption=_AES, versioning="Enabled", block=_BLOCK_ALL,
           tags={"Environment": "prod", "Owner": "R&D <core> \"quoted\""}),
    Bucket("backups", encryption=_KMS, versioning="Enabled", block=_BLOCK_ALL,
           tags={"Environment": "prod", "Name": "Sicherungen für Zürich"}),
    Bucket("website", reader="*", tags={"Environment": "prod", "Public": "yes & on purpose"}),
    Bucket("scratch"),
    Bucket("reports", encryption=_AES, versioning="Suspended", tags={"Environment": "staging"}),
    Bucket("partners", block={**_BLOCK_ALL, "BlockPublicPolicy": False, "RestrictPublicBuckets": False},
           reader="arn:aws:iam::123456789012:root"),
    Bucket("archive", region="us-west-2", encryption=_KMS, versioning="Enabled", block=_BLOCK_ALL,
           tags={"Environment": "prod", "Owner": "平台工程 🚀"}),
    Bucket("legacy", versioning="Enabled"),
)  # fmt: skip


def create_buckets(client: Callable[[str], Any]) -> None:
    """`client` gives an S3 client for a region; a bucket is made in the region of the client that makes it."""
    for bucket in BUCKETS:
        _create(client(bucket.region), bucket)


def _create(s3: Any, bucket: Bucket) -> None:
    # us-east-1 is the one region that must not be named.
    elsewhere = {"CreateBucketConfiguration": {"LocationConstraint": bucket.region}}
    s3.create_bucket(Bucket=bucket.name, **(elsewhere if bucket.region != "us-east-1" else {}))
    if bucket.encryption:
        rules = {"Rules": [bucket.encryption]}
        s3.put_bucket_encryption(Bucket=bucket.name, ServerSideEncryptionConfiguration=rules)
    if bucket.versioning:
        s3.put_bucket_versioning(Bucket=bucket.name, VersioningConfiguration={"Status": bucket.versioning})
    if bucket.block:
        s3.put_public_access_block(Bucket=bucket.name, PublicAccessBlockConfiguration=bucket.block)
    else:
        # A new bucket blocks everything public; here somebody took that away.
        s3.delete_public_access_block(Bucket=bucket.name)
    if bucket.reader:
        s3.put_bucket_policy(Bucket=bucket.name, Policy=_policy(bucket))
    if bucket.tags:
        tags = [{"Key": key, "Value": value} for key, value in bucket.tags.items()]
        s3.put_bucket_tagging(Bucket=bucket.name, Tagging={"TagSet": tags})


def _policy(bucket: Bucket) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": "*" if bucket.reader == "*" else {"AWS": bucket.reader},
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket.name}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
