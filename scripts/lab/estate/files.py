"""File systems, archives and backups of everything."""

from typing import Any

from .material import (
    AWKWARD,
    FOREIGN,
    FULL_TAGS,
    KEY,
    ROLE,
    TAGS,
    Client,
    default_group,
    default_subnets,
    pairs,
    policy,
)


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    _efs(client("efs"), subnets[0], default_group(client))
    fsx = client("fsx")
    system = fsx.create_file_system(
        FileSystemType="LUSTRE",
        StorageCapacity=1200,
        SubnetIds=subnets[:1],
        Tags=pairs(FULL_TAGS),
        KmsKeyId=KEY,
        LustreConfiguration={"DeploymentType": "PERSISTENT_2", "PerUnitStorageThroughput": 125},
    )["FileSystem"]["FileSystemId"]
    fsx.create_backup(FileSystemId=system, Tags=pairs(FULL_TAGS))
    _backup(client("backup"))
    glacier = client("glacier")
    glacier.create_vault(accountId="-", vaultName="estate")
    _sync(client("datasync"), subnets[0])
    _transfer(client("transfer"))


def _efs(efs: Any, subnet: str, group: str) -> None:
    system = efs.create_file_system(
        CreationToken="estate", Encrypted=True, KmsKeyId=KEY, Backup=True, Tags=pairs(TAGS), PerformanceMode="maxIO"
    )["FileSystemId"]
    efs.create_file_system(CreationToken="estate-bare")
    efs.put_lifecycle_configuration(FileSystemId=system, LifecyclePolicies=[{"TransitionToIA": "AFTER_30_DAYS"}])
    efs.put_file_system_policy(FileSystemId=system, Policy=policy(principal={"AWS": "*"}))
    efs.create_mount_target(FileSystemId=system, SubnetId=subnet, SecurityGroups=[group])
    efs.create_access_point(
        ClientToken="estate",
        FileSystemId=system,
        Tags=pairs(TAGS),
        PosixUser={"Uid": 1000, "Gid": 1000},
        RootDirectory={"Path": "/a & b"},
    )


def _backup(backup: Any) -> None:
    backup.create_backup_vault(BackupVaultName="estate", BackupVaultTags=TAGS, EncryptionKeyArn=KEY)
    backup.create_backup_vault(BackupVaultName="estate-bare")
    backup.put_backup_vault_lock_configuration(BackupVaultName="estate", MinRetentionDays=7, MaxRetentionDays=365)
    backup.create_backup_plan(
        BackupPlan={
            "BackupPlanName": AWKWARD,
            "Rules": [
                {"RuleName": "daily", "TargetBackupVaultName": "estate", "ScheduleExpression": "cron(0 5 ? * * *)"}
            ],
        },
        BackupPlanTags=TAGS,
    )
    backup.create_report_plan(
        ReportPlanName="estate",
        ReportPlanDescription=AWKWARD,
        ReportPlanTags=TAGS,
        ReportDeliveryChannel={"S3BucketName": "estate-trails"},
        ReportSetting={"ReportTemplate": "BACKUP_JOB_REPORT"},
    )


def _sync(datasync: Any, subnet: str) -> None:
    source = datasync.create_location_s3(
        S3BucketArn="arn:aws:s3:::estate", S3Config={"BucketAccessRoleArn": ROLE}, Subdirectory="/a", Tags=pairs(TAGS)
    )["LocationArn"]
    target = datasync.create_location_smb(
        ServerHostname="nas.example.org",
        Subdirectory="/b",
        User="root",
        Password="hunter2",
        AgentArns=["arn:aws:datasync:us-east-1:123456789012:agent/agent-00000000000000001"],
    )["LocationArn"]
    datasync.create_task(SourceLocationArn=source, DestinationLocationArn=target, Name=f"estate {FOREIGN[:6]}")


def _transfer(transfer: Any) -> None:
    server = transfer.create_server(
        Protocols=["SFTP"],
        EndpointType="PUBLIC",
        IdentityProviderType="SERVICE_MANAGED",
        LoggingRole=ROLE,
        Tags=pairs(TAGS),
        SecurityPolicyName="TransferSecurityPolicy-2024-01",
    )["ServerId"]
    transfer.create_user(ServerId=server, UserName="anna", Role=ROLE, HomeDirectory="/estate/anna", Tags=pairs(TAGS))
    transfer.create_user(ServerId=server, UserName="otto", Role=ROLE)
    transfer.import_ssh_public_key(ServerId=server, UserName="anna", SshPublicKeyBody="ssh-rsa AAAAB3NzaC1yc2E= anna")
