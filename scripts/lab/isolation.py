"""Keeps the settings of whoever runs the lab out of it."""

import os

_PREFIXES = ("AWS_", "BAO_", "VAULT_", "MINISTACK_", "S3_", "MOTO_")
_NAMES = {"AUTH", "SERVICES", "USE_SSL", "LOG_LEVEL", "CLOUDTRAIL_RECORDING", "PERSIST_STATE", "LD_PRELOAD"}
_PROXIES = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}


def isolate() -> None:
    """Forgets proxies, profiles, endpoints and tokens: a lab must not find its way to a real cloud."""
    for name in list(os.environ):
        if name.startswith(_PREFIXES) or name in _NAMES or name.lower() in _PROXIES:
            del os.environ[name]
    os.environ["no_proxy"] = "127.0.0.1,localhost"
    os.environ["AWS_CONFIG_FILE"] = os.environ["AWS_SHARED_CREDENTIALS_FILE"] = os.devnull
    os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
    # Logs, keys and configuration files are nobody else's to read.
    os.umask(0o077)
