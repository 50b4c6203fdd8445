"""Caches, searches and streams."""

from typing import Any

from .material import AWKWARD, FULL_TAGS, KEY, ROLE, TAGS, Client, default_group, default_subnets, pairs, policy


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    group = default_group(client)
    _elasticache(client("elasticache"), subnets, group)
    _memorydb(client("memorydb"), subnets)
    dax = client("dax")
    dax.create_cluster(
        ClusterName="estate",
        NodeType="dax.t3.small",
        ReplicationFactor=2,
        IamRoleArn=ROLE,
        Description=AWKWARD,
        SSESpecification={"Enabled": True},
        Tags=pairs(TAGS),
    )
    # moto makes a cluster available when it has been asked for it often enough.
    for _ in range(10):
        if dax.describe_clusters()["Clusters"][0]["Status"] != "creating":
            break
    _search(client("opensearch"), client("es"))
    serverless = client("opensearchserverless")
    serverless.create_security_policy(
        name="estate",
        type="encryption",
        policy='{"Rules":[{"Resource":["collection/estate"],"ResourceType":"collection"}],"AWSOwnedKey":false,'
        f'"KmsARN":"{KEY}"}}',
    )
    serverless.create_collection(name="estate", type="SEARCH", description="a & b", tags=_small())
    _kafka(client("kafka"), subnets)
    _brokers(client("mq"), subnets)


def _small() -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in TAGS.items()]


def _elasticache(elasticache: Any, subnets: list[str], group: str) -> None:
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName="estate", CacheSubnetGroupDescription=AWKWARD, SubnetIds=subnets, Tags=pairs(TAGS)
    )
    elasticache.create_cache_cluster(
        CacheClusterId="estate-plain",
        Engine="memcached",
        CacheNodeType="cache.t3.micro",
        NumCacheNodes=1,
        CacheSubnetGroupName="estate",
        SecurityGroupIds=[group],
        Tags=pairs(TAGS),
    )
    elasticache.create_replication_group(
        ReplicationGroupId="estate-redis",
        ReplicationGroupDescription=AWKWARD,
        Engine="redis",
        CacheNodeType="cache.t3.micro",
        NumCacheClusters=2,
        AutomaticFailoverEnabled=True,
        TransitEncryptionEnabled=True,
        AtRestEncryptionEnabled=True,
        AuthToken="hunter2hunter2hunter2",
        Tags=pairs(TAGS),
    )
    elasticache.create_user(
        UserId="estate",
        UserName="anna",
        Engine="Redis",
        AccessString="on ~app::* -@all +@read",
        Passwords=["hunter2hunter2hunter2"],
    )
    elasticache.create_snapshot(SnapshotName="estate-1", CacheClusterId="estate-plain")


def _memorydb(memorydb: Any, subnets: list[str]) -> None:
    memorydb.create_subnet_group(SubnetGroupName="estate", Description=AWKWARD, SubnetIds=subnets, Tags=pairs(TAGS))
    memorydb.create_user(
        UserName="anna",
        AccessString="on ~* +@all",
        Tags=pairs(TAGS),
        AuthenticationMode={"Type": "password", "Passwords": ["hunter2hunter2hunter2"]},
    )
    memorydb.create_cluster(
        ClusterName="estate",
        NodeType="db.t4g.small",
        ACLName="open-access",
        SubnetGroupName="estate",
        KmsKeyId=KEY,
        TLSEnabled=True,
        Tags=pairs(TAGS),
    )
    memorydb.create_snapshot(ClusterName="estate", SnapshotName="estate-1", Tags=pairs(TAGS))


def _search(opensearch: Any, elasticsearch: Any) -> None:
    opensearch.create_domain(
        DomainName="estate",
        EngineVersion="OpenSearch_2.11",
        AccessPolicies=policy(principal={"AWS": "*"}),
        ClusterConfig={"InstanceType": "r6g.large.search", "InstanceCount": 2},
        EncryptionAtRestOptions={"Enabled": True, "KmsKeyId": KEY},
        NodeToNodeEncryptionOptions={"Enabled": True},
        TagList=pairs(TAGS),
    )
    elasticsearch.create_elasticsearch_domain(
        DomainName="estate-old", ElasticsearchVersion="7.10", EBSOptions={"EBSEnabled": True, "VolumeSize": 10}
    )


def _kafka(kafka: Any, subnets: list[str]) -> None:
    nodes = {"ClientSubnets": subnets, "InstanceType": "kafka.m5.large", "SecurityGroups": ["sg-1"]}
    kafka.create_cluster(
        ClusterName="estate",
        KafkaVersion="3.5.1",
        NumberOfBrokerNodes=2,
        BrokerNodeGroupInfo=nodes,
        Tags=TAGS,
        EncryptionInfo={"EncryptionAtRest": {"DataVolumeKMSKeyId": KEY}},
    )
    kafka.create_cluster_v2(
        ClusterName="estate-two",
        Tags=TAGS,
        Serverless={
            "VpcConfigs": [{"SubnetIds": subnets}],
            "ClientAuthentication": {"Sasl": {"Iam": {"Enabled": True}}},
        },
    )


def _brokers(mq: Any, subnets: list[str]) -> None:
    mq.create_broker(
        BrokerName="estate",
        EngineType="ACTIVEMQ",
        EngineVersion="5.17.6",
        HostInstanceType="mq.m5.large",
        DeploymentMode="SINGLE_INSTANCE",
        PubliclyAccessible=True,
        AutoMinorVersionUpgrade=False,
        SubnetIds=subnets[:1],
        Users=[{"Username": "anna", "Password": "hunter2hunter2", "ConsoleAccess": True}],
        Tags=TAGS,
    )
    mq.create_configuration(Name="estate", EngineType="ACTIVEMQ", EngineVersion="5.17.6", Tags=FULL_TAGS)
