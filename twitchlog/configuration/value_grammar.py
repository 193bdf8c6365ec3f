"""How a setting is written, and what it means: text in, value out.

Standard library and the diary's pure half only.

Each raises ValueError with a reason that ends in what would do: "there is no such time zone;
Europe/Berlin would do". Spaces around a value and a slash at its end are understood everywhere.
"""

from __future__ import annotations

import ipaddress
import re
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from journal.entries import is_taken_zone
from journal.time_zones import offered_zones

ON = frozenset({"1", "true", "yes", "y", "on", "ok"})
OFF = frozenset({"0", "false", "no", "n", "off"})
EXAMPLE = "diary.example.org"
# What a browser can send as the name of a host, and Django takes.
_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def switch(typed: str) -> bool:
    """Whether the word means on."""
    if typed.lower() in ON | OFF:
        return typed.lower() in ON
    raise ValueError("neither on nor off; 1 or 0 would do")


def number(typed: str, least: int, most: int, example: int) -> int:
    """A whole number from ``least`` to ``most``, in digits."""
    if re.fullmatch(r"[0-9]{1,9}", typed) and least <= int(typed) <= most:
        return int(typed)
    raise ValueError(f"not a whole number from {least} to {most}; {example} would do")


def items(typed: str) -> list[str]:
    """The parts of a list: commas, semicolons, spaces and line ends separate."""
    parts = [part for part in re.split(r"[\s,;]+", typed) if part]
    if not parts:
        raise ValueError("an empty list; without this setting it would do")
    return parts


def host(typed: str) -> str:
    """A host's name as Django compares it: lower case, IPv6 in brackets.

    ``.example.org`` stands for that name and all below it, ``*`` for every name.
    """
    if typed == "*":
        return typed
    if "://" in typed:
        raise ValueError(
            f"{typed} is an address, not a name; {_split(typed).hostname or EXAMPLE} would do"
        )
    name, _slash, path = typed.partition("/")
    if path.strip("/"):
        raise ValueError(f"{typed} names a path, which TWITCHLOG_PATH does; {name} would do")
    if name.startswith("*."):
        raise ValueError(f"{typed} is not how all names below one are written; {name[1:]} would do")
    plain = _host(name.removeprefix("."))
    if name.startswith("."):
        return f".{plain}"
    return plain


def _host(name: str) -> str:
    """Raises ValueError unless it is an IP address or a name alone."""
    address = _ip(name)
    if isinstance(address, ipaddress.IPv6Address):
        return f"[{address}]"
    if address:
        return str(address)
    before, colon, _port = name.rpartition(":")
    if colon:
        raise ValueError(
            f"{name} is more than a name; without the port, {before or EXAMPLE} would do"
        )
    plain = _ascii(name.rstrip(".").lower())
    if not _NAME.fullmatch(plain):
        better = re.sub(r"[^a-z0-9.-]+", "-", plain).strip("-.") or EXAMPLE
        raise ValueError(f"{name} is not a name that a browser can ask for; {better} would do")
    return plain


