"""The page of one's links to reports, and the page that somebody sees who follows one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from journal.address_reach import Reach, reach
from journal.models.share_link import ShareOpening
from journal.reading.share_links import LinkOpening, ShareLinkFacts, end_of_day
from journal.wording.dates import instant_in
from journal.wording.frozen_reports import nights_text
from journal.wording.share_links import (
    ends_too_soon_text,
    link_name,
    link_state,
    wrong_tries_text,
)

OPENINGS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ShareLinkRow:
    """A link in the list: its state in words, and when it was opened, the latest first.

    ``too_short``: that it ends before the appointment; ``tried``: that wrong passphrases were
    typed; "" for neither. ``more`` counts the openings that are not listed.
    """

    pk: int
    frozen_pk: int
    name: str
    nights: str
    state: str
    works: bool
    has_passphrase: bool
    too_short: str
    tried: str
    openings: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A link that was made just now: its address is shown once, its token sent along to the PDF.

    ``remarks`` say how what was typed was understood.
    """

    frozen_pk: int
    token: str
    address: str
    remarks: tuple[str, ...] = ()

    def with_remarks(self, remarks: Iterable[str]) -> MadeLink:
        """The same link, said with these remarks."""
        return replace(self, remarks=tuple(remarks))


@dataclass(frozen=True, slots=True)
class SharePage:
    """One's links, and from where a link made here can be opened.

    ``made``: the link that was asked for. ``gone``: the one of this form was made before and works
    no longer. ``open_on_the_way``: the page came without HTTPS.
    """

    links: tuple[ShareLinkRow, ...]
    host: str
    reach: Reach
    open_on_the_way: bool
    made: MadeLink | None
    gone: bool


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A shared report for whoever has its link: markup, until when, and the report's hash."""

    article: SafeString
    until: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ShareClock:
    """What links are read against: the owner's zone, now, and the day of the next visit."""

    zone: ZoneInfo
    as_of: datetime
    visit_on: date | None


def share_page(
    links: Sequence[ShareLinkFacts],
    clock: ShareClock,
    *,
    host: str,
    is_secure: bool,
    made: MadeLink | None,
    gone: bool,
) -> SharePage:
    """The page; ``host`` is that of the request, ``is_secure`` whether it came over HTTPS."""
    how_far = reach(host)
    return SharePage(
        links=tuple(_row(link, clock) for link in links),
        host=host,
        reach=how_far,
        open_on_the_way=not is_secure and how_far is not Reach.MACHINE,
        made=made,
        gone=gone,
    )


def _row(link: ShareLinkFacts, clock: ShareClock) -> ShareLinkRow:
    shown = link.openings[:OPENINGS_SHOWN]
    return ShareLinkRow(
        pk=link.pk,
        frozen_pk=link.frozen_pk,
        name=link_name(link.for_whom, link.made_at, clock.zone),
        nights=nights_text(link.first, link.last),
        state=link_state(link.revoked_at, link.ends_at, clock.zone, clock.as_of),
        works=link.works(clock.as_of),
        has_passphrase=link.has_passphrase,
        too_short=_too_short(link, clock),
        tried=wrong_tries_text(link.wrong_tries, link.tried_at, clock.zone),
        openings=tuple(_opening(opening, clock.zone) for opening in shown),
        more=len(link.openings) - len(shown),
    )


def _too_short(link: ShareLinkFacts, clock: ShareClock) -> str:
    if clock.visit_on is None or not link.works(clock.as_of):
        return ""
    if link.ends_at >= end_of_day(clock.visit_on, clock.zone):
        return ""
    return ends_too_soon_text(clock.visit_on)


def _opening(opening: LinkOpening, zone: ZoneInfo) -> str:
    return f"{instant_in(opening.at, zone)}: {ShareOpening.What(opening.part).label}"
