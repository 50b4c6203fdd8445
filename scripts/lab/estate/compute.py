"""Batches, models that learn, migrations, and platforms on top of machines."""

from typing import Any

from .material import (
    ASCII_TAGS,
    AWKWARD,
    FOREIGN,
    FULL_TAGS,
    KEY,
    PLAIN_TAGS,
    ROLE,
    TAGS,
    Client,
    default_group,
    default_subnets,
    pairs,
    trust,
)


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    group = default_group(client)
    _batch(client("batch"), client("iam"), subnets, group)
    client("s3").create_bucket(Bucket="estate-training")
    client("s3").put_object(Bucket="estate-training", Key="in", Body=b"{}")
    _models(client("bedrock"), client("bedrock-agent"))
    _sagemaker(client("sagemaker"), subnets, group)
    _migration(client("dms"))
    beanstalk = client("elasticbeanstalk")
    beanstalk.create_application(ApplicationName="estate", Description=AWKWARD, Tags=pairs(FULL_TAGS))
    beanstalk.create_environment(
        ApplicationName="estate",
        EnvironmentName="estate-live",
        SolutionStackName="64bit Amazon Linux 2 v3.5.0 running Docker",
        Tags=pairs(FULL_TAGS),
    )
    hsm = client("cloudhsmv2")
    hsm.create_cluster(HsmType="hsm1.medium", SubnetIds=subnets, TagList=pairs(FULL_TAGS))
    direct = client("directconnect")
    direct.create_connection(
        location="EqDC2", bandwidth="1Gbps", connectionName=AWKWARD, tags=[{"key": "Name", "value": FOREIGN}]
    )
    direct.create_lag(numberOfConnections=1, location="EqDC2", connectionsBandwidth="1Gbps", lagName="a & b")


def _batch(batch: Any, iam: Any, subnets: list[str], group: str) -> None:
    role = iam.create_role(RoleName="estate-batch", AssumeRolePolicyDocument=trust("batch"))["Role"]["Arn"]
    environment = batch.create_compute_environment(
        computeEnvironmentName="estate",
        type="MANAGED",
        state="ENABLED",
        serviceRole=role,
        tags=TAGS,
        computeResources={"type": "FARGATE", "maxvCpus": 4, "subnets": subnets, "securityGroupIds": [group]},
    )["computeEnvironmentArn"]
    batch.create_job_queue(
        jobQueueName="estate",
        state="ENABLED",
        priority=1,
        tags=TAGS,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": environment}],
    )
    batch.register_job_definition(
        jobDefinitionName="estate",
        type="container",
        tags=ASCII_TAGS,
        parameters={"password": "hunter2"},
        containerProperties={
            "image": "busybox",
            "vcpus": 1,
            "memory": 128,
            "command": ["sh", "-c", "echo a & b"],
            "environment": [{"name": "PASSWORD", "value": "hunter2"}, {"name": "TEXT", "value": AWKWARD}],
        },
    )


def _models(bedrock: Any, agents: Any) -> None:
    bedrock.create_model_customization_job(
        jobName="estate",
        customModelName="estate",
        roleArn=ROLE,
        customizationType="FINE_TUNING",
        baseModelIdentifier="amazon.titan-text-lite-v1",
        hyperParameters={"epochCount": "1"},
        trainingDataConfig={"s3Uri": "s3://estate-training/in"},
        outputDataConfig={"s3Uri": "s3://estate-training/out"},
        customModelTags=[{"key": "Name", "value": "a b"}],
    )
    agents.create_agent(
        agentName="estate",
        agentResourceRoleArn=ROLE,
        foundationModel="anthropic.claude-v2",
        instruction=AWKWARD * 4,
        customerEncryptionKeyArn=KEY,
        tags=TAGS,
    )
    agents.create_knowledge_base(
        name="estate",
        description=AWKWARD,
        roleArn=ROLE,
        tags=TAGS,
        knowledgeBaseConfiguration={
            "type": "VECTOR",
            "vectorKnowledgeBaseConfiguration": {
                "embeddingModelArn": "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v1"
            },
        },
        storageConfiguration={
            "type": "PINECONE",
            "pineconeConfiguration": {
                "connectionString": "https://x.pinecone.io",
                "credentialsSecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
                "fieldMapping": {"textField": "text", "metadataField": "meta"},
            },
        },
    )


def _sagemaker(sagemaker: Any, subnets: list[str], group: str) -> None:
    sagemaker.create_notebook_instance(
        NotebookInstanceName="estate",
        InstanceType="ml.t3.medium",
        RoleArn=ROLE,
        KmsKeyId=KEY,
        SubnetId=subnets[0],
        SecurityGroupIds=[group],
        DirectInternetAccess="Enabled",
        RootAccess="Enabled",
        Tags=pairs(TAGS),
    )
    sagemaker.create_model(
        ModelName="estate",
        ExecutionRoleArn=ROLE,
        Tags=pairs(TAGS),
        EnableNetworkIsolation=True,
        PrimaryContainer={"Image": "estate/model:v1", "Environment": {"PASSWORD": "hunter2", "TEXT": FOREIGN}},
    )
    sagemaker.create_endpoint_config(
        EndpointConfigName="estate",
        Tags=pairs(TAGS),
        KmsKeyId=KEY,
        ProductionVariants=[
            {"VariantName": "all", "ModelName": "estate", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
        ],
    )
    sagemaker.create_endpoint(EndpointName="estate", EndpointConfigName="estate", Tags=pairs(TAGS))
    sagemaker.create_domain(
        DomainName="estate",
        AuthMode="IAM",
        DefaultUserSettings={"ExecutionRole": ROLE},
        SubnetIds=subnets,
        VpcId="vpc-1",
        Tags=pairs(TAGS),
    )
    sagemaker.create_feature_group(
        FeatureGroupName="estate",
        RecordIdentifierFeatureName="id",
        EventTimeFeatureName="at",
        RoleArn=ROLE,
        FeatureDefinitions=[{"FeatureName": name, "FeatureType": "String"} for name in ("id", "at")],
        OfflineStoreConfig={"S3StorageConfig": {"S3Uri": "s3://estate/features"}},
    )


def _migration(dms: Any) -> None:
    instance = dms.create_replication_instance(
        ReplicationInstanceIdentifier="estate",
        ReplicationInstanceClass="dms.t3.small",
        PubliclyAccessible=True,
        KmsKeyId=KEY,
        Tags=pairs(TAGS),
    )["ReplicationInstance"]["ReplicationInstanceArn"]
    ends = [
        dms.create_endpoint(
            EndpointIdentifier=f"estate-{kind}",
            EndpointType=kind,
            EngineName="mysql",
            Username="root",
            Password="hunter2",
            ServerName="db.example.org",
            Port=3306,
            ExtraConnectionAttributes="password=hunter2",
            Tags=pairs(PLAIN_TAGS),
        )["Endpoint"]["EndpointArn"]
        for kind in ("source", "target")
    ]
    dms.create_replication_task(
        ReplicationTaskIdentifier="estate",
        SourceEndpointArn=ends[0],
        TargetEndpointArn=ends[1],
        ReplicationInstanceArn=instance,
        MigrationType="cdc",
        TableMappings='{"rules":[]}',
        Tags=pairs(TAGS),
    )
