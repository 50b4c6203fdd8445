"""Distributions, and who may fetch from their origins."""

from .material import AWKWARD, TAGS, Client, pairs


def seed(client: Client) -> None:
    cloudfront = client("cloudfront")
    control = cloudfront.create_origin_access_control(
        OriginAccessControlConfig={
            "Name": "estate",
            "Description": AWKWARD,
            "SigningProtocol": "sigv4",
            "SigningBehavior": "always",
            "OriginAccessControlOriginType": "s3",
        }
    )["OriginAccessControl"]["Id"]
    distribution = {
        "CallerReference": "1",
        "Comment": AWKWARD,
        "Enabled": True,
        "Aliases": {"Quantity": 1, "Items": ["www.estate.example.org"]},
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "bucket & more",
                    "DomainName": "estate.s3.amazonaws.com",
                    "OriginAccessControlId": control,
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                    "CustomHeaders": {"Quantity": 1, "Items": [{"HeaderName": "X-Secret", "HeaderValue": "hunter2"}]},
                }
            ],
        },
        "DefaultCacheBehavior": {
            "TargetOriginId": "bucket & more",
            "ViewerProtocolPolicy": "redirect-to-https",
            "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
            "MinTTL": 0,
        },
    }
    cloudfront.create_distribution_with_tags(
        DistributionConfigWithTags={"DistributionConfig": distribution, "Tags": {"Items": pairs(TAGS)}}
    )
    cloudfront.create_distribution(
        DistributionConfig={**distribution, "CallerReference": "2", "Aliases": {"Quantity": 0}, "Comment": ""}
    )
    cloudfront.create_public_key(
        PublicKeyConfig={"CallerReference": "4", "Name": "estate", "EncodedKey": "-----BEGIN PUBLIC KEY-----\n"}
    )
