"""The address of a database on a server of PostgreSQL: text in, Django's setting out.

As :mod:`twitchlog.configuration.value_grammar`: each raises ValueError with a reason that ends in
what would do. None repeats a part of the address, in which a password may stand anywhere.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

EXAMPLE_ADDRESS = "postgres://twitchlog:PASSWORD@localhost:5432/twitchlog"
SCHEMES = {"postgres", "postgresql"}
ENGINE = "twitchlog.database.postgresql"
# How strictly the connection is encrypted, as PostgreSQL's own programs name it.
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SSL_FILES = ("sslrootcert", "sslcert", "sslkey")
OPTIONS = ("sslmode", *SSL_FILES, "pool")
# Seconds: to connect; for another writer (less in the workers that answer: front.bounds).
CONNECT_SECONDS, LOCK_SECONDS = 5, 20
# A machine that is gone without a word is noticed after so many milliseconds.
SILENCE_MILLISECONDS = 30_000
_SPOILT = "a sign such as @ / ? # % in a name or password is written as %40 %2F %3F %23 %25"


def postgresql(typed: str) -> dict[str, Any]:
    """What Django is told of the database at that address."""
    parts = _parts(typed)
    name, host = unquote(parts.path.removeprefix("/")), unquote(parts.hostname or "")
    if not name or "/" in name:
        raise ValueError(f"it names no database; {EXAMPLE_ADDRESS} would do")
    if host and not re.fullmatch(r"[A-Za-z0-9._:-]+|/[^\s]*", host):
        raise ValueError(f"it names no machine; {EXAMPLE_ADDRESS} would do")
    wanted = _options(parts.query)
    pool = wanted.pop("pool", "")
    return {
        "ENGINE": ENGINE,
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        # A connection is kept: making one takes as long as a page. It is looked at before it is
        # used again, since the server may have been started anew meanwhile.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Their rows would be fetched over another connection than the one that asked for them.
        "DISABLE_SERVER_SIDE_CURSORS": pool == "transaction",
        "OPTIONS": {
            "application_name": "twitchlog",
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": SILENCE_MILLISECONDS,
            "timeout": LOCK_SECONDS,  # ours: see twitchlog.database.postgresql.base
            **_encryption(host),
            **wanted,
        },
    }


def _parts(typed: str) -> SplitResult:
    try:
        parts = urlsplit(typed)
        parts.port  # noqa: B018 - raises ValueError for what is no port
    except ValueError as error:
        raise ValueError(
            f"no address that can be read: {_SPOILT}; {EXAMPLE_ADDRESS} would do"
        ) from error
    if parts.scheme == "sqlite":
        raise ValueError("SQLite is what there is without it; leaving it out would do")
    if parts.scheme not in SCHEMES:
        raise ValueError(f"not an address of PostgreSQL; {EXAMPLE_ADDRESS} would do")
    if parts.fragment or "@" in parts.path or not typed.isprintable():
        raise ValueError(f"no address that can be read: {_SPOILT}; {EXAMPLE_ADDRESS} would do")
    return parts


def _options(query: str) -> dict[str, str]:
    """What stands behind the question mark."""
    try:
        given = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))
    except ValueError as error:
        raise ValueError(f"{_SPOILT}; {EXAMPLE_ADDRESS}?sslmode=require would do") from error
    if unknown := sorted(given.keys() - set(OPTIONS)):
        known = ", ".join(OPTIONS)
        raise ValueError(f"it has {len(unknown)} options other than these; {known} would do")
    if given.get("sslmode", "disable") not in SSL_MODES:
        raise ValueError(f"there is no such sslmode; one of {', '.join(SSL_MODES)} would do")
    if given.get("pool", "transaction") != "transaction":
        raise ValueError("there is no such pool; pool=transaction, or none, would do")
    for name in SSL_FILES:
        if name in given and not Path(given[name]).is_file():
            raise ValueError(f"the file that {name} names is not there; one that is would do")
    return given


def _encryption(host: str) -> dict[str, str]:
    """A diary crosses no network in the clear unless that is asked for."""
    if not host or host.startswith("/") or host in {"localhost", "127.0.0.1", "::1"}:
        return {}
    return {"sslmode": "require"}
