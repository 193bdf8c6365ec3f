"""When and where an episode was: the columns ``happened_at`` and ``time_zone`` of one row, read
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from journal import parsing
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.nights import LocalTime, resolve
from journal.parsing import NOT_UNDERSTOOD, UnreadableError, excerpt
from journal.time_zones import zone_called, zone_named

# Within these years every moment can be told in every zone; ``journal.entries.problems`` refuses
# the others.
_SAFE_YEARS = range(1900, 9999)


class TimeAndPlace(NamedTuple):
    """A moment (aware) and the IANA name of its place.

    ``own_zone`` means that the row tells neither zone nor offset, so that its clock was taken for
    one in the person's own zone; ``clock`` is then what it told (naive), else None.
    """

    at: datetime
    zone: str
    clock: datetime | None = None

    @property
    def own_zone(self) -> bool:
        """Whether the moment is as the person's own zone has it."""
        return self.clock is not None

    @property
    def written(self) -> str:
        """What the row itself says of the moment, whatever the person's own zone is."""
        return (self.clock or self.at).isoformat()


def read_time_and_place(
    cells: Mapping[str, str], default_zone: str, wrong: list[Problem], remarks: list[Problem]
) -> TimeAndPlace | None:
    """When and where it was, None if that is not known; the reasons are in ``wrong``, also that
    there is no such zone.

    A time with an offset is an instant whatever the column ``time_zone`` says; a time without one
    is a wall clock's, in the zone named ``default_zone`` if the row names none.
    """
    named = cells.get("time_zone", "").strip()
    at = _moment(cells.get("happened_at", "").strip(), wrong, remarks)
    where = _place(named or default_zone, wrong)
    if at is None or (where is None and at.tzinfo is None):
        return None
    where = where or ZoneInfo("UTC")
    local = at.tzinfo is None
    if at.year not in _SAFE_YEARS:
        return TimeAndPlace(
            at.replace(tzinfo=UTC) if local else at, where.key, at if local and not named else None
        )
    if local:
        instant, kind = resolve(at, where)
        remarks.extend(clock_change(kind, instant.astimezone(where)))
    else:
        instant = at.astimezone(UTC)
        if named and not cells["happened_at"].strip().upper().endswith(
            "Z"
        ):  # "Z" says nothing of the place
            remarks.extend(_disagreement(at, where))
    return TimeAndPlace(instant, where.key, at if local and not named else None)


def _moment(text: str, wrong: list[Problem], remarks: list[Problem]) -> datetime | None:
    if not text:
        wrong.append(Problem("happened_at", _("The time is missing.")))
        return None
    try:
        read = parsing.moment(text)
    except UnreadableError as error:
        wrong.append(_not_a_time(text, error))
        return None
    if read.remark:
        remarks.append(Problem("happened_at", read.remark.text, read.remark.values))
    return read.value


def _place(name: str, wrong: list[Problem]) -> ZoneInfo | None:
    try:
        return zone_named(zone_called(name))
    except KeyError:
        wrong.append(
            Problem("time_zone", _("There is no time zone “%(name)s”."), {"name": excerpt(name)})
        )
        return None


def _disagreement(at: datetime, where: ZoneInfo) -> list[Problem]:
    local = at.astimezone(where)
    if local.utcoffset() == at.utcoffset():
        return []
    reason = _(
        "The offset does not fit %(zone)s at that time. The moment was kept: there it is %(time)s."
    )
    return [Problem("time_zone", reason, {"zone": where.key, "time": f"{local:%Y-%m-%d %H:%M}"})]


def _not_a_time(text: str, error: UnreadableError) -> Problem:
    """What is wrong with it: that it is a day alone, its two readings, or that it is neither."""
    try:
        parsing.day(text, any_year=True)
    except UnreadableError as of_a_day:
        if of_a_day.code != NOT_UNDERSTOOD:
            error = of_a_day
    else:
        return Problem(
            "happened_at", _("The time of day is missing; write it as in 2026-07-07T02:15.")
        )
    if error.code != NOT_UNDERSTOOD:
        return Problem("happened_at", error.text, error.values)
    reason = _("“%(value)s” is not a time. Write it as in 2026-07-07T02:15+02:00.")
    return Problem("happened_at", reason, {"value": excerpt(text)})


def clock_change(kind: LocalTime, at: datetime) -> list[Problem]:
    """What has to be said of a time on the wall clock that its day has not, or has twice; ``at`` is
    what it was read as, there.
    """
    if kind is LocalTime.SKIPPED:
        reason = _("The clocks were put forward over this time; it is read as %(time)s.")
        return [Problem("happened_at", reason, {"time": f"{at:%H:%M}"})]
    if kind is LocalTime.TWICE:
        return [
            Problem("happened_at", _("The clocks showed this time twice; the first time is taken."))
        ]
    return []
