"""The project's own Azure and Google Cloud, see Tests/CloudSimulator: who may do what there, and the server itself."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import rotator
from .rsa_key import key_pair, self_signed, token
from .server import ServerFailed

_ROOT = Path(__file__).parents[2]
TENANT = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
SUBSCRIPTIONS = ("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222")
_CLOSED = "33333333-3333-3333-3333-333333333333"
CLIENT = "cccccccc-cccc-cccc-cccc-cccccccccccc"
PROJECTS = ("demo-project", "second-project")
BASE = "cloud-extractor@demo-project.iam.gserviceaccount.com"
READER = "cloud-extractor-read@demo-project.iam.gserviceaccount.com"
# Another issuer, whose tokens both clouds take for a workload's.
ISSUER = "https://issuer.example"
SUBJECT = "system:serviceaccount:audit:cloud-extractor"
_AZURE_AUDIENCE = "api://AzureADTokenExchange"
_PROVIDER = "projects/123456789012/locations/global/workloadIdentityPools/pool/providers/kubernetes"
_KEY_ID = "0123456789abcdef0123456789abcdef01234567"


@dataclass(frozen=True)
class Access:
    """What the agent logs in with."""

    client_secret: str
    certificate: str
    certificate_key: str
    service_account_key: str

    @property
    def azure(self) -> dict[str, str]:
        return {"client_id": CLIENT, "client_secret": self.client_secret}

    @property
    def azure_certificate(self) -> dict[str, str]:
        return {"client_id": CLIENT, "certificate": self.certificate, "private_key": self.certificate_key}

    @property
    def gcp(self) -> dict[str, str]:
        return {
            "type": "service_account",
            "client_email": BASE,
            "private_key_id": _KEY_ID,
            "private_key": self.service_account_key,
        }


class Simulator:
    name = "simulator"
    ports = 1
    health = "/_simulator/health"
    ready_line: str | None = None
    ca_certificate = None

    def __init__(self, directory: Path, page_size: int) -> None:
        self._state = directory / "simulator"
        self._state.mkdir(mode=0o700, exist_ok=True)
        self._page_size = page_size
        certificate, certificate_key = self_signed("cloud-extractor")
        account_key, account_public = key_pair()
        self.access = Access(f"test-secret-{secrets.token_hex(16)}", certificate, certificate_key, account_key)
        issuer_key, issuer_public = key_pair()
        self.tokens = {
            cloud: self._file(f"{cloud}.jwt", token(issuer_key, ISSUER, SUBJECT, audience))
            for cloud, audience in (("azure", _AZURE_AUDIENCE), ("gcp", f"//iam.googleapis.com/{_PROVIDER}"))
        }
        self._rotator = rotator.Rotator()
        self._rotator_files = {name: self._file(name, text) for name, text in self._rotator.files().items()}
        azure, gcp = _azure(self.access, issuer_public), _gcp(account_public, issuer_public)
        clients, accounts = azure["tenants"][TENANT]["clients"], gcp["service_accounts"]
        clients[rotator.CLIENT] = self._rotator.application(CLIENT)
        accounts[rotator.ACCOUNT] = self._rotator.account(BASE)
        self._write("azure.json", azure)
        self._write("gcp.json", gcp)

    def command(self, port: int) -> list[str]:
        return [
            str(_binary()), "--state", str(self._state), "--estate", str(_ROOT / "Tests" / "CloudSimulator" / "Estate"),
            "--port", str(port), "--page-size", str(self._page_size),
        ]  # fmt: skip

    def environment(self, port: int) -> dict[str, str]:
        return {}

    def describe(self) -> dict[str, Any]:
        return {
            "tenant": TENANT,
            "subscriptions": list(SUBSCRIPTIONS),
            "client_id": CLIENT,
            "projects": list(PROJECTS),
            "service_account": BASE,
            "reader": READER,
            "audience": f"//iam.googleapis.com/{_PROVIDER}",
            "token_files": self.tokens,
            "rotator": self._rotator.describe(self._rotator_files),
        }

    def _write(self, name: str, content: dict[str, Any]) -> None:
        self._file(name, json.dumps(content, indent=1))

    def _file(self, name: str, text: str) -> str:
        path = self._state / name
        path.touch(mode=0o600)
        path.write_text(text)
        return str(path)


def _binary() -> Path:
    """The one that was built last."""
    found = [path for kind in ("debug", "release") if (path := _ROOT / ".build" / kind / "cloud-simulator").exists()]
    if not found:
        raise ServerFailed("the simulator is not built: swift build --product cloud-simulator")
    return max(found, key=lambda path: path.stat().st_mtime)


def _published(provider: str, member: str) -> list[str]:
    """What the published role allows, and nothing else: if it were too little, the snapshot would show it."""
    role = json.loads((_ROOT / "policies" / provider / "reader.json").read_text())
    permissions: list[str] = role[member]
    return permissions


def _azure(access: Access, issuer_key: str) -> dict[str, Any]:
    actions = _published("azure", "Actions")
    scopes = [f"/subscriptions/{subscription}" for subscription in SUBSCRIPTIONS]
    client = {
        "secrets": [access.client_secret],
        "certificates": [access.certificate],
        "federated": [{"issuer": ISSUER, "subject": SUBJECT, "audience": _AZURE_AUDIENCE, "key": issuer_key}],
        "managed_identity": True,
        "roles": {
            **{scope: actions for scope in scopes},
            # Which subscriptions there are below a group, and nothing of them.
            "/providers/Microsoft.Management/managementGroups/mg-root": [
                "Microsoft.Management/managementGroups/descendants/read"
            ],
        },
        "graph_roles": [],
    }
    return {
        "tenants": {TENANT: {"clients": {CLIENT: client}}},
        "subscriptions": [
            {"subscriptionId": subscription, "displayName": name, "tenantId": TENANT, "state": "Enabled"}
            for subscription, name in zip((*SUBSCRIPTIONS, _CLOSED), ("Produktion – Zürich", "Labor", "closed"), strict=True)
        ],
        "management_groups": {"mg-root": {"displayName": "root", "children": scopes}},
    }


def _gcp(public_key: str, issuer_key: str) -> dict[str, Any]:
    permissions = _published("gcp", "includedPermissions")
    return {
        "service_accounts": {
            BASE: {
                "project": PROJECTS[0],
                "keys": {_KEY_ID: public_key},
                "permissions": {},
                "may_impersonate": [READER],
                "metadata_server": True,
            },
            READER: {
                "project": PROJECTS[0],
                "keys": {},
                "permissions": {f"projects/{project}": permissions for project in PROJECTS}
                | {"folders/10": ["resourcemanager.folders.list", "resourcemanager.projects.list"]},
                "may_impersonate": [],
            },
        },
        "projects": [
            {"projectId": "demo-project", "projectNumber": "123456789012", "parent": "folders/10", "state": "ACTIVE"},
            {"projectId": "second-project", "projectNumber": "210987654321", "parent": "folders/11", "state": "ACTIVE"},
        ],
        "folders": {"10": {"parent": "organizations/1"}, "11": {"parent": "folders/10"}},
        "disabled_services": {},
        "workload_pools": {
            _PROVIDER: {"issuer": ISSUER, "key": issuer_key, "subjects": [SUBJECT], "may_impersonate": [READER]}
        },
    }
