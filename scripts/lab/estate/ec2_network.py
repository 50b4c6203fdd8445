"""Networks: gateways, endpoints, routes, addresses and what watches them."""

from typing import Any

from .material import AWKWARD, FOREIGN, TAGS, Client, pairs

_BUCKET = "estate-flow-logs"


def seed(client: Client) -> None:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.90.0.0/16", TagSpecifications=_tagged("vpc"))["Vpc"]["VpcId"]
    other = ec2.create_vpc(CidrBlock="10.91.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(
        VpcId=vpc, CidrBlock="10.90.1.0/24", AvailabilityZone="us-east-1a", TagSpecifications=_tagged("subnet")
    )["Subnet"]["SubnetId"]
    ec2.create_security_group(
        VpcId=vpc, GroupName="estate", Description="a and b", TagSpecifications=_tagged("security-group")
    )
    _addresses(ec2, vpc, subnet)
    _routes(ec2, vpc, other, subnet)
    _endpoints(ec2, vpc, subnet)
    _private(ec2, vpc)
    _transit(ec2, vpc, subnet)
    _services(ec2, client("elbv2"), subnet)
    client("s3").create_bucket(Bucket=_BUCKET)
    ec2.create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination=f"arn:aws:s3:::{_BUCKET}",
        TagSpecifications=_tagged("vpc-flow-log"),
    )
    ec2.create_dhcp_options(
        DhcpConfigurations=[
            {"Key": "domain-name", "Values": ["estate.example"]},
            {"Key": "domain-name-servers", "Values": ["10.90.0.2", "10.90.0.3"]},
        ],
        TagSpecifications=_tagged("dhcp-options"),
    )
    ec2.create_managed_prefix_list(
        PrefixListName="estate",
        MaxEntries=4,
        AddressFamily="IPv4",
        TagSpecifications=_tagged("prefix-list"),
        Entries=[{"Cidr": "10.0.0.0/8", "Description": AWKWARD}],
    )


def _addresses(ec2: Any, vpc: str, subnet: str) -> None:
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=_tagged("elastic-ip"))["AllocationId"]
    ec2.allocate_address(Domain="vpc")
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address, TagSpecifications=_tagged("natgateway"))
    ec2.create_network_interface(SubnetId=subnet, Description=AWKWARD, TagSpecifications=_tagged("network-interface"))
    gateway = ec2.create_internet_gateway(TagSpecifications=_tagged("internet-gateway"))["InternetGateway"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc)
    ec2.create_egress_only_internet_gateway(VpcId=vpc, TagSpecifications=_tagged("egress-only-internet-gateway"))
    ec2.create_carrier_gateway(VpcId=vpc, TagSpecifications=_tagged("carrier-gateway"))


def _routes(ec2: Any, vpc: str, other: str, subnet: str) -> None:
    peering = ec2.create_vpc_peering_connection(
        VpcId=vpc, PeerVpcId=other, TagSpecifications=_tagged("vpc-peering-connection")
    )["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering)
    table = ec2.create_route_table(VpcId=vpc, TagSpecifications=_tagged("route-table"))["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="10.91.0.0/16", VpcPeeringConnectionId=peering)
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    acl = ec2.create_network_acl(VpcId=vpc, TagSpecifications=_tagged("network-acl"))["NetworkAcl"]["NetworkAclId"]
    ec2.create_network_acl_entry(
        NetworkAclId=acl,
        RuleNumber=100,
        Protocol="6",
        RuleAction="allow",
        Egress=False,
        CidrBlock="0.0.0.0/0",
        PortRange={"From": 443, "To": 443},
    )


def _endpoints(ec2: Any, vpc: str, subnet: str) -> None:
    ec2.create_vpc_endpoint(
        VpcId=vpc,
        ServiceName="com.amazonaws.us-east-1.s3",
        VpcEndpointType="Gateway",
        TagSpecifications=_tagged("vpc-endpoint"),
    )
    ec2.create_vpc_endpoint(
        VpcId=vpc, ServiceName="com.amazonaws.us-east-1.kms", VpcEndpointType="Interface", SubnetIds=[subnet]
    )


def _private(ec2: Any, vpc: str) -> None:
    customer = ec2.create_customer_gateway(
        Type="ipsec.1", PublicIp="203.0.113.9", BgpAsn=65000, TagSpecifications=_tagged("customer-gateway")
    )["CustomerGateway"]["CustomerGatewayId"]
    gateway = ec2.create_vpn_gateway(Type="ipsec.1", TagSpecifications=_tagged("vpn-gateway"))
    gateway_id = gateway["VpnGateway"]["VpnGatewayId"]
    ec2.attach_vpn_gateway(VpcId=vpc, VpnGatewayId=gateway_id)
    ec2.create_vpn_connection(
        Type="ipsec.1", CustomerGatewayId=customer, VpnGatewayId=gateway_id, TagSpecifications=_tagged("vpn-connection")
    )


def _transit(ec2: Any, vpc: str, subnet: str) -> None:
    gateway = ec2.create_transit_gateway(Description=FOREIGN, TagSpecifications=_tagged("transit-gateway"))
    gateway_id = gateway["TransitGateway"]["TransitGatewayId"]
    ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway_id,
        VpcId=vpc,
        SubnetIds=[subnet],
        TagSpecifications=_tagged("transit-gateway-attachment"),
    )
    ec2.create_transit_gateway_route_table(
        TransitGatewayId=gateway_id, TagSpecifications=_tagged("transit-gateway-route-table")
    )


def _services(ec2: Any, elb: Any, subnet: str) -> None:
    balancer = elb.create_load_balancer(Name="estate-service", Subnets=[subnet], Scheme="internal", Type="network")
    service = ec2.create_vpc_endpoint_service_configuration(
        NetworkLoadBalancerArns=[balancer["LoadBalancers"][0]["LoadBalancerArn"]],
        AcceptanceRequired=True,
        TagSpecifications=_tagged("vpc-endpoint-service"),
    )["ServiceConfiguration"]["ServiceId"]
    ec2.modify_vpc_endpoint_service_permissions(
        ServiceId=service, AddAllowedPrincipals=["arn:aws:iam::111122223333:root"]
    )
    mirrored = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    mirror = ec2.create_network_interface(SubnetId=subnet)["NetworkInterface"]["NetworkInterfaceId"]
    rule = ec2.create_traffic_mirror_filter(Description=AWKWARD)["TrafficMirrorFilter"]["TrafficMirrorFilterId"]
    target = ec2.create_traffic_mirror_target(NetworkInterfaceId=mirror)["TrafficMirrorTarget"]["TrafficMirrorTargetId"]
    ec2.create_traffic_mirror_session(
        NetworkInterfaceId=mirrored,
        TrafficMirrorTargetId=target,
        TrafficMirrorFilterId=rule,
        SessionNumber=1,
        Description=FOREIGN,
        TagSpecifications=_tagged("traffic-mirror-session"),
    )


def _tagged(kind: str) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": pairs(TAGS)}]
