"""From rows to what the rules see, for a file that is only classified and never stored.

Nothing stops here: what cannot be read is "not recorded" (never "no") and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from journal import parsing
from journal.anatomy import muscle
from journal.diary_file.cell_values import night_column, not_a_night, one_of, whole
from journal.diary_file.constant_rows import CONSTANT_PLACES
from journal.diary_file.file_format import COLUMNS, CONSTANT_ROW, NONE, RawRow
from journal.entries import EARLIEST_YEAR, KINDS, MOST_COUNT, Problem
from journal.i18n import gettext_noop as _
from journal.nights import night_of
from journal.observations import Movement, Observation
from journal.parsing import NOT_UNDERSTOOD, UnreadableError, excerpt
from journal.time_zones import zone_called, zone_named

# What the rules see of an entry's answers of a closed set, in the order in which they are read.
_CLOSED_SETS: dict[str, Any] = {
    field.name: KINDS[field.name]
    for field in fields(Observation)
    if field.name in KINDS and issubclass(KINDS[field.name], StrEnum)
}


@dataclass(slots=True)
class ObservedRow:
    """What the rules see of one row; None for a row that stands for a night without twitches."""

    line: int
    observation: Observation | None = None
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def observe(rows: Iterable[RawRow], *, dated: bool) -> Iterator[ObservedRow]:
    """Each row as the rules see it, in the file's order; ``key`` is the row's number, from 1.

    Only if ``dated`` are count and night read; only a whole period needs them. A place where it
    went on and on is seen as ``journal.constant_places`` has it, its key below zero. What else JSON
    holds beside episodes and nights is passed over.
    """
    read = (row for row in rows if row.collection in ("", CONSTANT_PLACES))
    for number, row in enumerate(read, start=1):
        observed = ObservedRow(row.line)
        if row.problems:
            observed.wrong.extend(row.problems)
        if row.collection or parsing.name(row.cells.get("movement", "")) == CONSTANT_ROW:
            observed.observation = _constant(row.cells, observed, number, dated=dated)
        elif "night_of" in row.cells:
            _check_night(row.cells, observed)
        elif not _is_night(row.cells):
            observed.observation = _observation(row.cells, observed, number, dated=dated)
        yield observed


def _is_night(cells: Mapping[str, str]) -> bool:
    """Whether the row says "no twitches in this night" and nothing else."""
    if parsing.name(cells.get("movement", "")) != NONE:
        return False
    at = cells.get("happened_at", "").strip()
    others = (
        cells.get(name, "").strip()
        for name in COLUMNS
        if name not in ("id", "happened_at", "movement")
    )
    return (not at or _is_date(at)) and not any(others)


def _check_night(cells: Mapping[str, str], observed: ObservedRow) -> None:
    """Of a night in JSON's list of nights only its date can be wrong."""
    try:
        parsing.day(cells["night_of"], any_year=True)
    except UnreadableError as error:
        observed.wrong.append(not_a_night("night_of", error))


def _is_date(text: str) -> bool:
    try:
        parsing.day(text, any_year=True)
    except UnreadableError:
        return False
    return True


def _observation(
    cells: Mapping[str, str], observed: ObservedRow, number: int, *, dated: bool
) -> Observation:
    wrong = observed.wrong
    place = cells.get("muscle", "").strip()
    named = muscle(place) or muscle(parsing.name(place))
    if place and named is None:
        text = _(
            "“%(name)s” is not in the list of muscles; it is read as a place in your own words."
        )
        observed.remarks.append(Problem("muscle", text, {"name": excerpt(place)}))
    answers = {name: one_of(kind, name, cells, wrong) for name, kind in _CLOSED_SETS.items()}
    return Observation(
        **answers,
        muscle=named.id if named else place or None,
        count=_count(cells, wrong) if dated else None,
        night_of=_night(cells, wrong) if dated else None,
        key=number,
    )


def _constant(
    cells: Mapping[str, str], observed: ObservedRow, number: int, *, dated: bool
) -> Observation:
    """One twitch at that place, of which no more is known; a date that cannot be read is said."""
    place = {name: cells.get(name, "") for name in ("muscle", "called_back")}
    seen = _observation({**place, "movement": Movement.TWITCH}, observed, -number, dated=False)
    column = night_column(cells)
    try:
        night = parsing.day(cells.get(column, ""), any_year=True).value
    except UnreadableError as error:
        observed.wrong.append(not_a_night("night_of", error))
        return seen
    return replace(seen, night_of=night) if dated else seen


def _count(cells: Mapping[str, str], wrong: list[Problem]) -> int | None:
    count = whole("count", cells, wrong)
    if count is not None and not 1 <= count <= MOST_COUNT:
        text = _("A count goes from 1 to %(most)d; this one is %(count)d.")
        wrong.append(Problem("count", text, {"most": MOST_COUNT, "count": count}))
        return None
    return count


def _night(cells: Mapping[str, str], wrong: list[Problem]) -> date | None:
    """The night by the wall clock of the row's own place: its zone, else its offset, else the clock
    as written.
    """
    text = cells.get("happened_at", "").strip()
    if not text:
        return None
    at = _moment(text, wrong)
    if at is None:
        return None
    named = cells.get("time_zone", "").strip()
    try:
        return _by_wall_clock(at, zone_named(zone_called(named)) if named else None)
    except KeyError:
        wrong.append(
            Problem("time_zone", _("There is no time zone “%(name)s”."), {"name": excerpt(named)})
        )
        return None


def _moment(text: str, wrong: list[Problem]) -> datetime | None:
    try:
        at = parsing.moment(text).value
    except UnreadableError as error:
        if error.code != NOT_UNDERSTOOD:
            wrong.append(Problem("happened_at", error.text, error.values))
            return None
    else:
        if EARLIEST_YEAR <= at.year < 9999:
            return at
    wrong.append(
        Problem("happened_at", _("“%(value)s” is not a date and time."), {"value": excerpt(text)})
    )
    return None


def _by_wall_clock(at: datetime, place: ZoneInfo | None) -> date:
    """The night of a moment.

    A clock change never moves a time over noon, so a time without offset needs no zone.
    """
    if at.tzinfo is not None and place is not None:
        return night_of(at, place)
    return night_of(at.replace(tzinfo=ZoneInfo("UTC")), ZoneInfo("UTC"))
