"""All that the dashboard says of one person's diary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from django.contrib.auth.models import User

from journal.anatomy import NOT_SURE_WHERE
from journal.background import MedicineRow, StatementRow
from journal.geometry.charts import MOST_NIGHTS_DRAWN
from journal.models import Preferences
from journal.nights import last_night, span
from journal.reading.appointments import asks_whether_useful
from journal.reading.backups import BackupFacts, read_lack_of_backups
from journal.reading.device_nights import DeviceNights, read_device_nights
from journal.reading.morning import MorningFacts
from journal.reading.patterns import PointFacts, read_points
from journal.reading.period import Period
from journal.reading.visit_line import read_visit_line

# Places that are offered beside "Where was it?".
MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class DashboardFacts:
    """All that the dashboard says of a person's diary, as the database has it.

    ``last_night`` and ``today``, the day, are those of the person's own zone; ``visit_on`` is the
    day of the appointment ahead, ``statement`` what was said at a visit last.
    ``asks_whether_useful``: whether the page asks so now.
    ``sightings`` counts those of somebody else that the person has not looked at; ``medicines`` are
    read with name and dates alone. ``device`` is what devices wrote of the nights that are drawn,
    None for nothing at all.
    ``backups`` is None but where whoever runs the server has too
    old ones.
    """

    points: PointFacts
    last_night: MorningFacts
    today: date
    visit_on: date | None
    statement: StatementRow | None
    asks_whether_useful: bool
    sightings: int
    medicines: tuple[MedicineRow, ...]
    backups: BackupFacts | None
    device: DeviceNights | None


def read_dashboard(
    person: User, preferences: Preferences, weeks: str, *, as_of: datetime
) -> DashboardFacts:
    """The whole page's facts, in at most eight queries; one more where there is no backup, and one
    where there is sleep of a device.
    """
    points = read_points(person, preferences, weeks, as_of=as_of)
    line = read_visit_line(person)
    period, today = points.period, as_of.astimezone(preferences.zone).date()
    return DashboardFacts(
        points=points,
        last_night=_night(period, last_night(as_of, preferences.zone)),
        today=today,
        visit_on=line.dates.ahead_on,
        statement=line.statement,
        asks_whether_useful=not period.is_empty
        and asks_whether_useful(person, preferences, line.dates, today),
        sightings=line.sightings,
        medicines=line.medicines,
        backups=read_lack_of_backups(person, as_of),
        device=_device(person, preferences, period) if line.has_device_sleep else None,
    )


def _device(person: User, preferences: Preferences, period: Period) -> DeviceNights:
    """What devices wrote of the nights that are drawn."""
    first = max(period.first, period.last - timedelta(days=MOST_NIGHTS_DRAWN - 1))
    return read_device_nights(
        person,
        span(first, period.last),
        zone=preferences.zone,
        source=preferences.preferred_source,
    )


def _night(period: Period, night: date) -> MorningFacts:
    """What is known of a night of the period; no query."""
    moments = tuple(moment for moment in period.moments if moment.night == night)
    marked = night in period.quiet_nights
    constant = tuple(place for place in period.constant if place.night == night)
    is_known = bool(moments or constant) or marked
    facts = MorningFacts(
        night=night,
        moments=moments,
        marked=marked,
        does_not_know=not is_known and night in period.unknown_nights,
        sleep=next((sleep for sleep in period.sleeps if sleep.night_of == night), None),
        constant=constant,
    )
    if not facts.questions():
        return facts
    return replace(facts, recent_places=_recent_places(period))


def _recent_places(period: Period) -> tuple[tuple[str, str], ...]:
    """The last few places of the period by muscle and side, the latest first; no query."""
    known = dict.fromkeys(
        (muscle, moment.side or "")
        for moment in reversed(period.moments)
        if (muscle := moment.observation.muscle) and muscle != NOT_SURE_WHERE
    )
    return tuple(islice(known, MOST_PLACES))
