"""When and where an episode was: the columns ``happened_at`` and ``time_zone`` of one row, read together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from journal.diary_file.values import bare_date, moment
from journal.entries import Problem, shown, zone
from journal.marking import gettext_noop as _
from journal.nights import LocalTime, resolve

# Within these years every moment can be told in every zone; ``journal.entries.problems`` refuses the others.
_SAFE_YEARS = range(1900, 9999)


def read_when(
    cells: Mapping[str, str], default_zone: str, wrong: list[Problem], remarks: list[Problem]
) -> tuple[datetime, str] | None:
    """The moment and the IANA name of the place, or None with the reason in ``wrong``.

    A time with an offset is an instant whatever the column ``time_zone`` says; a time without one is a wall clock's.
    """
    text = cells.get("happened_at", "").strip()
    named = cells.get("time_zone", "").strip()
    at = moment(text)
    if at is None:
        wrong.append(_not_a_time(text))
        return None
    if at.tzinfo is None and not named:
        reason = _("This time has no offset and the row names no time zone, so the moment is not known.")
        wrong.append(Problem("happened_at", reason))
        return None
    try:
        where = zone(named or default_zone)
    except KeyError:
        reason = _("There is no time zone “%(name)s”.")
        wrong.append(Problem("time_zone", reason, {"name": shown(named or default_zone)}))
        return None
    if at.year not in _SAFE_YEARS:
        return at if at.tzinfo else at.replace(tzinfo=UTC), where.key
    if at.tzinfo is None:
        at, kind = resolve(at, where)
        remarks.extend(_clock_change(kind, at.astimezone(where)))
    elif named and not text.upper().endswith("Z"):  # "Z" gives the instant and says nothing of the place
        remarks.extend(_disagreement(at, where))
    return at.astimezone(UTC), where.key


def _disagreement(at: datetime, where: ZoneInfo) -> list[Problem]:
    there = at.astimezone(where)
    if there.utcoffset() == at.utcoffset():
        return []
    reason = _("The offset does not fit %(zone)s at that time. The moment was kept: there it is %(time)s.")
    return [Problem("time_zone", reason, {"zone": where.key, "time": f"{there:%Y-%m-%d %H:%M}"})]


def _not_a_time(text: str) -> Problem:
    if not text:
        return Problem("happened_at", _("The time is missing."))
    if bare_date(text):
        return Problem("happened_at", _("The time of day is missing; write it as in 2026-07-07T02:15."))
    reason = _("“%(value)s” is not a time. Write it as in 2026-07-07T02:15+02:00.")
    return Problem("happened_at", reason, {"value": shown(text)})


def _clock_change(kind: LocalTime, at: datetime) -> list[Problem]:
    if kind is LocalTime.SKIPPED:
        reason = _("The clocks were put forward over this time; it is read as %(time)s.")
        return [Problem("happened_at", reason, {"time": f"{at:%H:%M}"})]
    if kind is LocalTime.TWICE:
        return [Problem("happened_at", _("The clocks showed this time twice; the first time is taken."))]
    return []
