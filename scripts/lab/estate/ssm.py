"""Systems Manager: parameters, documents, windows, baselines, associations."""

import json

from .material import AWKWARD, FOREIGN, TAGS, Client, pairs

_DOCUMENT = {
    "schemaVersion": "2.2",
    "description": AWKWARD,
    "mainSteps": [{"action": "aws:runShellScript", "name": "run", "inputs": {"runCommand": ["id"]}}],
}


def seed(client: Client) -> None:
    ssm = client("ssm")
    ssm.put_parameter(Name="/estate/plain", Value="a & b", Type="String", Description=AWKWARD, Tags=pairs(TAGS))
    ssm.put_parameter(Name="/estate/secret", Value="hunter2", Type="SecureString", KeyId="alias/aws/ssm")
    ssm.put_parameter(Name="/estate/list", Value="a,b", Type="StringList", Description=FOREIGN)
    ssm.create_document(
        Name="estate", Content=json.dumps(_DOCUMENT), DocumentType="Command", DocumentFormat="JSON", Tags=pairs(TAGS)
    )
    ssm.modify_document_permission(Name="estate", PermissionType="Share", AccountIdsToAdd=["111122223333"])
    preferences = {"schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {"s3BucketName": "estate"}}
    ssm.create_document(
        Name="SSM-SessionManagerRunShell",
        Content=json.dumps(preferences),
        DocumentType="Session",
        DocumentFormat="JSON",
    )
    window = ssm.create_maintenance_window(
        Name="estate",
        Description=AWKWARD,
        Schedule="cron(0 2 ? * SUN *)",
        Duration=3,
        Cutoff=1,
        AllowUnassociatedTargets=False,
        Tags=pairs(TAGS),
    )["WindowId"]
    ssm.register_target_with_maintenance_window(
        WindowId=window, ResourceType="INSTANCE", Targets=[{"Key": "tag:Name", "Values": ["a b"]}]
    )
    ssm.create_patch_baseline(Name="estate", OperatingSystem="AMAZON_LINUX_2", Description=AWKWARD)
