"""Queues and topics."""

from typing import Any

from .material import AWKWARD, FOREIGN, KEY, TAGS, Client, pairs, policy


def seed(client: Client) -> None:
    sqs = client("sqs")
    dead = _queue(sqs, "estate-dead", {})
    _queue(
        sqs,
        "estate-orders",
        {
            "KmsMasterKeyId": KEY,
            "VisibilityTimeout": "45",
            "RedrivePolicy": f'{{"deadLetterTargetArn":"{dead}","maxReceiveCount":5}}',
            "Policy": policy(principal="*", action="sqs:SendMessage"),
        },
        tags=TAGS,
    )
    _queue(sqs, "estate-sequence.fifo", {"FifoQueue": "true", "ContentBasedDeduplication": "true"})
    sns = client("sns")
    topic = sns.create_topic(
        Name="estate-alarms", Tags=pairs(TAGS), Attributes={"DisplayName": AWKWARD, "KmsMasterKeyId": KEY}
    )["TopicArn"]
    sns.create_topic(Name="estate-bare")
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=dead)
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint="r&d@example.org")
    platform = sns.create_platform_application(
        Name="estate", Platform="APNS", Attributes={"PlatformCredential": "secret", "PlatformPrincipal": FOREIGN}
    )["PlatformApplicationArn"]
    sns.create_platform_endpoint(PlatformApplicationArn=platform, Token="4711")


def _queue(sqs: Any, name: str, attributes: dict[str, str], tags: dict[str, str] | None = None) -> str:
    url = sqs.create_queue(QueueName=name, Attributes=attributes, tags=tags or {})["QueueUrl"]
    attribute = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    return attribute["Attributes"]["QueueArn"]
