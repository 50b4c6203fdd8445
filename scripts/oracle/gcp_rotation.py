#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Roll the keys of a service account by Google's own clients: a second opinion on the simulator.

Standard input:  {"address": "http://127.0.0.1:P", "key_file": path}
Standard output: {"steps": {name: what Google's clients say there}}
"""

import base64
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import service_account
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


class Account:
    def __init__(self, address: str, info: dict[str, str]) -> None:
        self.address = address
        self.info = info
        iam = build(
            "iam",
            "v1",
            static_discovery=True,
            credentials=self.credentials(info),
            client_options={"api_endpoint": f"{address}/iam.googleapis.com"},
        )
        self.schema = iam._rootDesc["schemas"]["ServiceAccountKey"]["properties"]
        self.keys = iam.projects().serviceAccounts().keys()
        self.name = f"projects/{info['project_id']}/serviceAccounts/{info['client_email']}"

    def credentials(self, info: dict[str, str]) -> Any:
        info = info | {"token_uri": f"{self.address}/oauth2.googleapis.com/token"}
        return service_account.Credentials.from_service_account_info(info, scopes=[_SCOPE])

    def login(self, info: dict[str, str]) -> str:
        """Whether a key is good: what the token endpoint says."""
        try:
            self.credentials(info).refresh(Request())
        except RefreshError as error:
            return str(error.args[1]["error_description"])
        return "ok"

    def listed(self) -> list[str]:
        answer = self.keys.list(name=self.name, keyTypes="USER_MANAGED").execute()
        return [key["name"].rpartition("/")[2] for key in answer["keys"]]

    def public_key(self, name: str) -> bytes:
        answer = self.keys.get(name=name, publicKeyType="TYPE_X509_PEM_FILE").execute()
        certificate = x509.load_pem_x509_certificate(base64.b64decode(answer["publicKeyData"]))
        return _public(certificate.public_key())


def main() -> int:
    question = json.load(sys.stdin)
    account = Account(question["address"], json.loads(Path(question["key_file"]).read_text()))
    steps: dict[str, Any] = {"at_first": account.listed()}
    wish = {"privateKeyType": "TYPE_GOOGLE_CREDENTIALS_FILE", "keyAlgorithm": "KEY_ALG_RSA_2048"}
    created = account.keys.create(name=account.name, body=wish).execute()
    info = json.loads(base64.b64decode(created["privateKeyData"]))
    private = load_pem_private_key(info["private_key"].encode(), None)
    steps["unknown_members"] = sorted(created.keys() - account.schema.keys())
    steps["listed"] = info["private_key_id"] in account.listed()
    steps["same_key"] = account.public_key(created["name"]) == _public(private.public_key())
    steps["logins"] = [account.login(info)]
    for change in (account.keys.disable, account.keys.enable):
        change(name=created["name"], body={}).execute()
        steps["logins"].append(account.login(info))
    account.keys.delete(name=created["name"]).execute()
    steps["logins"].append(account.login(info))
    steps["deleted"] = _status(account.keys.get(name=created["name"]))
    key, certificate = _self_signed()
    body = {"publicKeyData": base64.b64encode(certificate).decode()}
    uploaded = account.keys.upload(name=account.name, body=body).execute()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    own = account.info | {"private_key": pem, "private_key_id": uploaded["name"].rpartition("/")[2]}
    steps["uploaded"] = [uploaded["keyOrigin"], account.login(own)]
    steps["uploaded_unknown_members"] = sorted(uploaded.keys() - account.schema.keys())
    steps["same_certificate"] = account.public_key(uploaded["name"]) == _public(key.public_key())
    while len(account.listed()) < 10:
        account.keys.upload(name=account.name, body=body).execute()
    steps["full"] = _status(account.keys.create(name=account.name, body=wish))
    json.dump({"steps": steps}, sys.stdout)
    return 0


def _status(request: Any) -> str:
    try:
        request.execute()
    except HttpError as error:
        return f"{error.status_code} {json.loads(error.content)['error']['status']}"
    return "ok"


def _self_signed() -> tuple[rsa.RSAPrivateKey, bytes]:
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rotated")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(minutes=5)).not_valid_after(now + timedelta(days=30))
    return key, builder.sign(key, SHA256()).public_bytes(Encoding.PEM)


def _public(key: Any) -> bytes:
    data: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return data


if __name__ == "__main__":
    sys.exit(main())
