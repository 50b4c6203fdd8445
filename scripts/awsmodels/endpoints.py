# SPDX-License-Identifier: Apache-2.0
"""Where services are, by botocore's own endpoint rules: a template for each partition and variant."""

from typing import Any

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError
from botocore.loaders import Loader

from .traits import Unsupported

_REGIONS = {
    "aws": ("us-east-1", "eu-west-1", "ap-southeast-2"),
    "aws-cn": ("cn-north-1", "cn-northwest-1"),
    "aws-us-gov": ("us-gov-west-1", "us-gov-east-1"),
}
_VARIANTS = {
    "standard": (False, False),
    "fips": (True, False),
    "dualstack": (False, True),
    "fips-dualstack": (True, True),
}


def describe_endpoints(loader: Loader, service: str, operations: dict[str, Any]) -> dict[str, Any]:
    """{partition: {variant: {"url": with "{region}", "region": of the signature, where it is always the same}}}"""
    rules = loader.load_service_model(service, "endpoint-rule-set-1")
    provider = EndpointProvider(rules, loader.load_data("partitions"))
    # Some rules ask for what the operation is a part of; the operations of a file are parts of the same.
    static = {
        name: parameter["value"]
        for operation in operations.values()
        for name, parameter in operation.get("staticContextParams", {}).items()
        if rules["parameters"].get(name, {}).get("required")
    }
    found: dict[str, Any] = {}
    for partition, regions in _REGIONS.items():
        for variant, (fips, dual_stack) in _VARIANTS.items():
            variables = {**static, "UseFIPS": fips, "UseDualStack": dual_stack}
            answers = [_resolve(provider, rules, {**variables, "Region": region}) for region in regions]
            entry = _template(regions, answers)
            if entry:
                found.setdefault(partition, {})[variant] = entry
    if "standard" not in found.get("aws", {}):
        raise Unsupported(f"{service}: no host in the first partition")
    return found


def describe_regions(loader: Loader, prefix: str) -> dict[str, list[str]]:
    """{partition: where botocore's list has the service}; nothing of a service that it does not know."""
    found: dict[str, list[str]] = {}
    for partition in loader.load_data("endpoints")["partitions"]:
        known = partition["services"].get(prefix, {}).get("endpoints", {})
        regions = sorted(known.keys() & partition["regions"].keys())
        if partition["partition"] in _REGIONS and regions:
            found[partition["partition"]] = regions
    return found


def _resolve(
    provider: EndpointProvider, rules: dict[str, Any], values: dict[str, Any]
) -> tuple[str, str | None] | None:
    values = {**values, "UseGlobalEndpoint": False}
    try:
        endpoint = provider.resolve_endpoint(**{k: v for k, v in values.items() if k in rules["parameters"]})
    except EndpointProviderError:
        return None
    schemes = endpoint.properties.get("authSchemes") or [{}]
    return endpoint.url, schemes[0].get("signingRegion")


def _template(
    regions: tuple[str, ...], answers: list[tuple[str, str | None] | None]
) -> dict[str, str] | None:
    """What fits every region; nothing where the rules have no answer, or one for each region."""
    if any(answer is None for answer in answers):
        return None
    urls = [answer[0] for answer in answers if answer]
    signing = {answer[1] for answer in answers if answer}
    if len(set(urls)) == 1:
        # One place for all regions: it says itself what is signed for.
        return {"url": urls[0], "region": next(iter(signing - {None}), regions[0])}
    templates = {url.replace(region, "{region}") for region, url in zip(regions, urls, strict=True)}
    return {"url": templates.pop()} if len(templates) == 1 else None
