"""Times of a night's sleep as they are typed, and the instants that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from journal.forms.episode_time import ResolvedTime, at_local
from journal.night_sleep import TIME_FIELDS, NightSleep
from journal.sleep_times import placed
from journal.wording.dates import day_and_time, short_day


def on_the_wall(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """What a clock and a calendar in ``zone`` showed then, naive; None for no instant."""
    return at.astimezone(zone).replace(tzinfo=None) if at else None


def clock_time(at: datetime | None, zone: ZoneInfo) -> time | None:
    """The time of day that a clock in ``zone`` showed then; None for no instant."""
    return at.astimezone(zone).time() if at else None


def sleep_instants(
    night: date, zone: ZoneInfo, stored: NightSleep, typed: Mapping[str, time | None]
) -> dict[str, ResolvedTime | None]:
    """The instants of times that were typed on a clock in ``zone``, by field, and of those that are
    reckoned from them: with another time of going to bed, the same time of being up again may be on
    another day.
    """
    walls = {name: on_the_wall(getattr(stored, name), zone) for name in TIME_FIELDS}
    moved = placed(night, walls, typed)
    return {name: None if local is None else at_local(local, zone) for name, local in moved.items()}


def in_future(at: datetime | None, zone: ZoneInfo, as_of: datetime) -> str:
    """That a time was understood as one that is still to come, with its day; "" if it is not."""
    if at is None or at <= as_of:
        return ""
    local = at.astimezone(zone)
    values = {"time": day_and_time(short_day(local.date()), f"{local:%H:%M}")}
    return gettext("Understood as %(time)s, which is in the future.") % values
