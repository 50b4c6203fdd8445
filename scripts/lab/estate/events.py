"""Rules, buses, streams, machines of states, timetables."""

import json
from typing import Any

from .material import ASCII_TAGS, AWKWARD, FULL_TAGS, KEY, ROLE, TAGS, Client, pairs, policy, small_pairs

_MACHINE = {"Comment": AWKWARD, "StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}


def seed(client: Client) -> None:
    _rules(client("events"))
    _streams(client("kinesis"), client("firehose"))
    states = client("stepfunctions")
    states.create_state_machine(
        name="estate",
        definition=json.dumps(_MACHINE),
        roleArn=ROLE.replace("estate/", ""),
        tags=small_pairs(TAGS),
        loggingConfiguration={"level": "OFF"},
        tracingConfiguration={"enabled": True},
    )
    states.create_state_machine(
        name="estate-express", definition="{}", roleArn=ROLE.replace("estate/", ""), type="EXPRESS"
    )
    states.create_activity(name="estate", tags=small_pairs(TAGS))
    scheduler = client("scheduler")
    scheduler.create_schedule_group(Name="estate", Tags=pairs(FULL_TAGS))
    scheduler.create_schedule(
        Name="nightly",
        GroupName="estate",
        ScheduleExpression="cron(0 3 * * ? *)",
        Description=AWKWARD,
        FlexibleTimeWindow={"Mode": "OFF"},
        KmsKeyArn=KEY,
        Target={
            "Arn": "arn:aws:sqs:us-east-1:123456789012:estate-orders",
            "RoleArn": ROLE,
            "Input": '{"password":"hunter2"}',
        },
    )


def _rules(events: Any) -> None:
    bus = events.create_event_bus(Name="estate", Tags=pairs(TAGS))["EventBusArn"]
    events.put_permission(
        EventBusName="estate", StatementId="open", Action="events:PutEvents", Principal="111122223333"
    )
    events.put_rule(
        Name="estate-deletions",
        EventBusName="estate",
        EventPattern='{"source":["aws.s3"],"detail":{"a":["<&>"]}}',
        Description=AWKWARD,
        Tags=pairs(TAGS),
    )
    events.put_rule(Name="estate-nightly", ScheduleExpression="rate(1 day)", State="DISABLED")
    events.put_targets(
        Rule="estate-nightly",
        Targets=[
            {"Id": "1", "Arn": "arn:aws:sqs:us-east-1:123456789012:estate-orders", "Input": '{"password":"hunter2"}'}
        ],
    )
    events.create_archive(ArchiveName="estate", EventSourceArn=bus, Description=AWKWARD, RetentionDays=30)
    connection = events.create_connection(
        Name="estate",
        Description=AWKWARD,
        AuthorizationType="API_KEY",
        AuthParameters={"ApiKeyAuthParameters": {"ApiKeyName": "X-Key", "ApiKeyValue": "hunter2"}},
    )["ConnectionArn"]
    events.create_api_destination(
        Name="estate",
        ConnectionArn=connection,
        InvocationEndpoint="https://hooks.example.org/?a=1&b=2",
        HttpMethod="POST",
    )


def _streams(kinesis: Any, firehose: Any) -> None:
    kinesis.create_stream(StreamName="estate", ShardCount=2)
    kinesis.add_tags_to_stream(StreamName="estate", Tags=TAGS)
    kinesis.start_stream_encryption(StreamName="estate", EncryptionType="KMS", KeyId=KEY)
    kinesis.create_stream(StreamName="estate-bare", StreamModeDetails={"StreamMode": "ON_DEMAND"})
    arn = "arn:aws:kinesis:us-east-1:123456789012:stream/estate"
    kinesis.register_stream_consumer(StreamARN=arn, ConsumerName="estate")
    kinesis.put_resource_policy(ResourceARN=arn, Policy=policy(arn, "kinesis:GetRecords", {"AWS": "111122223333"}))
    firehose.create_delivery_stream(
        DeliveryStreamName="estate",
        DeliveryStreamType="DirectPut",
        Tags=pairs(ASCII_TAGS),
        ExtendedS3DestinationConfiguration={"RoleARN": ROLE, "BucketARN": "arn:aws:s3:::estate", "Prefix": "a & b/"},
    )
