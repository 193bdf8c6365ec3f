"""The full list: every entry in one row. Dates and words are put together once each, however long the list."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.anatomy import muscle
from journal.criteria import BACK_MUSCLES, JERK_WOKE_ME
from journal.observations import NoticedBy
from journal.pages.dates import named, time_in_night
from journal.paper.sheet.numbers import duration
from journal.paper.sheet.shape import Line
from journal.report import Report
from journal.report.lines import Line as Told
from journal.words import word

# What marks a matching entry in the list, by criterion.
MARKS = {BACK_MUSCLES.code: "B", JERK_WOKE_ME.code: "J"}


def lines(report: Report, part: slice) -> list[Line]:
    """A part of the list, oldest first; the place in the whole list is the entry's number."""
    marks = _marks(report)
    shown = slice(*part.indices(len(report.lines)))
    return [
        _line(number, told, named(told.night, "D j M Y"), marks.get(number, ""))
        for number, told in enumerate(report.lines[shown], shown.start + 1)
    ]


def _line(number: int, told: Told, night: str, marks: str) -> Line:
    return Line(
        number=str(number),
        night=night,
        when=_time(told),
        marks=marks,
        what=kind(told),
        rest=_rest(told),
        note=told.note,
    )


def _rest(told: Told) -> str:
    """Place, phase, waking, duration and the like, as far as recorded."""
    parts = (
        place(told),
        _(word(told.phase).lay) if told.phase else "",
        _("Woken? %s") % _(word(told.woke).lay) if told.woke else "",
        amount(told),
    )
    return " · ".join(part for part in parts if part)


def _marks(report: Report) -> dict[int, str]:
    """Per entry: a letter for each criterion that it matches, a question mark where one is open."""
    found: dict[int, str] = {}
    for match in report.matches:
        for number in match.entries if match.code in MARKS else ():
            found[number] = found.get(number, "") + MARKS[match.code]
    for match in report.matches:
        for number in {number for one in match.open for number in one.entries}:
            found[number] = found.get(number, "").rstrip("?") + "?"
    return found


def moment(told: Told) -> str:
    """The night and the time, as in "night of Mon 6 July 2026, Tue 7 Jul 02:15"."""
    return _("night of %(night)s, %(time)s") % {
        "night": named(told.night, "D j F Y"),
        "time": _time(told),
    }


def _time(told: Told) -> str:
    """The time, with its day where that is not the night's own."""
    return time_in_night(told.night, told.happened_at.date(), f"{told.happened_at:%H:%M}")


def what(told: Told) -> str:
    """Movement, place and side, as far as recorded."""
    return ", ".join(part for part in (kind(told), place(told)) if part)


def kind(told: Told) -> str:
    """The movement, and how many the entry stands for."""
    name = _(word(told.movement).lay) if told.movement else _("Movement not recorded")
    return _("%(movement)s × %(count)d") % {"movement": name, "count": told.count} if told.count > 1 else name


def place(told: Told) -> str:
    """The lay name and the side; "" for none."""
    known = muscle(told.muscle)
    name = _(known.lay_name) if known else told.muscle or ""
    if told.side is None:
        return name
    return _("%(place)s (%(side)s)") % {"place": name, "side": _(word(told.side).lay).lower()}


def amount(told: Told) -> str:
    """Duration, strength and who noticed it, as far as recorded."""
    parts = []
    if told.duration_seconds is not None:
        parts.append(duration(told.duration_seconds))
    if told.intensity is not None:
        parts.append(_("strength %d") % told.intensity)
    if told.noticed_by is not NoticedBy.SELF:
        parts.append(_("seen by somebody else"))
    return "; ".join(parts)
