"""How TWITCHLOG_PATH is written: text in, the beginning of every address out."""

from __future__ import annotations

import re

# A part of a path that is written alike in every address: nothing of it is ever escaped.
_PATH_PART = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")


def path(typed: str) -> str:
    """The path below which all addresses lie, with a slash at both ends; "/" is none.

    Raises ValueError with a reason that ends in what would do.
    """
    if "://" in typed:
        would_do = "/".join(["", *_parts(typed.partition("://")[2])[1:], ""])
        raise ValueError(f"{typed} is a whole address; {would_do} would do")
    parts = typed.strip("/").split("/")
    if parts == [""]:
        return "/"
    if not all(_PATH_PART.fullmatch(part) for part in parts):
        would_do = "/".join(["", *(_parts(typed) or ["twitchlog"]), ""])
        raise ValueError(
            f"{typed} is not a path of letters, digits and hyphens; {would_do} would do"
        )
    return f"/{'/'.join(parts)}/"


def _parts(typed: str) -> list[str]:
    """What could be meant, without what is written in several ways."""
    plain = (re.sub(r"[^A-Za-z0-9_~-]+", "-", part).strip("-") for part in typed.split("/"))
    return [part for part in plain if part]
