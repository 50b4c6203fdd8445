"""What moto cannot hold and ministack can."""

from typing import Any

from .material import AWKWARD, FULL_TAGS, REGION, ROLE, TAGS, Client, pairs, policy, trust


def seed(client: Client) -> None:
    _backups(client("backup"))
    _models(client("bedrock"))
    _edges(client("cloudfront"))
    client("cloudwatch").put_composite_alarm(AlarmName="estate & more", AlarmRule="FALSE", AlarmDescription=AWKWARD)
    client("ec2").create_placement_group(GroupName="estate", Strategy="spread")
    client("iam").create_role(RoleName="worker", Path="/estate/", AssumeRolePolicyDocument=trust("eks"))
    _clusters(client("eks"))
    _caches(client("elasticache"))
    kafka = client("kafka")
    kafka.create_configuration(Name="estate", ServerProperties=b"auto.create.topics.enable=true\npassword=hunter2\n")
    _code_signing(client("lambda"))
    _policies(client("organizations"))
    client("rds").create_option_group(
        OptionGroupName="estate",
        EngineName="mysql",
        MajorEngineVersion="8.0",
        OptionGroupDescription="plain",
        Tags=pairs(TAGS),
    )
    _transfer(client("transfer"))


def _backups(backup: Any) -> None:
    backup.create_backup_vault(BackupVaultName="estate", BackupVaultTags=TAGS)
    rule = {"RuleName": "daily", "TargetBackupVaultName": "estate", "ScheduleExpression": "cron(0 5 ? * * *)"}
    plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": AWKWARD, "Rules": [rule]})["BackupPlanId"]
    backup.create_backup_selection(
        BackupPlanId=plan,
        BackupSelection={
            "SelectionName": "all & more",
            "IamRoleArn": ROLE,
            "Resources": [f"arn:aws:ec2:{REGION}:*:volume/*"],
        },
    )


def _models(bedrock: Any) -> None:
    bedrock.create_guardrail(
        name="estate",
        description=AWKWARD,
        blockedInputMessaging="no",
        blockedOutputsMessaging="no & never",
        tags=[{"key": key, "value": value} for key, value in TAGS.items()],
        wordPolicyConfig={"wordsConfig": [{"text": "secret & more"}]},
    )
    bedrock.create_provisioned_model_throughput(
        modelUnits=1,
        provisionedModelName="estate",
        modelId="amazon.titan-text-lite-v1",
        tags=[{"key": "Name", "value": "a b"}],
    )
    bedrock.create_model_import_job(
        jobName="estate",
        importedModelName="estate",
        roleArn=ROLE,
        modelDataSource={"s3DataSource": {"s3Uri": "s3://estate-training/model"}},
    )


def _edges(cloudfront: Any) -> None:
    cloudfront.create_response_headers_policy(
        ResponseHeadersPolicyConfig={
            "Name": "estate",
            "Comment": AWKWARD,
            "CustomHeadersConfig": {"Quantity": 1, "Items": [{"Header": "X-A", "Value": "hunter2", "Override": True}]},
        }
    )
    cloudfront.create_cache_policy(CachePolicyConfig={"Name": "estate", "Comment": AWKWARD, "MinTTL": 1})
    cloudfront.create_origin_request_policy(
        OriginRequestPolicyConfig={
            "Name": "estate",
            "HeadersConfig": {"HeaderBehavior": "none"},
            "CookiesConfig": {"CookieBehavior": "none"},
            "QueryStringsConfig": {"QueryStringBehavior": "all"},
        }
    )


def _clusters(eks: Any) -> None:
    eks.create_cluster(name="estate", roleArn=ROLE, resourcesVpcConfig={"subnetIds": ["subnet-1"]}, tags=TAGS)
    eks.create_addon(clusterName="estate", addonName="vpc-cni", tags=TAGS, configurationValues='{"password":"hunter2"}')
    eks.create_access_entry(clusterName="estate", principalArn=ROLE, kubernetesGroups=["auditors"], tags=TAGS)


def _caches(elasticache: Any) -> None:
    elasticache.create_serverless_cache(
        ServerlessCacheName="estate", Engine="redis", Description=AWKWARD, Tags=pairs(TAGS)
    )
    elasticache.create_user(
        UserId="default-estate", UserName="default", Engine="redis", AccessString="on ~* +@all", NoPasswordRequired=True
    )
    elasticache.create_user_group(UserGroupId="estate", Engine="redis", UserIds=["default-estate"])


def _code_signing(functions: Any) -> None:
    functions.create_code_signing_config(
        Description=AWKWARD,
        AllowedPublishers={
            "SigningProfileVersionArns": ["arn:aws:signer:us-east-1:123456789012:/signing-profiles/a/b"]
        },
    )


def _policies(organizations: Any) -> None:
    for kind in ("BACKUP_POLICY", "DECLARATIVE_POLICY_EC2"):
        organizations.create_policy(
            Name=f"estate {kind}", Description=AWKWARD, Type=kind, Content=policy(), Tags=pairs(FULL_TAGS)
        )


def _transfer(transfer: Any) -> None:
    server = transfer.create_server(Protocols=["SFTP"], IdentityProviderType="SERVICE_MANAGED")["ServerId"]
    transfer.create_user(ServerId=server, UserName="anna", Role=ROLE, HomeDirectory="/estate/a b", Tags=pairs(TAGS))
