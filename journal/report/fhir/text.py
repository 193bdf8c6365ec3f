"""Texts and times as FHIR R4 takes them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import UTC, datetime

# What neither a string of FHIR nor XHTML may hold: control characters but tab and line ends, halves
# of characters, and the two that are none.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text without characters that FHIR forbids, without space around it; "" if nothing is left
    to read.
    """
    return _NO_TEXT.sub("", text).strip()


def instant(at: datetime) -> str:
    """An aware time to the second, with its difference to UTC; FHIR knows no difference of odd
    seconds, as of 1890.
    """
    offset = at.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        at = at.astimezone(UTC)
    return at.isoformat(timespec="seconds")


def narrative(lines: Iterable[str]) -> dict[str, str]:
    """What a reader without codes sees, a paragraph a line."""
    body = "".join(f"<p>{escaped(line)}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'}


def escaped(line: str) -> str:
    """Text of the diary as XHTML: escaped, its own line ends kept."""
    return html.escape(plain(line)).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br/>")
