"""Who did what: trails, the recorder of configurations, its rules."""

from .material import AWKWARD, FULL_TAGS, REGION, Client, pairs

_BUCKET = "estate-trails"


def seed(client: Client) -> None:
    client("s3").create_bucket(Bucket=_BUCKET)
    cloudtrail = client("cloudtrail")
    cloudtrail.create_trail(
        Name="estate-all",
        S3BucketName=_BUCKET,
        S3KeyPrefix="a b",
        IncludeGlobalServiceEvents=True,
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
        TagsList=pairs(FULL_TAGS),
    )
    cloudtrail.start_logging(Name="estate-all")
    cloudtrail.put_event_selectors(
        TrailName="estate-all",
        EventSelectors=[
            {
                "ReadWriteType": "All",
                "IncludeManagementEvents": True,
                "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::"]}],
            }
        ],
    )
    cloudtrail.put_insight_selectors(TrailName="estate-all", InsightSelectors=[{"InsightType": "ApiCallRateInsight"}])
    cloudtrail.create_trail(Name="estate-off", S3BucketName=_BUCKET)
    _config(client)


def _config(client: Client) -> None:
    config = client("config")
    role = "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    config.put_configuration_recorder(
        ConfigurationRecorder={
            "name": "default",
            "roleARN": role,
            "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True},
        }
    )
    config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": _BUCKET, "s3KeyPrefix": "config"})
    config.start_configuration_recorder(ConfigurationRecorderName="default")
    config.put_config_rule(
        ConfigRule={
            "ConfigRuleName": "estate-encrypted",
            "Description": AWKWARD,
            "Source": {"Owner": "AWS", "SourceIdentifier": "ENCRYPTED_VOLUMES"},
            "Scope": {"ComplianceResourceTypes": ["AWS::EC2::Volume"]},
        },
        Tags=pairs(FULL_TAGS),
    )
    config.put_configuration_aggregator(
        ConfigurationAggregatorName="estate",
        AccountAggregationSources=[{"AccountIds": ["111122223333"], "AwsRegions": [REGION]}],
        Tags=pairs(FULL_TAGS),
    )
    config.put_aggregation_authorization(AuthorizedAccountId="111122223333", AuthorizedAwsRegion=REGION)
    config.put_retention_configuration(RetentionPeriodInDays=400)
