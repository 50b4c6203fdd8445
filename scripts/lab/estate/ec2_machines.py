"""What machines are made of and bought with: volumes, images, keys, templates, reservations."""

import base64
from typing import Any

from .material import AWKWARD, FOREIGN, TAGS, Client, default_subnets, pairs

_IMAGE = "ami-0c02fb55956c7d316"


def seed(client: Client) -> None:
    ec2 = client("ec2")
    _, subnets = default_subnets(client)
    _storage(ec2)
    _image(ec2, subnets[0])
    _templates(ec2, subnets[0])
    ec2.create_key_pair(KeyName="estate", TagSpecifications=_tagged("key-pair"))
    ec2.create_key_pair(KeyName=f"estate {FOREIGN}")
    ec2.allocate_hosts(
        AvailabilityZone="us-east-1a",
        InstanceType="m5.large",
        Quantity=1,
        AutoPlacement="on",
        TagSpecifications=_tagged("dedicated-host"),
    )


def _storage(ec2: Any) -> None:
    plain = ec2.create_volume(AvailabilityZone="us-east-1a", Size=8, VolumeType="gp3", Iops=3000)["VolumeId"]
    ec2.create_volume(
        AvailabilityZone="us-east-1b",
        Size=20,
        Encrypted=True,
        VolumeType="io2",
        Iops=100,
        TagSpecifications=_tagged("volume"),
    )
    snapshot = ec2.create_snapshot(VolumeId=plain, Description=AWKWARD, TagSpecifications=_tagged("snapshot"))
    ec2.create_snapshot(VolumeId=plain)
    ec2.modify_snapshot_attribute(
        SnapshotId=snapshot["SnapshotId"], Attribute="createVolumePermission", OperationType="add", GroupNames=["all"]
    )
    ec2.enable_ebs_encryption_by_default()


def _image(ec2: Any, subnet: str) -> None:
    machine = ec2.run_instances(
        ImageId=_IMAGE,
        InstanceType="t3.micro",
        MinCount=1,
        MaxCount=1,
        SubnetId=subnet,
        UserData="#!/bin/sh\necho secret & more\n",
        TagSpecifications=_tagged("instance"),
        MetadataOptions={"HttpTokens": "required"},
    )["Instances"][0]["InstanceId"]
    image = ec2.create_image(
        InstanceId=machine, Name="estate", Description=AWKWARD, TagSpecifications=_tagged("image")
    )["ImageId"]
    ec2.modify_image_attribute(ImageId=image, LaunchPermission={"Add": [{"UserId": "111122223333"}]})


def _templates(ec2: Any, subnet: str) -> None:
    data = base64.standard_b64encode(b"#!/bin/sh\nexport PASSWORD=hunter2\n").decode()
    ec2.create_launch_template(
        LaunchTemplateName="estate",
        VersionDescription=AWKWARD,
        LaunchTemplateData={
            "ImageId": _IMAGE,
            "InstanceType": "t3.micro",
            "UserData": data,
            "MetadataOptions": {"HttpTokens": "required"},
            "TagSpecifications": [{"ResourceType": "instance", "Tags": pairs()}],
        },
        TagSpecifications=_tagged("launch-template"),
    )
    ec2.create_launch_template_version(
        LaunchTemplateName="estate", LaunchTemplateData={"ImageId": _IMAGE, "InstanceType": "m5.large"}
    )
    ec2.request_spot_instances(
        SpotPrice="0.05",
        InstanceCount=1,
        LaunchSpecification={"ImageId": _IMAGE, "InstanceType": "t3.micro", "SubnetId": subnet},
    )


def _tagged(kind: str) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": pairs(TAGS)}]
