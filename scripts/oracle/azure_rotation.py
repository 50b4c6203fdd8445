#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Roll the credentials of an application by the pipeline of Microsoft's own clients: a second opinion on the simulator.

Standard input:  {"address": "http://127.0.0.1:1", "tenant", "client_id", "application_id", "secret",
                  "certificate_file", "private_key_file"}
Standard output: {"steps": {name: what Graph or Entra answered there}}

Errors are as azure-core reads them, in OData's form. Signing and certificates are openssl(1)'s.
"""
from __future__ import annotations

import base64
import hashlib
import json
import pathlib
import ssl
import subprocess
import sys
import tempfile
import time
from typing import Any

import requests
from azure.core import PipelineClient
from azure.core.exceptions import HttpResponseError, map_error
from azure.core.pipeline.policies import ContentDecodePolicy, RetryPolicy
from azure.core.rest import HttpRequest
from azure_arm import Bearer

JSON = dict[str, Any]
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Pair:
    """A certificate with its key, both in files."""

    def __init__(self, certificate: str, private_key: str) -> None:
        self.private_key = private_key
        self.der = ssl.PEM_cert_to_DER_cert(pathlib.Path(certificate).read_text())

    @classmethod
    def made(cls, folder: str) -> Pair:
        certificate, key = f"{folder}/certificate.pem", f"{folder}/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-noenc", "-subj", "/CN=rotated", "-days", "30",
                        "-keyout", key, "-out", certificate], check=True, capture_output=True)
        return cls(certificate, key)

    def token(self, claims: JSON) -> str:
        now = int(time.time())
        header = {"alg": "RS256", "typ": "JWT", "x5t": part(hashlib.sha1(self.der).digest())}
        claims = claims | {"nbf": now, "exp": now + 600}
        message = ".".join(part(json.dumps(text).encode()) for text in (header, claims))
        signed = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.private_key], check=True, capture_output=True,
                                input=message.encode())
        return f"{message}.{part(signed.stdout)}"


def part(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Application:
    def __init__(self, question: JSON) -> None:
        self.question = question
        self.entra = f"login.microsoftonline.com/{question['tenant']}/oauth2/v2.0/token"
        token = self.login(client_secret=question["secret"])["access_token"]
        self.graph = PipelineClient(question["address"] + "/graph.microsoft.com/v1.0",
                                    policies=[Bearer(token), RetryPolicy(), ContentDecodePolicy()])

    def login(self, **proof: str) -> JSON:
        """msal and azure-identity refuse authorities over plain HTTP."""
        form = {"grant_type": "client_credentials", "client_id": self.question["client_id"],
                "scope": "https://graph.microsoft.com/.default"} | proof
        answer: JSON = requests.post(f"{self.question['address']}/{self.entra}", data=form, timeout=60).json()
        return answer

    def login_with(self, pair: Pair) -> JSON:
        client = self.question["client_id"]
        assertion = pair.token({"aud": "https://" + self.entra, "iss": client, "sub": client, "jti": "1"})
        return self.login(client_assertion_type=_ASSERTION, client_assertion=assertion)

    def proof(self, pair: Pair) -> str:
        return pair.token({"aud": "00000002-0000-0000-c000-000000000000", "iss": self.question["application_id"]})

    def call(self, method: str, action: str, body: JSON | None = None) -> Any:
        """The answer's JSON, or nothing; else the code of the error."""
        path = f"/applications(appId='{self.question['client_id']}'){action}"
        request = HttpRequest(method, self.graph.format_url(path), json=body)
        answer = self.graph.send_request(request)
        try:
            map_error(answer.status_code, answer, {})
            answer.raise_for_status()
        except HttpResponseError as error:
            return {"status": error.status_code, "code": error.error.code if error.error else None}
        return answer.json() if answer.content else {"status": answer.status_code}


def main() -> None:
    question = json.load(sys.stdin)
    application = Application(question)
    first = Pair(question["certificate_file"], question["private_key_file"])
    steps: JSON = {}
    added = application.call("POST", "/addPassword", {"passwordCredential": {
        "displayName": "second", "endDateTime": "2099-01-01T00:00:00Z"}})
    steps["password_name"] = added["displayName"]
    steps["password_login"] = sorted(application.login(client_secret=added["secretText"]))
    listed = application.call("GET", "?$select=id,passwordCredentials,keyCredentials")
    steps["object_id"] = listed["id"]
    steps["listed"] = [added["keyId"] in [it["keyId"] for it in listed["passwordCredentials"]],
                       base64.b64decode(listed["keyCredentials"][0]["key"]) == first.der]
    body = {"keyId": added["keyId"]}
    steps["password_removed"] = [application.call("POST", "/removePassword", body) for _ in range(2)]
    steps["removed_login"] = application.login(client_secret=added["secretText"])["error_codes"]
    with tempfile.TemporaryDirectory() as folder:
        second = Pair.made(folder)
        key = {"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.b64encode(second.der).decode()}
        steps["stranger"] = application.call("POST", "/addKey", {"keyCredential": key, "passwordCredential": None,
                                                                 "proof": application.proof(second)})
        key = application.call("POST", "/addKey", {"keyCredential": key, "passwordCredential": None,
                                                   "proof": application.proof(first)})
        steps["thumbprint"] = key["customKeyIdentifier"] == hashlib.sha1(second.der).hexdigest().upper()
        steps["certificate_login"] = sorted(application.login_with(second))
        body = {"keyId": key["keyId"], "proof": application.proof(second)}
        steps["certificate_removed"] = application.call("POST", "/removeKey", body)
        steps["removed_certificate_login"] = application.login_with(second)["error_codes"]
    json.dump({"steps": steps}, sys.stdout)


if __name__ == "__main__":
    main()
