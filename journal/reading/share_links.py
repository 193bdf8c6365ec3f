"""The links to frozen reports: which is meant by a token, what their owner sees of them."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User

from journal.models.share_link import ShareLink, ShareOpening, link_digest
from journal.passphrase import passphrases_to_try

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


@dataclass(frozen=True, slots=True)
class LinkOpening:
    """One time that a link was opened; ``part``: "page" or "pdf"."""

    at: datetime
    part: str


@dataclass(frozen=True, slots=True)
class ShareLinkFacts:
    """A link as its owner sees it; ``openings`` are the latest first.

    ``frozen_pk``, ``first`` and ``last`` are its report's key and nights. ``wrong_tries`` counts
    the wrong passphrases, the latest of them ``tried_at``.
    """

    pk: int
    frozen_pk: int
    first: date
    last: date
    for_whom: str
    has_passphrase: bool
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    wrong_tries: int
    tried_at: datetime | None
    openings: tuple[LinkOpening, ...]

    def works(self, as_of: datetime) -> bool:
        """Whether it opens its report at ``as_of``."""
        return self.revoked_at is None and self.ends_at > as_of


def end_of_day(last_day: date, zone: ZoneInfo) -> datetime:
    """The midnight that ends the day: when a link ends that works until its end."""
    return datetime.combine(last_day + timedelta(days=1), time(0), zone)


def links_of(owner: User) -> list[ShareLinkFacts]:
    """All links of the owner, the newest first, in two queries."""
    rows = ShareLink.objects.of(owner).select_related("frozen").defer("frozen__content")
    openings: defaultdict[int, list[LinkOpening]] = defaultdict(list)
    for row in ShareOpening.objects.of(owner).latest_first():
        openings[row.link_id].append(LinkOpening(row.opened_at, row.what))
    return [_facts(link, openings[link.pk]) for link in rows.latest_first()]


def _facts(link: ShareLink, openings: list[LinkOpening]) -> ShareLinkFacts:
    return ShareLinkFacts(
        pk=link.pk,
        frozen_pk=link.frozen_id,
        first=link.frozen.first_night,
        last=link.frozen.last_night,
        for_whom=link.for_whom,
        has_passphrase=bool(link.passphrase),
        made_at=link.made_at,
        ends_at=link.ends_at,
        revoked_at=link.revoked_at,
        wrong_tries=link.wrong_tries,
        tried_at=link.tried_at,
        openings=tuple(openings),
    )


def links_ending_before(owner: User, moment: datetime, *, as_of: datetime) -> int:
    """How many of the links that work at ``as_of`` end before ``moment``."""
    return ShareLink.objects.of(owner).alive(as_of).filter(ends_at__lt=moment).count()


def link_with_token(owner: User, token: str) -> ShareLink | None:
    """The owner's link of that token, whatever became of it; None if it is not made yet."""
    return (
        ShareLink.objects.of(owner)
        .filter(token_sha256=link_digest(token))
        .select_related("frozen")
        .first()
    )


def is_token(text: str) -> bool:
    """Whether the text has the shape of a link's token."""
    return bool(_TOKEN.fullmatch(text))


def living_link(token: str, *, as_of: datetime) -> ShareLink | None:
    """The living link of that token, or None: for one that is unknown, ended or taken back alike.

    What is looked up is the token's hash, and the two hashes are compared in constant time: how
    long an answer takes tells nothing of how near a guess was.
    """
    if not is_token(token):
        return None
    hashed = link_digest(token)
    alive = ShareLink.objects.alive(as_of).filter(token_sha256=hashed)
    link = alive.select_related("frozen").defer("frozen__content").first()
    if link is None or not hmac.compare_digest(link.token_sha256, hashed):
        return None
    return link


def is_right_passphrase(link: ShareLink, passphrase: str) -> bool:
    """Whether the passphrase is right, as it was typed."""
    return any(check_password(text, link.passphrase) for text in passphrases_to_try(passphrase))
