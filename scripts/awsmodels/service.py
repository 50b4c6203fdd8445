# SPDX-License-Identifier: Apache-2.0
"""One service's file."""

import re
from typing import Any

from botocore.exceptions import DataNotFoundError, UnknownServiceError
from botocore.loaders import Loader
from botocore.model import OperationNotFoundError, ServiceModel

from .endpoints import describe_endpoints, describe_regions
from .inputs import InputDescriber
from .outputs import OutputDescriber
from .paging import describe_page, members
from .traits import REST, Unsupported, choose_protocol

# What botocore does in code and not by the models: headers that every request of a service carries.
_HEADERS = {"apigateway": {"accept": "application/json"}, "glacier": {"x-amz-glacier-version": "2012-06-01"}}

# Outputs that a model cannot describe: the named member is the text of the answer's root element. botocore has this in
# code too (its parse_get_bucket_location handler).
_ROOT_TEXT = {("s3", "GetBucketLocation"): "LocationConstraint"}


# Lists at the root of an answer that say what of the request failed, and where in them the code is.
_FAILURES = re.compile(r"failures|failed[A-Z].*|.*ErrorDetails|unprocessed.*|errors", re.IGNORECASE)
_CODES = ("errorCode", "ErrorCode", "reason", "code", "Code")


def variable(loader: Loader, service: str) -> str:
    """Of AWS_ENDPOINT_URL_<SERVICE>."""
    metadata = loader.load_service_model(service, "service-2")["metadata"]
    return metadata["serviceId"].upper().replace(" ", "_").replace("-", "_")


def describe_service(loader: Loader, service: str, wanted: dict[str, set[str]]) -> dict[str, Any]:
    try:
        description = loader.load_service_model(service, "service-2")
    except UnknownServiceError:
        raise Unsupported(f"botocore has no service {service}") from None
    try:
        paginators = loader.load_service_model(service, "paginators-1")["pagination"]
    except DataNotFoundError:
        paginators = {}
    model = ServiceModel(description, service_name=service)
    metadata = description["metadata"]
    protocol = choose_protocol(service, metadata)
    inputs, outputs = InputDescriber(protocol), OutputDescriber(protocol, model)
    entry = {
        "service": service,
        "apiVersion": metadata["apiVersion"],
        "protocol": protocol,
        "signingName": metadata.get("signingName", metadata["endpointPrefix"]),
        "endpoints": describe_endpoints(
            loader, service, {name: description["operations"].get(name, {}) for name in wanted}
        ),
    }
    if regions := describe_regions(loader, metadata["endpointPrefix"]):
        entry["regions"] = regions
    for key in ("jsonVersion", "targetPrefix"):
        if key in metadata:
            entry[key] = metadata[key]
    if service in _HEADERS:
        entry["headers"] = _HEADERS[service]
    operations = {}
    for name, used in wanted.items():
        try:
            operation = model.operation_model(name)
        except OperationNotFoundError:
            raise Unsupported(f"{service} has no operation {name}") from None
        page = describe_page(f"{service} {name}", operation, paginators.get(name))
        operations[name] = _describe(service, protocol, operation, page, used, inputs, outputs)
    entry["operations"] = operations
    entry["shapes"] = outputs.shapes
    return entry


def _failures(where: str, output: Any) -> dict[str, str] | None:
    for name, member in output.members.items() if output else ():
        if member.type_name == "list" and member.member.type_name == "structure" and _FAILURES.fullmatch(name):
            for code in _CODES:
                if code in member.member.members:
                    return {"list": name, "code": code}
            raise Unsupported(f"{where}: {name} looks like failures without a code")
    return None


def _describe(
    service: str,
    protocol: str,
    operation: Any,
    page: dict[str, Any] | None,
    used: set[str],
    inputs: InputDescriber,
    outputs: OutputDescriber,
) -> dict[str, Any]:
    where = f"{service} {operation.name}"
    entry: dict[str, Any] = {
        "method": operation.http.get("method", "POST"),
        "uri": operation.http.get("requestUri", "/"),
        "input": {},
        "output": None,
        "payload": None,
        "resultWrapper": None,
        "page": page,
    }
    prefix = (operation.endpoint or {}).get("hostPrefix")
    if prefix:
        raise Unsupported(f"{where}: a host prefix is not supported")
    if operation.input_shape is not None:
        sent = used | members(page) if used else set(operation.input_shape.members)
        entry["input"] = inputs.operation(operation.input_shape, where, sent)
        bodied = [name for name, member in entry["input"].items() if "location" not in member]
        if protocol == "rest-xml" and bodied:
            raise Unsupported(f"{where}: {bodied} would go in an XML request body")
        if protocol in REST and any(member["type"] in ("structure", "map") and "location" in member
                                    for member in entry["input"].values()):  # fmt: skip
            raise Unsupported(f"{where}: a structure outside the body")
    output = operation.output_shape
    if output is not None:
        entry["output"] = output.name
        entry["payload"] = output.serialization.get("payload")
        entry["resultWrapper"] = output.serialization.get("resultWrapper")
        if (service, operation.name) in _ROOT_TEXT:
            entry["rootText"] = _ROOT_TEXT[service, operation.name]
        outputs.add(output.name)
        if failures := _failures(where, output):
            entry["failures"] = failures
    return entry
