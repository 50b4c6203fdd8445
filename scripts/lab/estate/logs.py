"""Logs, metrics, alarms, rules and trails."""

from typing import Any

from .material import AWKWARD, FOREIGN, KEY, TAGS, Client, pairs


def seed(client: Client) -> None:
    logs = client("logs")
    logs.create_log_group(logGroupName="/estate/orders", tags=TAGS, kmsKeyId=KEY)
    logs.create_log_group(logGroupName="/estate/bare")
    logs.put_retention_policy(logGroupName="/estate/orders", retentionInDays=365)
    logs.put_metric_filter(
        logGroupName="/estate/orders",
        filterName="root & more",
        filterPattern='{ $.user = "root" }',
        metricTransformations=[{"metricName": "Root", "metricNamespace": "Estate", "metricValue": "1"}],
    )
    logs.put_subscription_filter(
        logGroupName="/estate/bare",
        filterName="all",
        filterPattern="",
        destinationArn=_stream(client),
    )
    logs.put_resource_policy(policyName="estate", policyDocument='{"Version":"2012-10-17","Statement":[]}')
    logs.put_destination(
        destinationName="estate",
        targetArn="arn:aws:kinesis:us-east-1:123456789012:stream/estate-logs",
        roleArn="arn:aws:iam::123456789012:role/estate/worker",
    )
    _deliveries(logs)
    cloudwatch = client("cloudwatch")
    for name in (f"estate {AWKWARD}", f"estate {FOREIGN}"):
        cloudwatch.put_metric_alarm(
            AlarmName=name,
            AlarmDescription=AWKWARD,
            Namespace="AWS/EC2",
            MetricName="CPUUtilization",
            Statistic="Average",
            Period=300,
            EvaluationPeriods=2,
            Threshold=80.5,
            ComparisonOperator="GreaterThanThreshold",
            AlarmActions=["arn:aws:sns:us-east-1:123456789012:estate-alarms"],
            Dimensions=[{"Name": "InstanceId", "Value": "i-1"}],
            Tags=pairs(TAGS),
        )
    cloudwatch.put_dashboard(DashboardName="estate", DashboardBody='{"widgets":[]}')


def _deliveries(logs: Any) -> None:
    destination = logs.put_delivery_destination(
        name="estate",
        outputFormat="json",
        tags=TAGS,
        deliveryDestinationConfiguration={"destinationResourceArn": "arn:aws:s3:::estate-logs"},
    )["deliveryDestination"]["arn"]
    logs.put_delivery_source(
        name="estate", resourceArn="arn:aws:cloudfront::123456789012:distribution/E1", logType="ACCESS_LOGS", tags=TAGS
    )
    logs.create_delivery(deliverySourceName="estate", deliveryDestinationArn=destination, tags=TAGS)


def _stream(client: Client) -> str:
    client("kinesis").create_stream(StreamName="estate-logs", ShardCount=1)
    return "arn:aws:kinesis:us-east-1:123456789012:stream/estate-logs"
