"""Freezing a report, and the links under which somebody without an account may read it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User

from journal.models.frozen import FrozenReport, ShareLink, ShareOpening
from journal.report import Report, digest, from_json, to_json

# 192 bits of chance: 128 would do, and the link stays short enough to be typed from paper.
TOKEN_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


def freeze(owner: User, report: Report, *, as_of: datetime) -> FrozenReport:
    """Keep the report as it stands, with its hash."""
    content = to_json(report)
    return FrozenReport.objects.create(
        owner=owner,
        made_at=as_of,
        first_night=report.header.first,
        last_night=report.header.last,
        rules_version=report.rules_version,
        content=content,
        sha256=digest(content),
    )


class DamagedError(Exception):
    """A frozen report whose text no longer fits its hash."""


def thawed(frozen: FrozenReport) -> Report:
    """The report as it was frozen. Raises :class:`DamagedError` if its text has been changed since."""
    if not hmac.compare_digest(digest(frozen.content), frozen.sha256):
        raise DamagedError(f"frozen report {frozen.pk} does not fit its hash")
    return from_json(frozen.content)


def new_link(
    frozen: FrozenReport, *, for_whom: str, passphrase: str, ends_at: datetime, as_of: datetime
) -> tuple[ShareLink, str]:
    """A link to the frozen report, and its token: the only time that anybody sees it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = ShareLink.objects.create(
        owner=frozen.owner,
        frozen=frozen,
        for_whom=for_whom,
        token_sha256=_hashed(token),
        passphrase=make_password(passphrase) if passphrase else "",
        made_at=as_of,
        ends_at=ends_at,
    )
    return link, token


def link_of(token: str, *, as_of: datetime) -> ShareLink | None:
    """The living link of that token, or None: for one that is unknown, ended or taken back alike.

    What is looked up is the token's hash, and the two hashes are compared in constant time: how long an answer takes
    tells nothing of how near a guess was.
    """
    if not _TOKEN.fullmatch(token):
        return None
    hashed = _hashed(token)
    link = ShareLink.objects.alive(as_of).filter(token_sha256=hashed).select_related("frozen").first()
    return link if link and hmac.compare_digest(link.token_sha256, hashed) else None


def opens(link: ShareLink, passphrase: str) -> bool:
    """Whether the passphrase is right."""
    return check_password(passphrase, link.passphrase)


def note_opening(link: ShareLink, what: str, *, as_of: datetime) -> None:
    """Keep for the owner that the link was opened; nothing of who opened it."""
    ShareOpening.objects.create(link=link, opened_at=as_of, what=what)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
