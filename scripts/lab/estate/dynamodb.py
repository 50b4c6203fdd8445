"""Tables, with and without everything, and their backups."""

from .material import TAGS, Client, pairs


def seed(client: Client) -> None:
    dynamodb = client("dynamodb")
    dynamodb.create_table(
        TableName="estate-orders",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("id", "day")],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "day", "KeyType": "RANGE"}],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-day",
                "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        SSESpecification={"Enabled": True, "SSEType": "KMS"},
        DeletionProtectionEnabled=True,
        Tags=pairs(TAGS),
    )
    dynamodb.update_continuous_backups(
        TableName="estate-orders", PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
    )
    dynamodb.update_time_to_live(
        TableName="estate-orders", TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
    )
    dynamodb.create_backup(TableName="estate-orders", BackupName="estate")
    dynamodb.create_table(
        TableName="estate.bare_1",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "N"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        ProvisionedThroughput={"ReadCapacityUnits": 1, "WriteCapacityUnits": 2},
    )
