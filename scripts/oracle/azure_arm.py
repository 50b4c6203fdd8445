# SPDX-License-Identifier: Apache-2.0
"""ARM by the clients of Microsoft's Python SDK, over plain HTTP and with the raw answers."""
from __future__ import annotations

import importlib
import inspect
import json
import re
import urllib.parse
from typing import Any

import requests
from azure.core.pipeline.policies import SansIOHTTPPolicy
from azure_sdk import Operation

JSON = dict[str, Any]


class Bearer(SansIOHTTPPolicy[Any, Any]):
    """Adds the token, which the SDK's own policy refuses to send over plain HTTP, and keeps the raw answers."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token
        self.answers: list[JSON] = []

    def on_request(self, request: Any) -> None:
        request.http_request.headers["Authorization"] = "Bearer " + self.token

    def on_response(self, request: Any, response: Any) -> None:
        if response.http_response.status_code == 200:
            self.answers.append(json.loads(response.http_response.text()))


class Credential:
    """Clients insist on a credential; the policy above stands in for it."""

    def get_token(self, *_: str, **__: Any) -> None:
        raise AssertionError("not asked for")


def token(question: JSON) -> str:
    """Entra's token by client credentials; msal and azure-identity refuse authorities over plain HTTP."""
    answer = requests.post(
        f"{question['address']}/login.microsoftonline.com/{question['tenant']}/oauth2/v2.0/token", timeout=60,
        data={"grant_type": "client_credentials", "client_id": question["client_id"],
              "client_secret": question["client_secret"], "scope": "https://management.azure.com/.default"})
    answer.raise_for_status()
    return str(answer.json()["access_token"])


class Arm:
    """ARM by the SDK's clients."""

    def __init__(self, question: JSON) -> None:
        self.base = question["address"] + "/management.azure.com"
        self.bearer = Bearer(token(question))
        self.clients: dict[tuple[str, str], Any] = {}

    def client(self, package: str, subscription: str) -> Any:
        if (package, subscription) not in self.clients:
            module = importlib.import_module(package)
            name = next((n for n in module.__all__ if n.endswith("Client")), module.__all__[0])
            given = {"credential": Credential(), "base_url": self.base, "authentication_policy": self.bearer,
                     "credential_scopes": ["https://management.azure.com/.default"]}
            if "subscription_id" in inspect.signature(getattr(module, name).__init__).parameters:
                given["subscription_id"] = subscription
            self.clients[package, subscription] = getattr(module, name)(**given)
        return self.clients[package, subscription]

    def call(self, operation: Operation, path: str, subscription: str, query: JSON) -> list[JSON]:
        """The raw answers (pages) of one operation for a path."""
        client = self.client(operation.package, subscription)
        group = next(value for value in vars(client).values() if type(value).__name__ == operation.group + "Operations")
        method = getattr(group, operation.name)
        wanted = [p.name for p in inspect.signature(method).parameters.values()
                  if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) and p.default is p.empty]
        held = parameters(operation.path, path)
        if "subscription_id" not in wanted:
            held.pop("subscription_id", None)
        # Most arguments are called as in the path; the others (`name`, `resource_id`) stand in its order.
        rest = [value for name, value in held.items() if name not in wanted]
        arguments = [held[name] if name in held else rest.pop(0) for name in wanted]
        self.bearer.answers.clear()
        answer = method(*arguments, **({"params": query} if query else {}))
        if operation.paged:
            for _ in answer:
                pass
        return list(self.bearer.answers)


def parameters(template: str, path: str) -> dict[str, str]:
    """The values that a path has for the parameters of an operation's template."""
    names = re.findall(r"\{([^}]*)\}", template)
    scoped = template.startswith("/{")
    pattern = re.sub(r"\\\{[^}]*\\\}", "([^/]+)", re.escape(template))
    if scoped:
        pattern = pattern.replace("([^/]+)", "(.+)", 1)
    found = re.fullmatch(pattern, path, re.IGNORECASE)
    if found is None:
        raise ValueError(f"{path} is not of the form {template}")
    snake = [re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower() for name in names]
    return {name: urllib.parse.unquote(value).strip("/") for name, value in zip(snake, found.groups(), strict=True)}
