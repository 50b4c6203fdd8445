"""Stacks, builds, pipelines, deployments, repositories."""

import json
from typing import Any

from .material import AWKWARD, FULL_TAGS, ROLE, TAGS, Client, pairs, small_pairs

_TEMPLATE = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Description": AWKWARD,
    "Parameters": {"Size": {"Type": "String", "Default": "a b"}},
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "estate-stack"}}},
    "Outputs": {"Url": {"Value": {"Ref": "Queue"}}},
}


def seed(client: Client) -> None:
    _stacks(client("cloudformation"))
    _build(client("codebuild"))
    _pipeline(client("codepipeline"), client("iam"))
    client("codecommit").create_repository(repositoryName="estate", repositoryDescription="a & b", tags=TAGS)
    deploy = client("codedeploy")
    deploy.create_application(applicationName="estate", computePlatform="Server", tags=pairs(TAGS))
    deploy.create_deployment_group(applicationName="estate", deploymentGroupName="all & more", serviceRoleArn=ROLE)


def _stacks(cloudformation: Any) -> None:
    cloudformation.create_stack(
        StackName="estate",
        TemplateBody=json.dumps(_TEMPLATE),
        Tags=pairs(FULL_TAGS),
        Parameters=[{"ParameterKey": "Size", "ParameterValue": "large & more"}],
    )
    cloudformation.create_stack_set(
        StackSetName="estate", TemplateBody=json.dumps(_TEMPLATE), Description=AWKWARD, Tags=pairs(FULL_TAGS)
    )


def _build(codebuild: Any) -> None:
    codebuild.create_project(
        name="estate",
        description="a & b",
        source={"type": "S3", "location": "estate/source.zip"},
        artifacts={"type": "NO_ARTIFACTS"},
        environment={
            "type": "LINUX_CONTAINER",
            "image": "aws/codebuild/standard:7.0",
            "computeType": "BUILD_GENERAL1_SMALL",
            "privilegedMode": True,
            "environmentVariables": [{"name": "PASSWORD", "value": "hunter2", "type": "PLAINTEXT"}],
        },
        serviceRole="arn:aws:iam::123456789012:role/service-role/estate",
        tags=small_pairs(FULL_TAGS),
    )


def _pipeline(codepipeline: Any, iam: Any) -> None:
    statement = {"Effect": "Allow", "Principal": {"Service": "codepipeline.amazonaws.com"}, "Action": "sts:AssumeRole"}
    role = iam.create_role(
        RoleName="estate-pipeline",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
    )["Role"]["Arn"]
    category = {"owner": "AWS", "version": "1"}
    codepipeline.create_pipeline(
        pipeline={
            "name": "estate",
            "roleArn": role,
            "artifactStore": {"type": "S3", "location": "estate-artifacts"},
            "stages": [
                {
                    "name": "Source",
                    "actions": [
                        {
                            "name": "Source",
                            "actionTypeId": {"category": "Source", "provider": "S3", **category},
                            "configuration": {"S3Bucket": "estate", "S3ObjectKey": "a & b"},
                            "outputArtifacts": [{"name": "app"}],
                        }
                    ],
                },
                {
                    "name": "Approve",
                    "actions": [
                        {"name": "Ask", "actionTypeId": {"category": "Approval", "provider": "Manual", **category}}
                    ],
                },
            ],
        },
        tags=small_pairs(FULL_TAGS),
    )
