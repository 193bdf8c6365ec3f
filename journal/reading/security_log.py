"""What happened to one account in the last year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.paginator import Paginator

from journal.devices import Device
from journal.models import SecurityEvent
from journal.models.security_event import Happening

EVENTS_A_PAGE = 50
HAPPENINGS = {happening.value: happening for happening in Happening}


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One thing that happened, or the last of ``number`` times; ``by_day``: of one day.

    ``happening`` is None for a kind that a later release knows. ``about`` is the beginning of a
    token, else "". An empty ``device`` is nobody's business.
    """

    happening: Happening | None
    at: datetime
    number: int
    by_day: bool
    about: str
    device: Device


@dataclass(frozen=True, slots=True)
class EventsSlice:
    """One page of the log, the latest first.

    ``earlier`` and ``later`` are the numbers of the pages beside it, None at the ends.
    """

    events: tuple[EventFacts, ...]
    later: int | None
    earlier: int | None


def read_security_log(person: User, number: str | None, as_of: datetime) -> EventsSlice:
    """The page of that number, in two queries; the first or last for what is no number of one."""
    events = SecurityEvent.objects.of(person).recent(as_of).latest_first()
    page = Paginator(events, EVENTS_A_PAGE).get_page(number)
    return EventsSlice(
        events=tuple(_facts(event) for event in page),
        later=page.previous_page_number() if page.has_previous() else None,
        earlier=page.next_page_number() if page.has_next() else None,
    )


def _facts(event: SecurityEvent) -> EventFacts:
    return EventFacts(
        happening=HAPPENINGS.get(event.kind),
        at=event.at,
        number=event.number,
        by_day=event.day is not None,
        about=event.about,
        device=Device(event.browser, event.system),
    )
