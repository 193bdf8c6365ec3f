"""Freezing a report, and the links under which somebody without an account may read it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from journal.models.frozen import FrozenReport, ShareLink, ShareOpening
from journal.passphrase import passphrases_to_try
from journal.report import Report, digest, from_json, to_json

# 192 bits of chance: 128 would do, and the link stays short enough to be typed from paper.
TOKEN_BYTES = 24
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
# Two touches of "Freeze" that come this soon after each other, with nothing written in between, freeze once.
SAME_TOUCH = timedelta(minutes=1)


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


def freeze_once(owner: User, report: Report, *, as_of: datetime) -> FrozenReport:
    """The same for a button that may be touched twice: the report just frozen, if this one says the same."""
    earlier = FrozenReport.objects.of(owner).filter(made_at__gt=as_of - SAME_TOUCH, made_at__lte=as_of)
    for frozen in earlier.latest_first():
        if to_json(replace(report, header=replace(report.header, made_at=frozen.made_at))) == frozen.content:
            return frozen
    return freeze(owner, report, as_of=as_of)


class DamagedError(Exception):
    """A frozen report whose text no longer fits its hash."""


def thawed(frozen: FrozenReport) -> Report:
    """The report as it was frozen. Raises :class:`DamagedError` if its text has been changed since."""
    if not hmac.compare_digest(digest(frozen.content), frozen.sha256):
        raise DamagedError(f"frozen report {frozen.pk} does not fit its hash")
    return from_json(frozen.content)


def token_for(owner: User, key: str, wanted: str) -> str:
    """The token of the link that a form asks for; ``key`` was drawn for that form, ``wanted`` is what it says.

    The same form sent twice gives the same token, which nobody can work out without the server's secret key. Without a
    key it is drawn by chance.
    """
    if not key:
        return secrets.token_urlsafe(TOKEN_BYTES)
    mac = salted_hmac("journal.models.sharing", f"{owner.pk}\n{key}\n{wanted}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()[:TOKEN_BYTES]).decode()


def link_made(owner: User, token: str) -> ShareLink | None:
    """The owner's link of that token, whatever became of it; None if it is not made yet."""
    return ShareLink.objects.of(owner).filter(token_sha256=_hashed(token)).select_related("frozen").first()


def new_link(
    frozen: FrozenReport, token: str, *, for_whom: str, passphrase: str, ends_at: datetime, as_of: datetime
) -> ShareLink:
    """A link to the frozen report; its token is kept nowhere. ``passphrase`` is normal (``journal.passphrase``)."""
    return ShareLink.objects.create(
        owner=frozen.owner,
        frozen=frozen,
        for_whom=for_whom,
        token_sha256=_hashed(token),
        passphrase=make_password(passphrase) if passphrase else "",
        made_at=as_of,
        ends_at=ends_at,
    )


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
    """Whether the passphrase is right, as it was typed."""
    return any(check_password(text, link.passphrase) for text in passphrases_to_try(passphrase))


def note_opening(link: ShareLink, what: str, *, as_of: datetime) -> None:
    """Keep for the owner that the link was opened; nothing of who opened it."""
    ShareOpening.objects.create(link=link, opened_at=as_of, what=what)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
