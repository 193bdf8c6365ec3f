"""The appointment for which the made-up diary is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.i18n import gettext_noop as _

DAYS_AHEAD = 17
FRIDAY = 5  # as ISO counts the days of a week


@dataclass(frozen=True, slots=True)
class DemoAppointment:
    """The appointment for which the diary is kept; the texts are to be translated."""

    on_date: date
    with_whom: str = _("Dr. Wren, neurology")
    worry: str = _("The twitching in my calf\nI sleep badly because I lie there and wait for it")
    questions: str = _(
        "Is this still usual?\nIs there anything I should look out for?\nDoes coffee matter?"
    )
    since_when: str = _("About three months")


def made_up_appointment(as_of: datetime, zone: ZoneInfo) -> DemoAppointment:
    """An appointment on a working day, some seventeen days after ``as_of`` (aware)."""
    day = as_of.astimezone(zone).date() + timedelta(days=DAYS_AHEAD)
    while day.isoweekday() > FRIDAY:
        day += timedelta(days=1)
    return DemoAppointment(day)
