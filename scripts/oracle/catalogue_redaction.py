"""What of a value must not be seen, and how it is taken out."""

import re
from collections.abc import Callable
from typing import Any

_URL = re.compile(r'(?P<scheme>[a-z0-9+.-]*)://(?P<rest>[^\s"\\<>#]*)', re.IGNORECASE)
# A text that is the path of a URL, with a query.
_PATH = re.compile(r'\A(/[^\s"\\<>#?]*\?)[^\s"\\<>#]+')


class Hidden(str):
    """Secret material: text that prints as `<redacted>`, and remembers what it stands for."""

    original: Any

    def __new__(cls, original: Any) -> "Hidden":
        text = super().__new__(cls, "<redacted>")
        text.original = original
        return text


def revealed(value: Any) -> Any:
    match value:
        case Hidden():
            return value.original
        case list():
            return [revealed(element) for element in value]
        case dict():
            return {key: revealed(member) for key, member in value.items()}
    return value


def hidden(value: Any) -> Any:
    """Every text and number of the value hidden; what is true, false or nothing stays."""
    match value:
        case dict():
            return {key: hidden(member) for key, member in value.items()}
        case list():
            return [hidden(element) for element in value]
        case None | bool() | Hidden():
            return value
    return Hidden(value)


def changed(value: Any, names: list[str], change: Callable[[Any], Any]) -> Any:
    """A value with what stands under the path changed; `**` stands for any number of members."""
    if not names:
        return change(value)
    if isinstance(value, list):
        return [changed(element, names, change) for element in value]
    if names[0] == "**":
        value = changed(value, names[1:], change)
        if isinstance(value, dict):
            return {name: changed(member, names, change) for name, member in value.items()}
        return value
    if isinstance(value, dict) and names[0] in value:
        return {**value, names[0]: changed(value[names[0]], names[1:], change)}
    return value


def without_url_secrets(value: Any) -> Any:
    """A value with the user information and the query of every URL in it hidden."""
    match value:
        case dict():
            return {without_url_secrets(name): without_url_secrets(member) for name, member in value.items()}
        case list():
            return [without_url_secrets(element) for element in value]
        case Hidden():
            return value
        case str():
            return _PATH.sub(r"\1<redacted>", _URL.sub(_without_secrets, value))
    return value


def _without_secrets(url: re.Match[str]) -> str:
    rest, mark, query = url["rest"].partition("?")
    authority, slash, path = rest.partition("/")
    user, at, host = authority.rpartition("@")
    if user and not (url["scheme"].endswith("ssh") and ":" not in user):
        authority = f"<redacted>{at}{host}"
    return f"{url['scheme']}://{authority}{slash}{path}{mark}{'<redacted>' if query else ''}"
