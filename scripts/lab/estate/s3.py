"""Buckets with everything that a bucket can have, and the account's own rules for them."""

import json
from typing import Any

from .material import ACCOUNT, AWKWARD, FOREIGN, ROLE, TAGS, Client, pairs, policy

_FULL, _BARE = "estate-full", "estate.bare"


def seed(client: Client) -> None:
    s3 = client("s3")
    s3.create_bucket(Bucket="estate-access-logs", ObjectOwnership="BucketOwnerPreferred")
    s3.put_bucket_acl(Bucket="estate-access-logs", ACL="log-delivery-write")
    s3.create_bucket(Bucket=_FULL, ObjectLockEnabledForBucket=True)
    s3.create_bucket(Bucket=_BARE, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    _protect(s3)
    _serve(s3)
    s3.put_bucket_tagging(Bucket=_FULL, Tagging={"TagSet": pairs(TAGS)})
    _control(client("s3control"))


def _protect(s3: Any) -> None:
    s3.put_bucket_versioning(Bucket=_FULL, VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_policy(Bucket=_FULL, Policy=policy(f"arn:aws:s3:::{_FULL}/{FOREIGN}/*", "s3:GetObject", "*"))
    s3.put_bucket_ownership_controls(
        Bucket=_FULL, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    )
    s3.put_bucket_logging(
        Bucket=_FULL,
        BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "estate-access-logs", "TargetPrefix": "a & b/"}},
    )
    s3.put_object_lock_configuration(
        Bucket=_FULL,
        ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 30}},
        },
    )
    s3.put_bucket_lifecycle_configuration(
        Bucket=_FULL,
        LifecycleConfiguration={
            "Rules": [
                {
                    "ID": "old & <cold>",
                    "Status": "Enabled",
                    "Filter": {"And": {"Prefix": "a b/", "Tags": [{"Key": "class", "Value": "x & y"}]}},
                    "Transitions": [{"Days": 30, "StorageClass": "GLACIER"}],
                    "Expiration": {"Days": 400},
                }
            ]
        },
    )
    target = {"Bucket": "arn:aws:s3:::estate-replica", "StorageClass": "STANDARD_IA"}
    s3.create_bucket(Bucket="estate-replica")
    s3.put_bucket_versioning(Bucket="estate-replica", VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_replication(
        Bucket=_FULL,
        ReplicationConfiguration={
            "Role": ROLE,
            "Rules": [
                {"ID": AWKWARD, "Priority": 1, "Status": "Enabled", "Filter": {"Prefix": ""}, "Destination": target}
            ],
        },
    )


def _serve(s3: Any) -> None:
    s3.put_bucket_website(
        Bucket=_FULL,
        WebsiteConfiguration={
            "IndexDocument": {"Suffix": "index.html"},
            "ErrorDocument": {"Key": "fehler & mehr.html"},
        },
    )
    rule = {"AllowedMethods": ["GET", "PUT"], "AllowedOrigins": ["*"], "AllowedHeaders": ["x-<&>"], "MaxAgeSeconds": 60}
    s3.put_bucket_cors(Bucket=_FULL, CORSConfiguration={"CORSRules": [rule]})
    s3.put_bucket_accelerate_configuration(Bucket=_FULL, AccelerateConfiguration={"Status": "Enabled"})
    s3.put_bucket_notification_configuration(
        Bucket=_FULL,
        NotificationConfiguration={
            "QueueConfigurations": [
                {
                    "Id": "queue & more",
                    "QueueArn": "arn:aws:sqs:us-east-1:123456789012:estate-orders",
                    "Events": ["s3:ObjectCreated:*"],
                    "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "in & out/"}]}},
                }
            ]
        },
        SkipDestinationValidation=True,
    )


def _control(control: Any) -> None:
    control.put_public_access_block(
        AccountId=ACCOUNT,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "IgnorePublicAcls": False,
            "BlockPublicPolicy": True,
            "RestrictPublicBuckets": False,
        },
    )
    control.create_access_point(AccountId=ACCOUNT, Name="estate", Bucket=_FULL)
    arn = f"arn:aws:s3:us-east-1:{ACCOUNT}:accesspoint/estate"
    statement = {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "s3:GetObject", "Resource": f"{arn}/object/*"}
    control.put_access_point_policy(
        AccountId=ACCOUNT, Name="estate", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    )
    control.put_storage_lens_configuration(
        ConfigId="estate",
        AccountId=ACCOUNT,
        StorageLensConfiguration={"Id": "estate", "AccountLevel": {"BucketLevel": {}}, "IsEnabled": True},
        Tags=pairs(),
    )
