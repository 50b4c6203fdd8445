#!/usr/bin/env python3
"""Sends requests, one after the other on one connection for as long as that lasts, and tells what came.

Standard input:  {"host", "port", "tls": {"authority", "certificate", "key", "newest": "TLSv1_1"} or nothing,
                  "requests": [{"method", "path", "headers": [[name, value]], "body"}]}
Standard output: a list of {"status", "headers": [[name, value]], "body", "seconds"}, or {"error"} for what was not answered
"""

import http.client
import json
import ssl
import sys
import time
from typing import Any


def connection(question: dict[str, Any]) -> http.client.HTTPConnection:
    host, port, tls = question["host"], question["port"], question.get("tls")
    if not tls:
        return http.client.HTTPConnection(host, port, timeout=90)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(tls["authority"])
    if "certificate" in tls:
        context.load_cert_chain(tls["certificate"], tls["key"])
    if "newest" in tls:
        # OpenSSL takes so old a version at the lowest security level alone.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion[tls["newest"]]
    return http.client.HTTPSConnection(host, port, timeout=90, context=context)


def answer(client: http.client.HTTPConnection, request: dict[str, Any]) -> dict[str, Any]:
    body = request.get("body")
    began = time.monotonic()
    try:
        client.putrequest(request["method"], request["path"], skip_accept_encoding=True)
        for name, value in request.get("headers", []):
            client.putheader(name, value)
        if body is not None:
            client.putheader("Content-Length", str(len(body.encode())))
        client.endheaders(body.encode() if body is not None else None)
        response = client.getresponse()
        data = response.read()
    except (OSError, http.client.HTTPException) as error:
        client.close()
        return {"error": f"{type(error).__name__}: {error}"}
    return {
        "status": response.status, "headers": response.getheaders(), "body": data.decode(errors="replace"),
        "seconds": time.monotonic() - began,
    }


def main() -> None:
    question = json.load(sys.stdin)
    client = connection(question)
    json.dump([answer(client, request) for request in question["requests"]], sys.stdout)


if __name__ == "__main__":
    main()
