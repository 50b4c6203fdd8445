"""Who rotates, apart from those with which the agent reads.

Each manages its own credentials and the agent's, and may do nothing else: an application that owns both, and a service
account with the permissions on both.
"""

import json
import secrets
from typing import Any

from .rsa_key import self_signed

CLIENT = "dddddddd-dddd-dddd-dddd-dddddddddddd"
_APPLICATION = "eeeeeeee-eeee-eeee-eeee-eeeeeeeeeeee"
_PROJECT = "demo-project"
ACCOUNT = f"cloud-extractor-rotated@{_PROJECT}.iam.gserviceaccount.com"
_UNIQUE_ID = "109876543210987654321"
_KEY_ID = "fedcba9876543210fedcba9876543210fedcba98"
_ACTIONS = ("create", "list", "get", "disable", "enable", "delete")
# The names of the files, by those of the lab's answer.
_AZURE = {
    "secret_file": "rotator-secret",
    "certificate_file": "rotator-certificate.pem",
    "private_key_file": "rotator-key.pem",
}
_GCP = {"key_file": "rotator-account.json"}


class Rotator:
    def __init__(self) -> None:
        self._secret = f"test-secret-{secrets.token_hex(16)}"
        self._certificate, self._certificate_key = self_signed("cloud-extractor-rotated", days=365)
        # Google's own certificates of the keys that it makes name the account.
        self._account_certificate, self._account_key = self_signed(_UNIQUE_ID, days=3650)

    def files(self) -> dict[str, str]:
        """What the identities log in with at first, by the names of files."""
        account = {
            "type": "service_account",
            "project_id": _PROJECT,
            "private_key_id": _KEY_ID,
            "private_key": self._account_key,
            "client_email": ACCOUNT,
            "client_id": _UNIQUE_ID,
            "token_uri": "https://oauth2.googleapis.com/token",
        }
        return {
            _AZURE["secret_file"]: self._secret,
            _AZURE["certificate_file"]: self._certificate,
            _AZURE["private_key_file"]: self._certificate_key,
            _GCP["key_file"]: json.dumps(account),
        }

    def application(self, agent_id: str) -> dict[str, Any]:
        """Of Entra: it owns itself and the agent's, and reads nothing."""
        return {
            "displayName": "cloud-extractor-rotated",
            "applicationId": _APPLICATION,
            "secrets": [self._secret],
            "certificates": [self._certificate],
            "roles": {},
            "graph_roles": ["Application.ReadWrite.OwnedBy"],
            "owns": [CLIENT, agent_id],
        }

    def account(self, agent: str) -> dict[str, Any]:
        """Of Google: it looks after its own keys and the agent's, and becomes nobody."""
        accounts = [f"projects/{_PROJECT}/serviceAccounts/{email}" for email in (ACCOUNT, agent)]
        return {
            "project": _PROJECT,
            "uniqueId": _UNIQUE_ID,
            "keys": {_KEY_ID: self._account_certificate},
            "permissions": {
                account: [f"iam.serviceAccountKeys.{action}" for action in _ACTIONS] for account in accounts
            },
            "may_impersonate": [],
        }

    @staticmethod
    def describe(paths: dict[str, str]) -> dict[str, Any]:
        return {
            "azure": {"client_id": CLIENT, "application_id": _APPLICATION}
            | {key: paths[name] for key, name in _AZURE.items()},
            "gcp": {"project": _PROJECT, "service_account": ACCOUNT, "key_id": _KEY_ID}
            | {key: paths[name] for key, name in _GCP.items()},
        }
