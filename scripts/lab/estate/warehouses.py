"""Where data is gathered and asked: Glue, Athena, Lake Formation, EMR, Redshift, time series."""

from typing import Any

from .material import AWKWARD, FOREIGN, FULL_TAGS, KEY, ROLE, TAGS, Client, default_group, default_subnets, pairs


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    _glue(client("glue"))
    _athena(client("athena"))
    lake = client("lakeformation")
    lake.register_resource(ResourceArn="arn:aws:s3:::estate-lake", RoleArn=ROLE)
    lake.put_data_lake_settings(DataLakeSettings={"DataLakeAdmins": [{"DataLakePrincipalIdentifier": ROLE}]})
    lake.create_lf_tag(TagKey="secrecy", TagValues=["public", "secret & more"])
    _emr(client("emr"), subnets[0])
    serverless = client("emr-serverless")
    serverless.create_application(name="estate", releaseLabel="emr-6.6.0", type="SPARK", tags=TAGS)
    _redshift(client("redshift"), subnets, default_group(client))
    series = client("timestream-write")
    series.create_database(DatabaseName="estate", KmsKeyId=KEY, Tags=pairs(TAGS))
    series.create_table(DatabaseName="estate", TableName="orders", Tags=pairs(TAGS))


def _glue(glue: Any) -> None:
    glue.create_database(DatabaseInput={"Name": "estate", "Description": AWKWARD}, Tags=TAGS)
    columns = [{"Name": "id", "Type": "string", "Comment": "a & b"}]
    glue.create_table(
        DatabaseName="estate",
        TableInput={"Name": "orders", "StorageDescriptor": {"Columns": columns, "Location": "s3://estate/orders"}},
    )
    glue.create_job(
        Name="estate & more",
        Role=ROLE,
        Command={"Name": "glueetl", "ScriptLocation": "s3://estate/job.py"},
        Tags=TAGS,
        DefaultArguments={"--password": "hunter2", "--text": FOREIGN},
        GlueVersion="4.0",
    )
    glue.create_crawler(
        Name="estate",
        Role=ROLE,
        DatabaseName="estate",
        Targets={"S3Targets": [{"Path": "s3://estate/orders"}]},
        Tags=TAGS,
    )
    glue.create_connection(
        ConnectionInput={
            "Name": "estate",
            "ConnectionType": "JDBC",
            "ConnectionProperties": {"JDBC_CONNECTION_URL": "jdbc:x", "USERNAME": "root", "PASSWORD": "hunter2"},
        }
    )
    glue.create_security_configuration(
        Name="estate",
        EncryptionConfiguration={"S3Encryption": [{"S3EncryptionMode": "SSE-KMS", "KmsKeyArn": KEY}]},
    )
    glue.put_data_catalog_encryption_settings(
        DataCatalogEncryptionSettings={"EncryptionAtRest": {"CatalogEncryptionMode": "SSE-KMS", "SseAwsKmsKeyId": KEY}}
    )
    glue.create_trigger(
        Name="estate", Type="SCHEDULED", Schedule="cron(0 2 * * ? *)", Actions=[{"JobName": "estate & more"}]
    )
    glue.create_workflow(Name="estate", Description=AWKWARD, Tags=TAGS)
    glue.create_registry(RegistryName="estate", Description="a & b", Tags=TAGS)
    glue.create_dev_endpoint(EndpointName="estate", RoleArn=ROLE, Tags=TAGS)


def _athena(athena: Any) -> None:
    athena.create_work_group(
        Name="estate",
        Description=AWKWARD,
        Tags=pairs(TAGS),
        Configuration={
            "ResultConfiguration": {"OutputLocation": "s3://estate/athena"},
            "EnforceWorkGroupConfiguration": True,
        },
    )
    athena.create_data_catalog(
        Name="estate", Type="GLUE", Description=AWKWARD, Parameters={"catalog-id": "123456789012"}, Tags=pairs(TAGS)
    )
    athena.create_named_query(Name="estate", Database="estate", QueryString="select 1 where a < b", WorkGroup="estate")
    athena.create_prepared_statement(StatementName="estate", WorkGroup="estate", QueryStatement="select ?")


def _emr(emr: Any, subnet: str) -> None:
    emr.run_job_flow(
        Name="estate & more",
        ReleaseLabel="emr-6.15.0",
        ServiceRole="EMR_DefaultRole",
        JobFlowRole="EMR_EC2_DefaultRole",
        Applications=[{"Name": "Spark"}],
        Tags=pairs(TAGS),
        VisibleToAllUsers=True,
        LogUri="s3://estate/emr",
        Instances={
            "MasterInstanceType": "m5.xlarge",
            "SlaveInstanceType": "m5.xlarge",
            "InstanceCount": 2,
            "KeepJobFlowAliveWhenNoSteps": True,
            "Ec2SubnetId": subnet,
        },
    )
    emr.create_security_configuration(
        Name="estate", SecurityConfiguration='{"EncryptionConfiguration":{"EnableAtRestEncryption":false}}'
    )


def _redshift(redshift: Any, subnets: list[str], group: str) -> None:
    redshift.create_cluster_subnet_group(
        ClusterSubnetGroupName="estate", Description=AWKWARD, SubnetIds=subnets, Tags=pairs(TAGS)
    )
    redshift.create_cluster_parameter_group(
        ParameterGroupName="estate", ParameterGroupFamily="redshift-1.0", Description=AWKWARD, Tags=pairs(TAGS)
    )
    redshift.create_cluster(
        ClusterIdentifier="estate",
        NodeType="ra3.xlplus",
        MasterUsername="root",
        MasterUserPassword="Hunter2hunter2",
        DBName="orders",
        ClusterType="single-node",
        Encrypted=True,
        KmsKeyId=KEY,
        PubliclyAccessible=True,
        ClusterSubnetGroupName="estate",
        VpcSecurityGroupIds=[group],
        Tags=pairs(TAGS),
    )
    redshift.create_cluster_snapshot(SnapshotIdentifier="estate-1", ClusterIdentifier="estate", Tags=pairs(FULL_TAGS))
