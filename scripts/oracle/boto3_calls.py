#!/usr/bin/env python3
"""Calls of boto3, one after the other: what an operator would do with the AWS CLI.

Standard input:  {"endpoint", "access_key_id", "secret_access_key", "region"?,
                  "calls": [[service, method, {parameter: value}], …]}
Standard output: [answer | {"error": code}, …]
"""

import json
import sys
from typing import Any

import boto3
from botocore.exceptions import ClientError
from catalogue_calls import plain


def main() -> None:
    question = json.load(sys.stdin)
    session = boto3.Session(
        aws_access_key_id=question["access_key_id"],
        aws_secret_access_key=question["secret_access_key"],
        region_name=question.get("region", "us-east-1"),
    )
    answers = [_answer(session, question["endpoint"], *call) for call in question["calls"]]
    json.dump(answers, sys.stdout, default=plain)


def _answer(session: boto3.Session, endpoint: str, service: str, method: str, parameters: dict[str, Any]) -> Any:
    try:
        answer = getattr(session.client(service, endpoint_url=endpoint), method)(**parameters)
    except ClientError as error:
        return {"error": error.response["Error"]["Code"]}
    answer.pop("ResponseMetadata", None)
    return answer


if __name__ == "__main__":
    main()