def _ip(typed: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if typed.startswith("[") and typed.endswith("]"):
        typed = typed[1:-1]
    try:
        return ipaddress.ip_address(typed)
    except ValueError:
        return None


def _ascii(name: str) -> str:
    """A name as browsers send it: ``tagebücher.example`` is ``xn--tagebcher-t9a.example`` on the
    way.
    """
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def origin(typed: str) -> str:
    """The beginning of an address, as browsers name where a form comes from:
    ``https://diary.example.org:8443``.
    """
    scheme, separator, address = typed.partition("://")
    if not separator:
        raise ValueError(f"{typed} lacks its scheme; {_suggested(f'https://{typed}')} would do")
    scheme = scheme.lower()
    parts = _split(f"{scheme}://{address.rstrip('/')}")
    if not parts.netloc:
        raise ValueError(f"{typed} names no host; https://{EXAMPLE} would do")
    if scheme not in _DEFAULT_PORTS or parts.username is not None:
        raise ValueError(
            f"{typed} is not an address of a page; {_suggested(f'https://{address}')} would do"
        )
    if parts.path or parts.query or parts.fragment:
        raise ValueError(f"{typed} names a path; {_suggested(typed)} would do")
    try:
        return _written(scheme, parts.netloc)
    except ValueError as error:
        reason, _semicolon, better = str(error).rpartition("; ")
        raise ValueError(f"{reason}; {scheme}://{better.removeprefix(f'{scheme}://')}") from error


def _suggested(typed: str) -> str:
    parts = _split(typed)
    try:
        return _written(parts.scheme, parts.netloc.rpartition("@")[2])
    except ValueError:
        return f"https://{EXAMPLE}"


def _split(typed: str) -> SplitResult:
    """The parts of an address; of nothing, if it is none."""
    try:
        return urlsplit(typed)
    except ValueError:
        return urlsplit("")


def _written(scheme: str, netloc: str) -> str:
    """Scheme, name and port as browsers write them; the usual port is left out."""
    name, colon, port = netloc.rpartition(":")
    if not colon or netloc.endswith("]"):
        name, port = netloc, ""
    if port and not (re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) < 65_536):
        raise ValueError(f"{netloc} has no port from 1 to 65535; {scheme}://{name} would do")
    plain = _host(name.removeprefix("*."))
    if name.startswith("*."):
        plain = f"*.{plain}"
    if port and int(port) != _DEFAULT_PORTS[scheme]:
        plain = f"{plain}:{int(port)}"
    return f"{scheme}://{plain}"


def machine(typed: str) -> str:
    """A machine's name or IP address alone: where to listen, or who takes mail.

    IPv6 comes without brackets.
    """
    if typed == "*":
        raise ValueError("not an address of this machine; 0.0.0.0, all of them, would do")
    name = typed.removesuffix("/")
    if "/" in name:
        if "://" not in typed:
            typed = f"//{typed}"
        named = _split(typed).hostname
        raise ValueError(f"an address with more than a name; {named or 'localhost'} would do")
    address = _ip(name)
    if address:
        return str(address)
    before, colon, _port = name.rpartition(":")
    if colon:
        better = before.strip("[]") or "localhost"
        raise ValueError(f"a name with a port, which is a setting of its own; {better} would do")
    plain = _ascii(name)
    if not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?", plain):
        raise ValueError("not a machine's name; localhost would do")
    return plain


def sender(typed: str) -> str:
    """An e-mail address, with a name before it or without: ``Twitchlog <diary@example.org>``."""
    address = parseaddr(typed)[1]
    if typed.isprintable() and re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
        return typed
    raise ValueError("not an e-mail address; diary@example.org would do")


def zone(typed: str) -> str:
    """The name of a time zone that a person may choose."""
    zones = offered_zones()
    if is_taken_zone(typed):
        return typed
    by_word = {name.lower(): name for name in zones}
    by_word |= {name.rpartition("/")[2].lower(): name for name in zones}
    near = [by_word[word] for word in get_close_matches(typed.lower(), by_word, n=1, cutoff=0.75)]
    better = next(iter(near), "Europe/Berlin")
    raise ValueError(f"there is no such time zone; {better} would do")


def folder(typed: str) -> Path:
    """A folder that is there or can be made; ``~`` is one's own."""
    try:
        path = Path(typed).expanduser().absolute()
        if path.exists() and not path.is_dir():
            raise ValueError("not a folder but a file; another name would do")
    except (OSError, RuntimeError) as error:
        raise ValueError(f"of no use as a folder ({error}); another would do") from error
    return path


def folders(typed: str) -> list[Path]:
    """Folders that are there, separated by commas: their names may hold spaces."""
    paths = [folder(part.strip()) for part in typed.split(",") if part.strip()]
    if not paths:
        raise ValueError("an empty list; without this setting it would do")
    for path in paths:
        if not path.is_dir():
            raise ValueError(f"there is no folder {path}; /usr/share/fonts would do")
    return paths
