#!/usr/bin/env python3
"""Downloads every object of a bucket with boto3, which checks what they hash to.

    bucket.py ENDPOINT BUCKET DIRECTORY

Prints their keys.
"""

import sys
from pathlib import Path

import boto3

endpoint, bucket, directory = sys.argv[1:]
s3 = boto3.client(
    "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="testing", aws_secret_access_key="testing"
)
for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
    for entry in page.get("Contents", []):
        answer = s3.get_object(Bucket=bucket, Key=entry["Key"], ChecksumMode="ENABLED")
        path = Path(directory) / entry["Key"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(answer["Body"].read())
        if "ChecksumSHA256" not in answer:
            sys.exit(f"{entry['Key']} has no checksum")
        print(entry["Key"])
