"""What watches an account: detectors, findings, scanners, shields, firewalls."""

from typing import Any

from .material import ACCOUNT, AWKWARD, FULL_TAGS, TAGS, Client, default_subnets, pairs


def seed(client: Client) -> None:
    guardduty = client("guardduty")
    detector = guardduty.create_detector(
        Enable=True, FindingPublishingFrequency="ONE_HOUR", Tags=TAGS, DataSources={"S3Logs": {"Enable": True}}
    )["DetectorId"]
    guardduty.create_filter(
        DetectorId=detector,
        Name="estate",
        Description=AWKWARD,
        Action="ARCHIVE",
        Rank=1,
        FindingCriteria={"Criterion": {"severity": {"Gte": 4}}},
    )
    client("inspector2").enable(accountIds=[ACCOUNT], resourceTypes=["EC2", "ECR"])
    client("inspector2").create_filter(
        name="estate",
        action="SUPPRESS",
        description="a & b",
        tags=TAGS,
        filterCriteria={"awsAccountId": [{"comparison": "EQUALS", "value": "123456789012"}]},
    )
    client("macie2").enable_macie(status="ENABLED")
    client("securityhub").enable_security_hub(Tags={"Name": "a b"}, EnableDefaultStandards=True)
    shield = client("shield")
    shield.create_subscription()
    shield.create_protection(
        Name="estate", ResourceArn="arn:aws:cloudfront::123456789012:distribution/E1", Tags=pairs(FULL_TAGS)
    )
    _web(client("wafv2"))
    vpc, subnets = default_subnets(client)
    _firewall(client("network-firewall"), vpc, subnets)


def _web(waf: Any) -> None:
    for scope in ("REGIONAL", "CLOUDFRONT"):
        visible = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "estate"}
        waf.create_web_acl(
            Name=f"estate-{scope.lower()}",
            Scope=scope,
            DefaultAction={"Allow": {}},
            VisibilityConfig=visible,
            Description="a and b",
            Tags=pairs(TAGS),
            Rules=[
                {
                    "Name": "rate",
                    "Priority": 0,
                    "Statement": {"RateBasedStatement": {"Limit": 2000, "AggregateKeyType": "IP"}},
                    "Action": {"Block": {}},
                    "VisibilityConfig": visible,
                },
                {
                    "Name": "secret",
                    "Priority": 1,
                    "Statement": {"NotStatement": {"Statement": {"AndStatement": {"Statements": [_header(), _header()]}}}},
                    "Action": {"Count": {"CustomRequestHandling": {"InsertHeaders": [{"Name": "x", "Value": "s"}]}}},
                    "VisibilityConfig": visible,
                },
            ],
        )
        waf.create_ip_set(
            Name="estate", Scope=scope, IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"], Tags=pairs(TAGS)
        )
        waf.create_ip_set(Name="estate-2", Scope=scope, IPAddressVersion="IPV6", Addresses=[])
        waf.create_rule_group(
            Name="estate", Scope=scope, Capacity=10, VisibilityConfig=visible, Rules=[], Tags=pairs(TAGS)
        )
        waf.create_regex_pattern_set(
            Name="estate", Scope=scope, RegularExpressionList=[{"RegexString": "^a&b<c>$"}], Tags=pairs(TAGS)
        )


def _header() -> dict[str, Any]:
    """A secret that a CDN sends along."""
    return {
        "RegexMatchStatement": {
            "RegexString": "^estate-secret$",
            "FieldToMatch": {"SingleHeader": {"Name": "x-origin"}},
            "TextTransformations": [{"Priority": 0, "Type": "NONE"}],
        }
    }


def _firewall(firewall: Any, vpc: str, subnets: list[str]) -> None:
    firewall.create_firewall(
        FirewallName="estate",
        VpcId=vpc,
        SubnetMappings=[{"SubnetId": subnet} for subnet in subnets],
        FirewallPolicyArn="arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/estate",
        Description=AWKWARD,
        Tags=pairs(FULL_TAGS),
    )
