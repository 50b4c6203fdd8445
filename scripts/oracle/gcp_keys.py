#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make and delete keys of a service account by Google's own client, as a person would who looks after it.

Standard input:  {"address": "http://127.0.0.1:P", "key_file": path, "account": email, "create": 2, "delete": [id]}
Standard output: {"created": [id]}
"""

import json
import sys
from pathlib import Path
from typing import Any

from google.oauth2 import service_account
from googleapiclient.discovery import build

_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


def main() -> int:
    question = json.load(sys.stdin)
    address, account = question["address"], question["account"]
    info = json.loads(Path(question["key_file"]).read_text()) | {"token_uri": f"{address}/oauth2.googleapis.com/token"}
    iam = build(
        "iam",
        "v1",
        static_discovery=True,
        credentials=service_account.Credentials.from_service_account_info(info, scopes=[_SCOPE]),
        client_options={"api_endpoint": f"{address}/iam.googleapis.com"},
    )
    keys = iam.projects().serviceAccounts().keys()
    name = f"projects/{info['project_id']}/serviceAccounts/{account}"
    for key in question.get("delete", []):
        keys.delete(name=f"{name}/keys/{key}").execute()
    created: list[Any] = [
        keys.create(name=name, body={}).execute()["name"].rpartition("/")[2] for _ in range(question.get("create", 0))
    ]
    json.dump({"created": created}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
