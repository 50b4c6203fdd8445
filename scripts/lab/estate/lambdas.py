"""Functions, their versions, layers, urls and sources."""

import io
import json
import zipfile

from .material import AWKWARD, KEY, REGION, ROLE, TAGS, Client


def seed(client: Client) -> None:
    _role(client)
    functions = client("lambda")
    layer = functions.publish_layer_version(
        LayerName="estate", Description=AWKWARD, Content={"ZipFile": _code()}, CompatibleRuntimes=["python3.12"]
    )["LayerVersionArn"]
    functions.create_function(
        FunctionName="estate-worker",
        Runtime="python3.12",
        Role=_ROLE,
        Handler="main.handler",
        Code={"ZipFile": _code()},
        Description=AWKWARD,
        Timeout=30,
        MemorySize=256,
        Tags=TAGS,
        KMSKeyArn=KEY,
        Environment={"Variables": {"PASSWORD": "hunter2", "Zürich": "a & b", "EMPTY": ""}},
        Layers=[layer],
        TracingConfig={"Mode": "Active"},
    )
    functions.create_function(
        FunctionName="estate-bare", Runtime="nodejs20.x", Role=_ROLE, Handler="x.y", Code={"ZipFile": _code()}
    )
    functions.publish_version(FunctionName="estate-worker")
    functions.create_alias(FunctionName="estate-worker", Name="live", FunctionVersion="1", Description=AWKWARD)
    functions.add_permission(
        FunctionName="estate-worker", StatementId="open", Action="lambda:InvokeFunction", Principal="*"
    )
    functions.create_function_url_config(FunctionName="estate-worker", AuthType="NONE", Cors={"AllowOrigins": ["*"]})
    functions.put_function_concurrency(FunctionName="estate-worker", ReservedConcurrentExecutions=3)
    queue = client("sqs").create_queue(QueueName="estate-lambda")
    assert queue["QueueUrl"]
    functions.create_event_source_mapping(
        EventSourceArn=f"arn:aws:sqs:{REGION}:123456789012:estate-lambda", FunctionName="estate-worker", BatchSize=5
    )


_ROLE = ROLE.replace("estate/worker", "estate-lambda")


def _role(client: Client) -> None:
    trust = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    client("iam").create_role(
        RoleName="estate-lambda",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
    )


def _code() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo("main.py", (2026, 1, 1, 0, 0, 0)), "def handler(event, context):\n    return {}\n"
        )
    return file.getvalue()
