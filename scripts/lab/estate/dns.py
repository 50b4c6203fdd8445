"""Names: zones and records, certificates, domains, resolvers, name spaces, distributions."""

from typing import Any

from .material import ASCII_TAGS, AWKWARD, FOREIGN, FULL_TAGS, TAGS, Client, default_group, default_subnets, pairs
from .pems import CERTIFICATE, PRIVATE_KEY


def seed(client: Client) -> None:
    vpc, subnets = default_subnets(client)
    _zones(client("route53"), client("logs"), vpc)
    acm = client("acm")
    acm.request_certificate(
        DomainName="estate.example.org",
        SubjectAlternativeNames=["*.estate.example.org"],
        ValidationMethod="DNS",
        Tags=pairs(FULL_TAGS),
    )
    acm.import_certificate(Certificate=CERTIFICATE.encode(), PrivateKey=PRIVATE_KEY.encode(), Tags=pairs(TAGS))
    _resolver(client("route53resolver"), vpc, subnets, default_group(client))
    discovery = client("servicediscovery")
    discovery.create_private_dns_namespace(Name="estate.local", Vpc=vpc, Description=AWKWARD, Tags=pairs(TAGS))
    space = discovery.list_namespaces()["Namespaces"][0]["Id"]
    discovery.create_service(
        Name="orders", NamespaceId=space, DnsConfig={"DnsRecords": [{"Type": "A", "TTL": 60}]}, Tags=pairs(TAGS)
    )


def _zones(route53: Any, logs: Any, vpc: str) -> None:
    public = route53.create_hosted_zone(
        Name="estate.example.org", CallerReference="1", HostedZoneConfig={"Comment": AWKWARD, "PrivateZone": False}
    )["HostedZone"]["Id"]
    route53.create_hosted_zone(
        Name="inner.example.org",
        CallerReference="2",
        VPC={"VPCRegion": "us-east-1", "VPCId": vpc},
        HostedZoneConfig={"Comment": FOREIGN, "PrivateZone": True},
    )
    zone = public.removeprefix("/hostedzone/")
    route53.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=pairs(TAGS))
    records = (
        ("www.estate.example.org", "A", "192.0.2.1"),
        ("*.estate.example.org", "CNAME", "www.estate.example.org"),
        ("estate.example.org", "TXT", '"v=spf1 a & b -all"'),
    )
    changes = [
        {
            "Action": "CREATE",
            "ResourceRecordSet": {"Name": name, "Type": kind, "TTL": 60, "ResourceRecords": [{"Value": value}]},
        }
        for name, kind, value in records
    ]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
    check = route53.create_health_check(
        CallerReference="3",
        HealthCheckConfig={"Type": "HTTPS", "FullyQualifiedDomainName": "www.estate.example.org", "Port": 443},
    )["HealthCheck"]["Id"]
    route53.change_tags_for_resource(ResourceType="healthcheck", ResourceId=check, AddTags=pairs(TAGS))
    logs.create_log_group(logGroupName="/aws/route53/estate")
    route53.create_query_logging_config(
        HostedZoneId=zone,
        CloudWatchLogsLogGroupArn="arn:aws:logs:us-east-1:123456789012:log-group:/aws/route53/estate:*",
    )
    route53.create_reusable_delegation_set(CallerReference="4")


def _resolver(resolver: Any, vpc: str, subnets: list[str], group: str) -> None:
    endpoint = resolver.create_resolver_endpoint(
        CreatorRequestId="1",
        Name="estate",
        SecurityGroupIds=[group],
        Direction="OUTBOUND",
        Tags=pairs(ASCII_TAGS),
        IpAddresses=[{"SubnetId": subnet} for subnet in subnets],
    )["ResolverEndpoint"]["Id"]
    rule = resolver.create_resolver_rule(
        CreatorRequestId="2",
        Name="estate",
        RuleType="FORWARD",
        DomainName="example.org",
        ResolverEndpointId=endpoint,
        TargetIps=[{"Ip": "192.0.2.53", "Port": 53}],
        Tags=pairs(ASCII_TAGS),
    )["ResolverRule"]["Id"]
    resolver.associate_resolver_rule(ResolverRuleId=rule, Name="estate", VPCId=vpc)
    resolver.create_resolver_query_log_config(
        Name="estate", DestinationArn="arn:aws:s3:::estate-logs", CreatorRequestId="3", Tags=pairs(ASCII_TAGS)
    )
