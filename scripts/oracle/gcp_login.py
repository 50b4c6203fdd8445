#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Log in as Google's own library does: with a service account's key, then as the account that it impersonates.

Standard input:  {"address": "http://127.0.0.1:P", "key": {"client_email", "private_key", "private_key_id"},
                  "impersonate": address}
Standard output: {"token"}
"""

import json
import sys

from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2 import service_account

_SCOPE = "https://www.googleapis.com/auth/cloud-platform"


def main() -> int:
    question = json.load(sys.stdin)
    address = question["address"]
    info = question["key"] | {"token_uri": f"{address}/oauth2.googleapis.com/token"}
    credentials = service_account.Credentials.from_service_account_info(info, scopes=[_SCOPE])
    credentials.refresh(Request())
    answer = AuthorizedSession(credentials).post(
        f"{address}/iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/{question['impersonate']}"
        ":generateAccessToken",
        json={"scope": [f"{_SCOPE}.read-only"], "lifetime": "900s"},
    )
    answer.raise_for_status()
    print(json.dumps({"token": answer.json()["accessToken"]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
