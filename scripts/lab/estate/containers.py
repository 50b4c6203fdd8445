"""Registries, clusters and what runs in them."""

import json
from typing import Any

from .material import AWKWARD, FULL_TAGS, KEY, ROLE, TAGS, Client, default_subnets, pairs, policy, small_pairs

_LIFECYCLE = json.dumps(
    {
        "rules": [
            {
                "rulePriority": 1,
                "description": "old & untagged",
                "selection": {
                    "tagStatus": "untagged",
                    "countType": "sinceImagePushed",
                    "countUnit": "days",
                    "countNumber": 14,
                },
                "action": {"type": "expire"},
            }
        ]
    }
)


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    _registry(client("ecr"))
    _ecs(client("ecs"))
    _eks(client("eks"), subnets)


def _registry(ecr: Any) -> None:
    ecr.create_repository(
        repositoryName="estate/orders",
        imageTagMutability="IMMUTABLE",
        tags=pairs(TAGS),
        imageScanningConfiguration={"scanOnPush": True},
        encryptionConfiguration={"encryptionType": "KMS", "kmsKey": KEY},
    )
    ecr.create_repository(repositoryName="estate/bare")
    ecr.set_repository_policy(repositoryName="estate/orders", policyText=policy(principal="*"))
    ecr.put_lifecycle_policy(repositoryName="estate/orders", lifecyclePolicyText=_LIFECYCLE)
    ecr.put_registry_policy(policyText=policy(action="ecr:ReplicateImage", principal={"AWS": "111122223333"}))
    ecr.put_image(
        repositoryName="estate/orders",
        imageTag="v1",
        imageManifest='{"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json",'
        '"config":{"digest":"sha256:aa","size":2,"mediaType":"application/vnd.docker.container.image.v1+json"},'
        '"layers":[]}',
    )


def _ecs(ecs: Any) -> None:
    ecs.create_cluster(
        clusterName="estate", tags=small_pairs(FULL_TAGS), settings=[{"name": "containerInsights", "value": "enabled"}]
    )
    ecs.create_cluster(clusterName="estate-empty")
    ecs.put_account_setting(name="containerInsights", value="enabled")
    task = ecs.register_task_definition(
        family="estate",
        networkMode="awsvpc",
        taskRoleArn=ROLE,
        executionRoleArn=ROLE,
        cpu="256",
        memory="512",
        requiresCompatibilities=["FARGATE"],
        tags=small_pairs(FULL_TAGS),
        containerDefinitions=[
            {
                "name": "web",
                "image": "estate/orders:v1",
                "memory": 128,
                "privileged": True,
                "environment": [{"name": "PASSWORD", "value": "hunter2"}, {"name": "TEXT", "value": AWKWARD}],
                "secrets": [{"name": "KEY", "valueFrom": "arn:aws:ssm:us-east-1:123456789012:parameter/estate/secret"}],
            }
        ],
    )["taskDefinition"]["taskDefinitionArn"]
    ecs.create_service(
        cluster="estate", serviceName="web", taskDefinition=task, desiredCount=0, tags=small_pairs(FULL_TAGS)
    )
    ecs.create_capacity_provider(
        name="estate",
        autoScalingGroupProvider={
            "autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:x"
        },
        tags=small_pairs(FULL_TAGS),
    )


def _eks(eks: Any, subnets: list[str]) -> None:
    for name, tags in (("estate", TAGS), ("estate-bare", {})):
        eks.create_cluster(
            name=name,
            version="1.30",
            roleArn="arn:aws:iam::123456789012:role/eks",
            tags=tags,
            resourcesVpcConfig={"subnetIds": subnets, "endpointPublicAccess": True, "publicAccessCidrs": ["0.0.0.0/0"]},
            encryptionConfig=[{"resources": ["secrets"], "provider": {"keyArn": KEY}}],
            logging={"clusterLogging": [{"types": ["api", "audit"], "enabled": True}]},
        )
    eks.create_nodegroup(
        clusterName="estate",
        nodegroupName="workers",
        subnets=subnets,
        tags=TAGS,
        nodeRole="arn:aws:iam::123456789012:role/eks",
        scalingConfig={"minSize": 1, "maxSize": 2, "desiredSize": 1},
    )
    eks.create_fargate_profile(
        fargateProfileName="estate",
        clusterName="estate",
        podExecutionRoleArn="arn:aws:iam::123456789012:role/eks",
        subnets=subnets,
        selectors=[{"namespace": "default", "labels": {"a": "b & c"}}],
        tags=TAGS,
    )
