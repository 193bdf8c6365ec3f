"""The owner's page of what somebody else saw, and of the links by which they write it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from journal.address_reach import Reach, reach
from journal.observations import Woke
from journal.reading.partner_links import PartnerLinkFacts
from journal.reading.sightings import SightingFacts, StoredSighting
from journal.time_zones import stored_zone
from journal.wording.choices import lay_word
from journal.wording.dates import instant_in, night
from journal.wording.sightings import (
    partner_link_state,
    said_of_waking,
    sighted_place,
    watcher_name,
    watcher_words,
)

ASKED_OF_WAKING = (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE)


@dataclass(frozen=True, slots=True)
class MadePartnerLink:
    """A link that was made just now: its address and its code to scan, shown this once.

    ``until`` says when it ends.
    """

    address: str
    code: str
    until: str


@dataclass(frozen=True, slots=True)
class SightingRow:
    """One sighting: when, what, and what its watcher said of waking, "" for nothing."""

    pk: int
    time: str
    place: str
    words: str
    of_waking: str
    watcher: str


@dataclass(frozen=True, slots=True)
class SightingNight:
    """What waits of one night."""

    id: str
    name: str
    rows: tuple[SightingRow, ...]


@dataclass(frozen=True, slots=True)
class PartnerLinkRow:
    """A link in the list: who has it, its state, and when something last came by it."""

    pk: int
    name: str
    state: str
    used: str
    works: bool
    waiting: int


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """All that the page shows beside the form for a new link.

    ``more`` wait and are not shown. ``woke_choices``: value and words of each answer to "Did it
    wake you?". ``made``: the link that was asked for; ``gone``: the one of this form works no
    longer; ``is_full``: there is room for no more. ``discarded``: they have their night as time.
    """

    nights: tuple[SightingNight, ...]
    more: int
    discarded: tuple[SightingRow, ...]
    woke_choices: tuple[tuple[str, str], ...]
    links: tuple[PartnerLinkRow, ...]
    reach: Reach
    made: MadePartnerLink | None
    gone: bool
    is_full: bool


@dataclass(frozen=True, slots=True)
class PartnerClock:
    """The owner's zone, and now."""

    zone: ZoneInfo
    as_of: datetime


def partner_page(
    facts: SightingFacts,
    links: tuple[PartnerLinkFacts, ...],
    clock: PartnerClock,
    *,
    host: str,
    made: MadePartnerLink | None,
    gone: bool,
    most_links: int,
) -> PartnerPage:
    """The page; ``host`` is that of the request."""
    return PartnerPage(
        nights=tuple(
            SightingNight(on.isoformat(), night(on), tuple(_row(item) for item in rows))
            for on, rows in facts.nights
        ),
        more=facts.more,
        discarded=tuple(_row(item, dated=True) for item in facts.discarded),
        woke_choices=tuple((value.value, lay_word(value)) for value in ASKED_OF_WAKING),
        links=tuple(_link(link, clock) for link in links),
        reach=reach(host),
        made=made,
        gone=gone,
        is_full=sum(link.works(clock.as_of) for link in links) >= most_links,
    )


def _row(item: StoredSighting, *, dated: bool = False) -> SightingRow:
    local = item.sent.happened_at.astimezone(stored_zone(item.sent.time_zone))
    time = f"{local:%H:%M}"
    return SightingRow(
        pk=item.pk,
        time=f"{night(item.night)}, {time}" if dated else time,
        place=sighted_place(item.sent),
        words=" · ".join(watcher_words(item.sent)),
        of_waking=said_of_waking(item.sent),
        watcher=watcher_name(item.watcher),
    )


def _link(link: PartnerLinkFacts, clock: PartnerClock) -> PartnerLinkRow:
    return PartnerLinkRow(
        pk=link.pk,
        name=watcher_name(link.watcher),
        state=partner_link_state(link.revoked_at, link.ends_at, clock.zone, clock.as_of),
        used=instant_in(link.used_at, clock.zone) if link.used_at else "",
        works=link.works(clock.as_of),
        waiting=link.waiting,
    )
