"""The full list: every entry in one row.

Dates and words are put together once each, however long the list.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.criteria import BACK_MUSCLES, JERK_WOKE_ME
from journal.i18n import gettext_noop
from journal.observations import NoticedBy, Phase, TimeTold, Woke
from journal.report import Report
from journal.report.entry import ReportEntry
from journal.wording.answers import further_answers
from journal.wording.choices import lay_word
from journal.wording.dates import (
    dated_night,
    day_and_time,
    listed_night,
    time_in_night,
    told_time,
)
from journal.wording.durations import duration
from journal.wording.movements import movement_name
from journal.wording.places import place_name
from journal.wording.report.report_text import ListedEntry

# What marks a matching entry in the list, by criterion.
MARKS = {BACK_MUSCLES.code: "B", JERK_WOKE_ME.code: "J"}

# Letters that the full list may hold on paper, where one of them costs the typesetter some 350
# bytes of memory, and what an entry counts for beside its note.
MOST_LETTERS = 4_000_000
LETTERS_AN_ENTRY = 200

# What the person answered to "Did it wake you?", told to a doctor.
WOKEN: dict[Woke, str] = {
    Woke.ASLEEP: gettext_noop("woken from sleep"),
    Woke.DROPPING_OFF: gettext_noop("jolted while dropping off"),
    Woke.NO: gettext_noop("not woken"),
    Woke.UNSURE: gettext_noop("not sure whether woken"),
    Woke.YES: gettext_noop("woken (asleep or dropping off not told apart)"),
}


def number_listed(report: Report) -> int:
    """How many entries, the latest, the full list holds on paper: all of nearly every diary."""
    room = MOST_LETTERS
    for number, entry in enumerate(reversed(report.lines)):
        room -= LETTERS_AN_ENTRY + len(entry.note)
        if room < 0:
            return number
    return len(report.lines)


def lines(report: Report, part: slice) -> list[ListedEntry]:
    """A part of the list, oldest first; the place in the whole list is the entry's number."""
    marks = _marks(report)
    span = slice(*part.indices(len(report.lines)))
    return [
        _line(number, entry, dated_night(entry.night), marks.get(number, ""))
        for number, entry in enumerate(report.lines[span], span.start + 1)
    ]


def _line(number: int, entry: ReportEntry, night: str, marks: str) -> ListedEntry:
    return ListedEntry(
        number=str(number),
        night=night,
        when=_when(entry),
        marks=marks,
        movement=kind(entry),
        details=_details(entry),
        note=entry.note,
    )


def _when(entry: ReportEntry) -> str:
    if entry.time_told is TimeTold.NIGHT:
        return told_time("", entry.time_told)
    return told_time(time_in_night(entry.night, entry.happened_at), entry.time_told)


def _details(entry: ReportEntry) -> str:
    """Place, phase, waking, duration and the like, as far as recorded."""
    parts = (
        place_name(entry.muscle, entry.side),
        _phase(entry.phase) if entry.phase else "",
        _(WOKEN[entry.woke]) if entry.woke else "",
        amount(entry),
        *further_answers(entry),
    )
    return " · ".join(part for part in parts if part)


def _phase(phase: Phase) -> str:
    return _("asleep or awake not known") if phase is Phase.UNKNOWN else lay_word(phase)


def _marks(report: Report) -> dict[int, str]:
    """Per entry: a letter for each criterion that it matches, a question mark where one is open."""
    marks: dict[int, str] = {}
    for match in report.matches:
        for number in match.entries if match.code in MARKS else ():
            marks[number] = marks.get(number, "") + MARKS[match.code]
    for match in report.matches:
        for number in {number for question in match.open for number in question.entries}:
            marks[number] = marks.get(number, "").rstrip("?") + "?"
    return marks


def moment(entry: ReportEntry) -> str:
    """The night and the time, as in "Mon to Tue, 6–7 Jul 2026, 02:15"; by day its day alone, and
    the night alone where no more is known.
    """
    if entry.time_told is TimeTold.NIGHT:
        return dated_night(entry.night)
    clock = told_time(f"{entry.happened_at:%H:%M}", entry.time_told)
    return day_and_time(listed_night(entry.night, entry.happened_at, dated=True), clock)


def what(entry: ReportEntry) -> str:
    """Movement, place and side, as far as recorded."""
    return ", ".join(part for part in (kind(entry), place_name(entry.muscle, entry.side)) if part)


def kind(entry: ReportEntry) -> str:
    """The movement, and how many the entry stands for."""
    name = movement_name(entry.movement)
    return (
        _("%(movement)s × %(count)d") % {"movement": name, "count": entry.count}
        if entry.count > 1
        else name
    )


def amount(entry: ReportEntry) -> str:
    """Duration, strength and who noticed it, as far as recorded."""
    parts = []
    if entry.duration_seconds is not None:
        parts.append(duration(entry.duration_seconds))
    if entry.intensity is not None:
        parts.append(_("strength %d") % entry.intensity)
    if entry.noticed_by is not NoticedBy.SELF:
        parts.append(_("seen by somebody else"))
    return "; ".join(parts)
