"""From rows to what the rules see, for a file that is only classified and never stored.

Nothing stops here: what cannot be read is "not recorded" (never "no") and is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal.anatomy import muscle
from journal.diary_file.shapes import COLUMNS, NONE, Row
from journal.diary_file.values import bare_date, moment, not_a_night, one_of, plain, whole
from journal.entries import EARLIEST_YEAR, MOST_COUNT, Problem, shown, zone, zone_called
from journal.marking import gettext_noop as _
from journal.nights import night_of
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke
from journal.parsing import NOT_UNDERSTOOD, UnreadableError


@dataclass(slots=True)
class Seen:
    """What the rules see of one row; None for a row that stands for a night without twitches."""

    line: int
    observation: Observation | None = None
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)


def observe(rows: Iterable[Row], *, dated: bool) -> Iterator[Seen]:
    """Each row as the rules see it, in the file's order; ``key`` is the row's number, from 1.

    Only if ``dated`` are count and night read; only a whole period needs them. What JSON holds beside episodes and
    nights is passed over.
    """
    for number, row in enumerate((row for row in rows if not row.kind), start=1):
        seen = Seen(row.line)
        if row.problems:
            seen.wrong.extend(row.problems)
        if "night_of" in row.cells:
            _check_night(row.cells, seen)
        elif not _is_night(row.cells):
            seen.observation = _observation(row.cells, seen, number, dated=dated)
        yield seen


def _is_night(cells: Mapping[str, str]) -> bool:
    """Whether the row says "no twitches in this night" and nothing else."""
    if plain(cells.get("movement", "")) != NONE:
        return False
    at = cells.get("happened_at", "").strip()
    rest = (cells.get(name, "").strip() for name in COLUMNS if name not in ("id", "happened_at", "movement"))
    return (not at or _is_date(at)) and not any(rest)


def _check_night(cells: Mapping[str, str], seen: Seen) -> None:
    """Of a night in JSON's list of nights only its date can be wrong."""
    try:
        bare_date(cells["night_of"])
    except UnreadableError as error:
        seen.wrong.append(not_a_night("night_of", error))


def _is_date(text: str) -> bool:
    try:
        bare_date(text)
    except UnreadableError:
        return False
    return True


def _observation(cells: Mapping[str, str], seen: Seen, number: int, *, dated: bool) -> Observation:
    wrong = seen.wrong
    place = cells.get("muscle", "").strip()
    known = muscle(place) or muscle(plain(place))
    if place and known is None:
        text = _("“%(name)s” is not in the list of muscles; it is read as a place in your own words.")
        seen.remarks.append(Problem("muscle", text, {"name": shown(place)}))
    return Observation(
        movement=one_of(Movement, "movement", cells, wrong),
        muscle=known.id if known else place or None,
        called_back=one_of(CalledBack, "called_back", cells, wrong),
        phase=one_of(Phase, "phase", cells, wrong),
        woke=one_of(Woke, "woke", cells, wrong),
        noticed_by=one_of(NoticedBy, "noticed_by", cells, wrong),
        count=_count(cells, wrong) if dated else None,
        night_of=_night(cells, wrong) if dated else None,
        key=number,
    )


def _count(cells: Mapping[str, str], wrong: list[Problem]) -> int | None:
    count = whole("count", cells, wrong)
    if count is not None and not 1 <= count <= MOST_COUNT:
        text = _("A count goes from 1 to %(most)d; this one is %(count)d.")
        wrong.append(Problem("count", text, {"most": MOST_COUNT, "count": count}))
        return None
    return count


def _night(cells: Mapping[str, str], wrong: list[Problem]) -> date | None:
    """The night by the wall clock of the row's own place: its zone, else its offset, else the clock as written."""
    text = cells.get("happened_at", "").strip()
    if not text:
        return None
    at = _moment(text, wrong)
    if at is None:
        return None
    named = cells.get("time_zone", "").strip()
    try:
        return _by_wall_clock(at, zone(zone_called(named)) if named else None)
    except KeyError:
        wrong.append(Problem("time_zone", _("There is no time zone “%(name)s”."), {"name": shown(named)}))
        return None


def _moment(text: str, wrong: list[Problem]) -> datetime | None:
    try:
        at = moment(text).value
    except UnreadableError as error:
        if error.code != NOT_UNDERSTOOD:
            wrong.append(Problem("happened_at", error.text, error.values))
            return None
    else:
        if EARLIEST_YEAR <= at.year < 9999:
            return at
    wrong.append(Problem("happened_at", _("“%(value)s” is not a date and time."), {"value": shown(text)}))
    return None


def _by_wall_clock(at: datetime, place: ZoneInfo | None) -> date:
    """The night of a moment. A clock change never moves a time over noon, so a time without offset needs no zone."""
    if at.tzinfo is not None and place is not None:
        return night_of(at, place)
    return night_of(at.replace(tzinfo=ZoneInfo("UTC")), ZoneInfo("UTC"))
