"""The page on what happened to an account, for its owner."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.devices import Device
from journal.reading.security_log import EventFacts, EventsSlice
from journal.wording.dates import instant_in
from journal.wording.devices import device_name


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the log; ``device`` is "" where it is nobody's business."""

    at: str
    text: str
    device: str


@dataclass(frozen=True, slots=True)
class SecurityLogPage:
    """Some lines of the log, the latest first.

    ``later`` and ``earlier`` are the numbers of the pages beside this one, None at the ends.
    """

    rows: tuple[EventRow, ...]
    later: int | None
    earlier: int | None


def security_log_page(events: EventsSlice, *, zone: ZoneInfo) -> SecurityLogPage:
    """The page, with times in ``zone``, the person's."""
    rows = tuple(_row(event, zone) for event in events.events)
    return SecurityLogPage(rows, events.later, events.earlier)


def _row(event: EventFacts, zone: ZoneInfo) -> EventRow:
    device = ""
    if event.device != Device():
        device = device_name(event.device)
    return EventRow(instant_in(event.at, zone), _text(event), device)


def _text(event: EventFacts) -> str:
    """What happened; of several times the time of the last stands beside it."""
    text = _("Something else")
    if event.happening:
        text = str(event.happening.label)
    if event.about:
        text = _("%(text)s (%(about)s…)") % {"text": text, "about": event.about}
    if event.number == 1:
        return text
    times = _("%(text)s, %(number)d times")
    if event.by_day:
        times = _("%(text)s, %(number)d times that day, the last time then")
    return times % {"text": text, "number": event.number}
