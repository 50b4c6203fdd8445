"""Interfaces for programs: REST, HTTP and WebSocket APIs, GraphQL."""

from typing import Any

from .material import AWKWARD, TAGS, Client, default_subnets


def seed(client: Client) -> None:
    _, subnets = default_subnets(client)
    _rest(client("apigateway"))
    _http(client("apigatewayv2"), subnets)
    graph = client("appsync")
    api = graph.create_graphql_api(
        name="estate & more",
        authenticationType="API_KEY",
        tags=TAGS,
        xrayEnabled=True,
        logConfig={"fieldLogLevel": "ALL", "cloudWatchLogsRoleArn": "arn:aws:iam::123456789012:role/estate"},
    )["graphqlApi"]["apiId"]
    graph.create_api_key(apiId=api, description=AWKWARD)


def _rest(gateway: Any) -> None:
    api = gateway.create_rest_api(
        name="estate & more", description=AWKWARD, tags=TAGS, endpointConfiguration={"types": ["REGIONAL"]}
    )["id"]
    root = gateway.get_resources(restApiId=api)["items"][0]["id"]
    path = gateway.create_resource(restApiId=api, parentId=root, pathPart="{orders+}")["id"]
    where = {"restApiId": api, "resourceId": path, "httpMethod": "GET"}
    gateway.put_method(**where, authorizationType="NONE", apiKeyRequired=True)
    gateway.put_method_response(**where, statusCode="200")
    gateway.put_integration(**where, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    gateway.put_integration_response(**where, statusCode="200")
    gateway.create_authorizer(
        restApiId=api,
        name="estate",
        type="TOKEN",
        identitySource="method.request.header.Authorization",
        authorizerUri="arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:x/invocations",
    )
    deployment = gateway.create_deployment(restApiId=api, description=AWKWARD)["id"]
    gateway.create_stage(
        restApiId=api,
        stageName="live",
        deploymentId=deployment,
        variables={"password": "hunter2"},
        tags=TAGS,
        tracingEnabled=True,
        description=AWKWARD,
    )
    key = gateway.create_api_key(name="estate", enabled=True, value="hunter2hunter2hunter2", tags=TAGS)["id"]
    plan = gateway.create_usage_plan(
        name="estate", description=AWKWARD, apiStages=[{"apiId": api, "stage": "live"}], tags=TAGS
    )
    gateway.create_usage_plan_key(usagePlanId=plan["id"], keyId=key, keyType="API_KEY")
    gateway.create_domain_name(
        domainName="api.estate.example.org",
        regionalCertificateArn="arn:aws:acm:us-east-1:123456789012:certificate/1",
        endpointConfiguration={"types": ["REGIONAL"]},
        securityPolicy="TLS_1_2",
        tags=TAGS,
    )
    gateway.create_base_path_mapping(domainName="api.estate.example.org", basePath="v1", restApiId=api, stage="live")
    gateway.create_vpc_link(
        name="estate", targetArns=["arn:aws:elasticloadbalancing:us-east-1:123456789012:x"], tags=TAGS
    )
    gateway.create_rest_api(name="estate-bare")


def _http(gateway: Any, subnets: list[str]) -> None:
    api = gateway.create_api(
        Name="estate & more",
        ProtocolType="HTTP",
        Description=AWKWARD,
        Tags=TAGS,
        CorsConfiguration={"AllowOrigins": ["*"]},
    )["ApiId"]
    gateway.create_api(Name="estate-chat", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
    integration = gateway.create_integration(
        ApiId=api, IntegrationType="HTTP_PROXY", IntegrationUri="https://example.org/?a=1&b=2", IntegrationMethod="GET"
    )["IntegrationId"]
    gateway.create_route(ApiId=api, RouteKey="GET /orders/{id}", Target=f"integrations/{integration}")
    gateway.create_authorizer(
        ApiId=api,
        AuthorizerType="JWT",
        Name="estate",
        IdentitySource=["$request.header.Authorization"],
        JwtConfiguration={"Audience": ["estate"], "Issuer": "https://id.example.org"},
    )
    gateway.create_stage(
        ApiId=api, StageName="$default", AutoDeploy=True, StageVariables={"password": "hunter2"}, Tags=TAGS
    )
    gateway.create_domain_name(
        DomainName="http.estate.example.org",
        Tags=TAGS,
        DomainNameConfigurations=[{"CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1"}],
    )
    gateway.create_vpc_link(Name="estate", SubnetIds=subnets, Tags=TAGS)
