"""What is grouped, offered, sent: resource groups, catalogues of products, mail, tables in buckets."""

from typing import Any

from .material import AWKWARD, FOREIGN, FULL_TAGS, ROLE, TAGS, Client, pairs


def seed(client: Client) -> None:
    groups = client("resource-groups")
    query = '{"ResourceTypeFilters":["AWS::AllSupported"],"TagFilters":[{"Key":"Team","Values":["a & b"]}]}'
    groups.create_group(
        Name="estate", ResourceQuery={"Type": "TAG_FILTERS_1_0", "Query": query}, Tags=TAGS, Description="a b"
    )
    client("s3tables").create_table_bucket(name="estate-tables")
    _catalogue(client("servicecatalog"))
    mail = client("sesv2")
    mail.create_configuration_set(ConfigurationSetName="estate", Tags=pairs(FULL_TAGS))
    mail.create_email_identity(EmailIdentity="estate.example.org", Tags=pairs(FULL_TAGS), ConfigurationSetName="estate")
    mail.create_email_identity(EmailIdentity="r&d@estate.example.org")
    client("transfer").create_connector(
        Url="sftp://partner.example.org",
        AccessRole=ROLE,
        Tags=pairs(FULL_TAGS),
        SftpConfig={
            "UserSecretId": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x",
            "TrustedHostKeys": ["ssh-rsa AAAA"],
        },
    )
    _graphs(client("appsync"))
    _edges(client("cloudfront"))


def _catalogue(catalogue: Any) -> None:
    portfolio = catalogue.create_portfolio(
        DisplayName=AWKWARD, ProviderName=FOREIGN, Description="a & b", IdempotencyToken="1", Tags=pairs(FULL_TAGS)
    )["PortfolioDetail"]["Id"]
    catalogue.create_portfolio_share(PortfolioId=portfolio, AccountId="111122223333")


def _graphs(graph: Any) -> None:
    graph.create_api(
        name="estate events",
        ownerContact="r&d",
        tags=TAGS,
        eventConfig={
            "authProviders": [{"authType": "API_KEY"}],
            "connectionAuthModes": [{"authType": "API_KEY"}],
            "defaultPublishAuthModes": [{"authType": "API_KEY"}],
            "defaultSubscribeAuthModes": [{"authType": "API_KEY"}],
        },
    )


def _edges(cloudfront: Any) -> None:
    cloudfront.create_function(
        Name="estate",
        FunctionConfig={"Comment": AWKWARD, "Runtime": "cloudfront-js-2.0"},
        FunctionCode=b"function f(){}",
    )
    key = cloudfront.create_public_key(
        PublicKeyConfig={"CallerReference": "9", "Name": "estate-group", "EncodedKey": "-----BEGIN PUBLIC KEY-----\n"}
    )["PublicKey"]["Id"]
    cloudfront.create_key_group(KeyGroupConfig={"Name": "estate", "Items": [key], "Comment": AWKWARD})
