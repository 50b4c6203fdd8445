"""Load balancers of both generations, and groups of machines behind them."""

from typing import Any

from .material import AWKWARD, TAGS, Client, default_group, default_subnets, pairs


def seed(client: Client) -> None:
    vpc, subnets = default_subnets(client)
    _modern(client("elbv2"), vpc, subnets, default_group(client))
    _classic(client("elb"), subnets)
    _groups(client("autoscaling"), subnets)


def _modern(elb: Any, vpc: str, subnets: list[str], group: str) -> None:
    balancer = elb.create_load_balancer(
        Name="estate-web", Subnets=subnets, SecurityGroups=[group], Scheme="internet-facing", Tags=pairs(TAGS)
    )["LoadBalancers"][0]["LoadBalancerArn"]
    elb.create_load_balancer(Name="estate-inner", Subnets=subnets, Scheme="internal", Type="network")
    elb.modify_load_balancer_attributes(
        LoadBalancerArn=balancer, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}]
    )
    target = elb.create_target_group(
        Name="estate-web", Protocol="HTTP", Port=8080, VpcId=vpc, HealthCheckPath="/health?a=1&b=2", Tags=pairs(TAGS)
    )["TargetGroups"][0]["TargetGroupArn"]
    forward = [{"Type": "forward", "TargetGroupArn": target}]
    listener = elb.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward, Tags=pairs(TAGS)
    )["Listeners"][0]["ListenerArn"]
    elb.create_rule(
        ListenerArn=listener, Priority=10, Actions=forward, Conditions=[{"Field": "path-pattern", "Values": ["/a&b/*"]}]
    )


def _classic(elb: Any, subnets: list[str]) -> None:
    listeners = [{"Protocol": "HTTP", "LoadBalancerPort": 80, "InstanceProtocol": "HTTP", "InstancePort": 8080}]
    elb.create_load_balancer(LoadBalancerName="estate-old", Listeners=listeners, Subnets=subnets, Tags=pairs(TAGS))
    elb.create_load_balancer(
        LoadBalancerName="estate-older", Listeners=listeners, AvailabilityZones=["us-east-1a", "us-east-1b"]
    )
    elb.modify_load_balancer_attributes(
        LoadBalancerName="estate-old", LoadBalancerAttributes={"ConnectionDraining": {"Enabled": True, "Timeout": 60}}
    )


def _groups(autoscaling: Any, subnets: list[str]) -> None:
    autoscaling.create_launch_configuration(
        LaunchConfigurationName="estate",
        ImageId="ami-0c02fb55956c7d316",
        InstanceType="t3.micro",
        UserData="#!/bin/sh\nPASSWORD=hunter2\n",
    )
    autoscaling.create_auto_scaling_group(
        AutoScalingGroupName="estate & more",
        LaunchConfigurationName="estate",
        MinSize=0,
        MaxSize=2,
        DesiredCapacity=0,
        VPCZoneIdentifier=",".join(subnets),
        Tags=[
            {"ResourceId": "estate & more", "ResourceType": "auto-scaling-group", "PropagateAtLaunch": True, **pair}
            for pair in pairs(TAGS)
        ],
    )
    autoscaling.put_scaling_policy(
        AutoScalingGroupName="estate & more", PolicyName=AWKWARD, AdjustmentType="ChangeInCapacity", ScalingAdjustment=1
    )
    autoscaling.put_scheduled_update_group_action(
        AutoScalingGroupName="estate & more", ScheduledActionName="night", Recurrence="0 22 * * *", MinSize=0
    )
