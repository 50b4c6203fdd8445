"""Relational databases, clusters, and what belongs to them."""

from .material import AWKWARD, KEY, TAGS, Client, default_subnets, pairs


def seed(client: Client) -> None:
    rds = client("rds")
    _, subnets = default_subnets(client)
    rds.create_db_subnet_group(
        DBSubnetGroupName="estate", DBSubnetGroupDescription=AWKWARD, SubnetIds=subnets, Tags=pairs(TAGS)
    )
    rds.create_db_parameter_group(
        DBParameterGroupName="estate", DBParameterGroupFamily="postgres16", Description=AWKWARD, Tags=pairs(TAGS)
    )
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="estate", DBParameterGroupFamily="aurora-postgresql16", Description=AWKWARD
    )
    rds.create_option_group(
        OptionGroupName="estate", EngineName="mysql", MajorEngineVersion="8.0", OptionGroupDescription="options"
    )
    rds.create_db_instance(
        DBInstanceIdentifier="estate-orders",
        DBInstanceClass="db.m5.large",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="root",
        MasterUserPassword="hunter2hunter2",
        StorageEncrypted=True,
        KmsKeyId=KEY,
        MultiAZ=True,
        BackupRetentionPeriod=7,
        DeletionProtection=True,
        DBSubnetGroupName="estate",
        DBParameterGroupName="estate",
        EnableIAMDatabaseAuthentication=True,
        EnableCloudwatchLogsExports=["postgresql"],
        Tags=pairs(TAGS),
    )
    rds.create_db_instance(
        DBInstanceIdentifier="estate-open",
        DBInstanceClass="db.t3.micro",
        Engine="mysql",
        AllocatedStorage=5,
        MasterUsername="root",
        MasterUserPassword="hunter2hunter2",
        PubliclyAccessible=True,
    )
    rds.create_db_snapshot(DBSnapshotIdentifier="estate-1", DBInstanceIdentifier="estate-orders", Tags=pairs(TAGS))
    rds.modify_db_snapshot_attribute(
        DBSnapshotIdentifier="estate-1", AttributeName="restore", ValuesToAdd=["111122223333", "all"]
    )
    rds.create_db_cluster(
        DBClusterIdentifier="estate-aurora",
        Engine="aurora-postgresql",
        MasterUsername="root",
        MasterUserPassword="hunter2hunter2",
        StorageEncrypted=True,
        Tags=pairs(TAGS),
    )
    rds.create_db_instance(
        DBInstanceIdentifier="estate-aurora-1",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
        DBClusterIdentifier="estate-aurora",
    )
    rds.create_db_cluster_snapshot(
        DBClusterSnapshotIdentifier="estate-aurora-1", DBClusterIdentifier="estate-aurora", Tags=pairs(TAGS)
    )
    rds.create_global_cluster(GlobalClusterIdentifier="estate-global", Engine="aurora-postgresql")
    rds.create_event_subscription(
        SubscriptionName="estate", SnsTopicArn="arn:aws:sns:us-east-1:123456789012:estate-alarms", Tags=pairs(TAGS)
    )
    rds.create_db_proxy(
        DBProxyName="estate",
        EngineFamily="POSTGRESQL",
        RoleArn="arn:aws:iam::123456789012:role/estate/worker",
        VpcSubnetIds=subnets,
        RequireTLS=True,
        Tags=pairs(TAGS),
        Auth=[
            {
                "AuthScheme": "SECRETS",
                "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
                "IAMAuth": "DISABLED",
            }
        ],
    )
    rds.create_db_cluster(DBClusterIdentifier="estate-graph", Engine="neptune", Tags=pairs(TAGS))
    rds.create_db_instance(
        DBInstanceIdentifier="estate-graph-1",
        DBInstanceClass="db.r6g.large",
        Engine="neptune",
        DBClusterIdentifier="estate-graph",
    )
