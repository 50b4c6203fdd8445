#!/usr/bin/env python3
"""What hvac, the usual Python client, makes of one call to Vault.

Standard input:  {"address", "token", "ca_certificate"?, "namespace"?, "call", "mount"?, "path"?, what the call needs}
Standard output: {"answer"} or {"error": hvac's exception, "status"?, "message"}

kv1_read, kv2_patch ("secret"), kv2_metadata, kv2_undelete and kv2_destroy ("versions"), lookup_self, health,
kv1_write ("secret"), kv2_read ("version"?), kv2_write ("secret", "cas"?), kv2_delete ("versions"?),
kv2_update_metadata ("cas_required"?, "max_versions"?, "custom_metadata"?), capabilities ("paths")

An answer that hvac leaves as it came is {"status", "body"}. An error also makes the exit status 1.
"""

import json
import sys
from typing import Any, Callable

import hvac
from hvac.exceptions import VaultError
from requests import Response
from requests.exceptions import RequestException

Question = dict[str, Any]

_KNOWN_STATUSES = (400, 401, 403, 404, 429, 500, 501, 502, 503)
# hvac makes exceptions of statuses, and forgets the statuses.
_STATUSES = {type(VaultError.from_status(status)).__name__: status for status in _KNOWN_STATUSES}


def _kv1_read(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v1.read_secret(**_place(question))


def _kv1_write(vault: hvac.Client, question: Question) -> Any:
    # Not hvac's guess whether the secret is there already, which asks a second time.
    return vault.secrets.kv.v1.create_or_update_secret(**_place(question), secret=question["secret"], method="PUT")


def _kv2_read(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.read_secret_version(
        **_place(question), version=question.get("version"), raise_on_deleted_version=False
    )


def _kv2_write(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.create_or_update_secret(
        **_place(question), secret=question["secret"], cas=question.get("cas")
    )


def _kv2_patch(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.patch(**_place(question), secret=question["secret"])


def _kv2_metadata(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.read_secret_metadata(**_place(question))


def _kv2_update_metadata(vault: hvac.Client, question: Question) -> Any:
    names = ("cas_required", "max_versions", "custom_metadata")
    return vault.secrets.kv.v2.update_metadata(
        **_place(question), **{name: question[name] for name in names if name in question}
    )


def _kv2_delete(vault: hvac.Client, question: Question) -> Any:
    if "versions" in question:
        return vault.secrets.kv.v2.delete_secret_versions(**_place(question), versions=question["versions"])
    return vault.secrets.kv.v2.delete_latest_version_of_secret(**_place(question))


def _kv2_undelete(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.undelete_secret_versions(**_place(question), versions=question["versions"])


def _kv2_destroy(vault: hvac.Client, question: Question) -> Any:
    return vault.secrets.kv.v2.destroy_secret_versions(**_place(question), versions=question["versions"])


def _lookup_self(vault: hvac.Client, question: Question) -> Any:
    return vault.auth.token.lookup_self()


def _capabilities(vault: hvac.Client, question: Question) -> Any:
    return vault.sys.get_capabilities(question["paths"])


def _health(vault: hvac.Client, question: Question) -> Any:
    return vault.sys.read_health_status(method="GET")


_CALLS: dict[str, Callable[[hvac.Client, Question], Any]] = {
    "kv1_read": _kv1_read,
    "kv1_write": _kv1_write,
    "kv2_read": _kv2_read,
    "kv2_write": _kv2_write,
    "kv2_patch": _kv2_patch,
    "kv2_metadata": _kv2_metadata,
    "kv2_update_metadata": _kv2_update_metadata,
    "kv2_delete": _kv2_delete,
    "kv2_undelete": _kv2_undelete,
    "kv2_destroy": _kv2_destroy,
    "lookup_self": _lookup_self,
    "capabilities": _capabilities,
    "health": _health,
}


def _place(question: Question) -> dict[str, str]:
    return {"mount_point": question["mount"], "path": question["path"]}


def _client(question: Question) -> hvac.Client:
    return hvac.Client(
        url=question["address"],
        token=question["token"],
        verify=question.get("ca_certificate", True),
        namespace=question.get("namespace"),
        # Without proxies: the server is a test server on this machine.
        proxies={"http": None, "https": None},
    )


def _plain(answer: Any) -> Any:
    if not isinstance(answer, Response):
        return answer
    try:
        body = answer.json()
    except ValueError:
        body = answer.text
    return {"status": answer.status_code, "body": body}


def _failure(error: Exception) -> dict[str, Any]:
    name = type(error).__name__
    status = {"status": _STATUSES[name]} if name in _STATUSES else {}
    return {"error": name, **status, "message": str(error)}


def main() -> int:
    question = json.load(sys.stdin)
    try:
        answer = {"answer": _plain(_CALLS[question["call"]](_client(question), question))}
    except (VaultError, RequestException) as error:
        answer = _failure(error)
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return int("error" in answer)


if __name__ == "__main__":
    sys.exit(main())
