"""One thing at least of every kind that moto can hold, made by as many threads as help."""

import importlib
import pkgutil
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ..cloud import Cloud
from .material import Client

LEFTOVERS = frozenset({"leftovers"})
_HELPERS = {"everything", "machines", "material", "pems"}
_THREADS = 6
_SLOW = 10.0


def seed_everything(cloud: Cloud, only: frozenset[str] = frozenset()) -> dict[str, str]:
    """What moto can hold, or only the named seeds. Answers which of them failed, and why; the others are complete."""
    client = _clients(cloud)
    names = sorted(only) if only else [name for name in seeds() if name not in LEFTOVERS]
    with ThreadPoolExecutor(_THREADS) as pool:
        answers = dict(zip(names, pool.map(lambda name: _run(name, client), names), strict=True))
    return {name: failure for name, failure in answers.items() if failure}


def seeds() -> list[str]:
    package = sys.modules[__package__]
    return [module.name for module in pkgutil.iter_modules(package.__path__) if module.name not in _HELPERS]


def _run(name: str, client: Client) -> str | None:
    started = time.monotonic()
    try:
        importlib.import_module(f"{__package__}.{name}").seed(client)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    finally:
        if time.monotonic() - started > _SLOW:
            print(f"estate: {name} took {time.monotonic() - started:.1f} s", file=sys.stderr)
    return None


def _clients(cloud: Cloud) -> Client:
    """boto3 shares what it parses, but not between threads: one client is made at a time."""
    lock = threading.Lock()
    made: dict[str, Any] = {}

    def client(service: str) -> Any:
        with lock:
            if service not in made:
                made[service] = cloud.client(service)
            return made[service]

    return client
