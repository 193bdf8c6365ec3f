"""The links by which somebody else writes sightings: which is meant by a token, and until when."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Count, Q

from journal.models.appointment import Appointment
from journal.models.partner_link import PartnerLink
from journal.models.preferences import Preferences
from journal.models.share_link import link_digest
from journal.reading.share_links import end_of_day, is_token
from journal.sightings import SightingState

# Without an appointment a link works as long as a diary is kept at a time; with one never longer
# than a year.
USUAL_PARTNER_DAYS = 28
MOST_PARTNER_DAYS = 366
# Links of one person that work at the same time, and those that are over and still listed.
MOST_PARTNER_LINKS = 5
ENDED_LISTED = 10


@dataclass(frozen=True, slots=True)
class PartnerLinkFacts:
    """A link as its owner sees it; ``ends_at`` is when it ends or ended by itself.

    ``waiting`` counts what nobody has looked at yet. All instants are aware.
    """

    pk: int
    watcher: str
    made_at: datetime
    ends_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    waiting: int

    def works(self, as_of: datetime) -> bool:
        """Whether something can be written by it at ``as_of``."""
        return self.revoked_at is None and self.ends_at > as_of


def end_of_new_link(visit: Appointment | None, zone: ZoneInfo, as_of: datetime) -> datetime:
    """When a link that is made now ends: with the day of the appointment, else in four weeks."""
    today = as_of.astimezone(zone).date()
    if visit is None:
        return end_of_day(today + timedelta(days=USUAL_PARTNER_DAYS), zone)
    return end_of_day(min(visit.on_date, today + timedelta(days=MOST_PARTNER_DAYS)), zone)


def end_of_link(link: PartnerLink, zone: ZoneInfo) -> datetime:
    """When the link ends: with its appointment, wherever that was moved, or put behind.

    Never later than a year after it was made; of an appointment that was deleted, when it would
    have been.
    """
    visit = link.visit
    if visit is None:
        return link.ends_at
    latest = link.made_at + timedelta(days=MOST_PARTNER_DAYS)
    return min(visit.closed_at or latest, end_of_day(visit.on_date, zone), latest)


def living_partner_link(token: str, *, as_of: datetime) -> PartnerLink | None:
    """The link of that token that works, or None: for one that is unknown or over alike.

    What is looked up is the token's hash, and the two are compared in constant time.
    """
    if not is_token(token):
        return None
    hashed = link_digest(token)
    rows = PartnerLink.objects.select_related("owner__preferences", "visit")
    link = rows.filter(token_sha256=hashed, revoked_at=None).first()
    if link is None or not hmac.compare_digest(link.token_sha256, hashed):
        return None
    if not link.owner.is_active:
        return None
    if end_of_link(link, Preferences.fetched_with(link.owner).zone) <= as_of:
        return None
    return link


def partner_link_with_token(owner: User, token: str) -> PartnerLink | None:
    """The owner's link of that token, whatever became of it; None if it is not made yet."""
    rows = PartnerLink.objects.of(owner).select_related("visit")
    return rows.filter(token_sha256=link_digest(token)).first()


def partner_links_of(owner: User, zone: ZoneInfo, as_of: datetime) -> tuple[PartnerLinkFacts, ...]:
    """All that work and the last that are over, the newest first; in one query."""
    waits = Count("sightings", filter=Q(sightings__state=SightingState.WAITING))
    rows = PartnerLink.objects.of(owner).select_related("visit").annotate(waiting=waits)
    links = [_facts(row, zone) for row in rows.latest_first()]
    over = [link for link in links if not link.works(as_of)][:ENDED_LISTED]
    return tuple(link for link in links if link.works(as_of) or link in over)


def _facts(row: PartnerLink, zone: ZoneInfo) -> PartnerLinkFacts:
    return PartnerLinkFacts(
        pk=row.pk,
        watcher=row.watcher,
        made_at=row.made_at,
        ends_at=end_of_link(row, zone),
        revoked_at=row.revoked_at,
        used_at=row.used_at,
        waiting=getattr(row, "waiting", 0),
    )
