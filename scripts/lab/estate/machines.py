"""The machines and networks that a snapshot finds. The same in every run, but for the ids, which the server makes."""

from dataclasses import dataclass
from typing import Any, Iterator

REGIONS = ("us-east-1", "us-west-2")
VARIED_INSTANCES = 50

_IMAGE = "ami-0c02fb55956c7d316"
_TYPES = ("t3.micro", "t3.large", "m5.large", "c5.xlarge", "r6g.large", "m7i.2xlarge")
_ENVIRONMENTS = ("prod", "staging", "dev")
# Text that breaks careless parsers: XML's own characters, other scripts, an emoji, white space, nothing at all.
_OWNERS = (
    "Team Zürich",
    "R&D <core> \"quoted\" 'single'",
    "平台工程",
    "Ελλάδα & Κύπρος",
    "ops 🚀",
    "فريق السحابة",
    "a > b && c < d",
    " leading and  double ",
    "",
    "tab\tand \\backslash/",
)
_BATCH = 100


@dataclass(frozen=True)
class Network:
    subnets: tuple[str, ...]
    groups: tuple[str, ...]


@dataclass(frozen=True)
class Machine:
    number: int

    @property
    def tags(self) -> dict[str, str]:
        if self._place % 10 == 9:
            return {}
        environment = _ENVIRONMENTS[self._place % len(_ENVIRONMENTS)]
        tags = {"Name": f"{environment}-{self.number:03}", "Environment": environment}
        if self._place % 2 == 0:
            tags["Owner"] = _OWNERS[self._place // 2 % len(_OWNERS)]
        return tags

    @property
    def kind(self) -> str:
        return _TYPES[self._place % len(_TYPES)]

    @property
    def is_stopped(self) -> bool:
        return self._place % 7 == 3

    @property
    def _place(self) -> int:
        """Its place in its region; by this the machines differ, so that each region has all the differences."""
        return self.number // len(REGIONS)


def populate_region(ec2: Any, region: str, instances: int, batch: int = _BATCH) -> None:
    """This region's share of so many instances. The first 50 differ from each other; what is beyond them comes in
    batches of equals, because a load test needs many quickly."""
    network = create_network(ec2, region)
    index = REGIONS.index(region)
    stopped = []
    for number in range(index, min(instances, VARIED_INSTANCES), len(REGIONS)):
        machine = Machine(number)
        launched = _launch(ec2, machine, network, 1)
        if machine.is_stopped:
            stopped += launched
    if stopped:
        ec2.stop_instances(InstanceIds=stopped)
    beyond = len(range(VARIED_INSTANCES + index, instances, len(REGIONS)))
    for number, size in enumerate(_batches(beyond, batch)):
        _launch(ec2, Machine(VARIED_INSTANCES + number), network, size)


def create_network(ec2: Any, region: str) -> Network:
    octet = 10 + REGIONS.index(region)
    core = _vpc(ec2, f"10.{octet}.0.0/16", {"Name": f"core-{region}", "Environment": "prod", "Owner": "R&D <net>"})
    edge = _vpc(ec2, f"172.{octet + 10}.0.0/20", {})
    subnets = tuple(
        _subnet(ec2, vpc, cidr, f"{region}{zone}", tags)
        for vpc, cidr, zone, tags in (
            (core, f"10.{octet}.0.0/18", "a", {"Name": "core-a", "Tier": "web"}),
            (core, f"10.{octet}.64.0/18", "b", {"Name": "core-b", "Tier": "données"}),
            (edge, f"172.{octet + 10}.0.0/24", "a", {}),
        )
    )
    return Network(subnets[:2], _security_groups(ec2, core, edge, octet))


def _security_groups(ec2: Any, core: str, edge: str, octet: int) -> tuple[str, ...]:
    web = _group(ec2, core, "web", "Web servers, ports 80 and 443", {"Name": "web", "Environment": "prod"})
    app = _group(ec2, core, "app", "Application servers", {"Name": "app"})
    database = _group(ec2, core, "db", "Databases", {"Name": "db", "Owner": _OWNERS[1]})
    _group(ec2, edge, "empty", "Nothing may come in", {})

    https = {"IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "HTTPS from anywhere"}]}
    https["Ipv6Ranges"] = [{"CidrIpv6": "::/0", "Description": "HTTPS from anywhere, IPv6"}]
    ping = {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "IpRanges": [{"CidrIp": f"10.{octet}.0.0/16"}]}
    from_web = {"UserIdGroupPairs": [{"GroupId": web, "Description": "from the web servers"}]}
    from_app = {"UserIdGroupPairs": [{"GroupId": app}]}
    _allow_in(ec2, web, _tcp(80, IpRanges=[{"CidrIp": "0.0.0.0/0"}]), _tcp(443, **https), ping)
    _allow_in(ec2, app, _tcp(8080, **from_web))
    _allow_in(ec2, database, _tcp(5432, **from_app), _tcp(5433, IpRanges=[{"CidrIp": f"10.{octet}.64.0/18"}]))

    # The rule that allows everything out, which AWS gives each new group, makes room for a narrow one.
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    ec2.revoke_security_group_egress(GroupId=database, IpPermissions=[everything])
    narrow = _tcp(443, IpRanges=[{"CidrIp": f"10.{octet}.0.0/16", "Description": "backups only"}])
    ec2.authorize_security_group_egress(GroupId=database, IpPermissions=[narrow])
    return web, app, database


def _launch(ec2: Any, machine: Machine, network: Network, count: int) -> list[str]:
    answer = ec2.run_instances(
        ImageId=_IMAGE,
        InstanceType=machine.kind,
        MinCount=count,
        MaxCount=count,
        SubnetId=network.subnets[machine.number % len(network.subnets)],
        SecurityGroupIds=[network.groups[machine.number % len(network.groups)]],
        TagSpecifications=_tagged("instance", machine.tags),
    )
    return [instance["InstanceId"] for instance in answer["Instances"]]


def _vpc(ec2: Any, cidr: str, tags: dict[str, str]) -> str:
    return ec2.create_vpc(CidrBlock=cidr, TagSpecifications=_tagged("vpc", tags))["Vpc"]["VpcId"]


def _subnet(ec2: Any, vpc: str, cidr: str, zone: str, tags: dict[str, str]) -> str:
    answer = ec2.create_subnet(
        VpcId=vpc, CidrBlock=cidr, AvailabilityZone=zone, TagSpecifications=_tagged("subnet", tags)
    )
    return answer["Subnet"]["SubnetId"]


def _group(ec2: Any, vpc: str, name: str, description: str, tags: dict[str, str]) -> str:
    specification = _tagged("security-group", tags)
    return ec2.create_security_group(
        VpcId=vpc, GroupName=name, Description=description, TagSpecifications=specification
    )["GroupId"]


def _allow_in(ec2: Any, group: str, *permissions: dict[str, Any]) -> None:
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=list(permissions))


def _tcp(port: int, **sources: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **sources}


def _tagged(kind: str, tags: dict[str, str]) -> list[dict[str, Any]]:
    if not tags:
        return []
    return [{"ResourceType": kind, "Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}]


def _batches(total: int, size: int) -> Iterator[int]:
    for done in range(0, total, size):
        yield min(size, total - done)
