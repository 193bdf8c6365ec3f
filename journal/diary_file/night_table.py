"""The table of nights: a line for each of which anything is written.

It holds what JSON has in four lists: that there were no twitches, how the person slept, the day
before, and where it went on and on. What a night's entries say is in the table of episodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal import parsing
from journal.day_factors import FACTORS
from journal.diary_file.cell_values import NOT_AN_ANSWER, not_a_night
from journal.diary_file.collection import Collection, Values
from journal.diary_file.constant_rows import CONSTANT_PLACES
from journal.diary_file.file_format import LONGEST_CELL, NONE, RawRow
from journal.diary_file.formulas import defuse
from journal.diary_file.instant_cells import local_cell
from journal.diary_file.records import COLLECTIONS
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.night_sleep import SLEEP_FIELDS
from journal.nights import NightState
from journal.parsing import UnreadableError, excerpt

NIGHT_COLUMNS = (
    "night_of",
    "state",
    "no_twitches",
    "constant_places",
    "does_not_know",
    *SLEEP_FIELDS,
    *(factor.code for factor in FACTORS),
    "day_note",
)
NIGHT_TEXTS = ("note", "day_note")
MORNING_COLUMNS = ("does_not_know", *SLEEP_FIELDS)
DAY_COLUMNS = (*(factor.code for factor in FACTORS), "day_note")
_CLOSED_COLUMNS = {"state": tuple(state.value for state in NightState), "no_twitches": ("yes",)}
# Fields of a list of JSON that the table calls otherwise.
_PLACE_FIELDS = ("muscle", "side", "called_back")
_NAMES_OF_PLACES = dict.fromkeys(_PLACE_FIELDS, "constant_places")
_NAMES_OF_DAYS = {"note": "day_note"}
_BETWEEN_PLACES = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class WrittenNight:
    """All that a diary holds of one night beside its entries.

    ``is_quiet``: it is marked "no twitches", whatever its ``state``. The others are records as
    ``journal.diary_file.records`` has them, None for none.
    """

    night_of: date
    state: NightState
    is_quiet: bool
    morning: Values | None
    day: Values | None
    constant: tuple[Values, ...]

    def cells(self, zone: ZoneInfo) -> list[str]:
        """Its line, with times on the clock of ``zone``."""
        places = (
            ":".join(str(place[name] or "") for name in _PLACE_FIELDS).rstrip(":")
            for place in self.constant
        )
        cells = {
            "night_of": self.night_of.isoformat(),
            "state": self.state.value,
            "no_twitches": "yes" if self.is_quiet else "",
            "constant_places": " ".join(places),
            **_record_cells(COLLECTIONS["mornings"], self.morning, zone),
        }
        of_day = _record_cells(COLLECTIONS["days"], self.day, zone)
        cells |= {_NAMES_OF_DAYS.get(name, name): cell for name, cell in of_day.items()}
        return [cells.get(name, "") for name in NIGHT_COLUMNS]


def _record_cells(collection: Collection, values: Values | None, zone: ZoneInfo) -> dict[str, str]:
    """The fields of a record as cells; of what is not recorded, or not so, an empty one."""
    if values is None:
        return {}
    fields = [name for name in collection.fields if name not in ("night_of", "recorded_at")]
    return {name: _cell(values[name], zone) for name in fields}


def _cell(value: object, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return local_cell(value, zone)
    if isinstance(value, bool):
        return "true" if value else ""
    return defuse("" if value is None else parsing.line_feeds(str(value)))


def raw_night_rows(row: RawRow) -> Iterator[RawRow]:
    """What a line of the table holds, a row for each; nothing of one that says only its state."""
    problems, night = [*row.problems], None
    remarks: tuple[Problem, ...] = ()
    if row.cells:
        problems += _wrong_cells(row.cells)
        try:
            read = parsing.day(row.cells.get("night_of", "")[:LONGEST_CELL], any_year=True)
        except UnreadableError as error:
            problems.append(not_a_night("night_of", error))
        else:
            night = read.value.isoformat()
            if read.remark:
                remarks = (Problem("night_of", read.remark.text, read.remark.values),)
    if problems:
        yield RawRow(row.line, problems=tuple(problems))
    if night is None:
        return
    for part in _parts(row, night):
        yield RawRow(row.line, part.cells, (), part.collection, part.columns, remarks)
        remarks = ()


def _wrong_cells(cells: Mapping[str, str]) -> Iterator[Problem]:
    for name, values in _CLOSED_COLUMNS.items():
        text = cells.get(name, "")
        if text.strip() and parsing.name(text[:LONGEST_CELL]) not in values:
            said = {"value": excerpt(text), "choices": ", ".join(values)}
            yield Problem(name, NOT_AN_ANSWER, said)
    text = cells.get("constant_places", "")
    if len(text) > LONGEST_CELL:
        refusal = _("What stands here is far too long for this column: %(length)d characters.")
        yield Problem("constant_places", refusal, {"length": len(text)})
    elif wrong := next(
        (place for place in _BETWEEN_PLACES.split(text) if place.count(":") > 2), ""
    ):
        refusal = _("“%(value)s” is not a place like calf:left.")
        yield Problem("constant_places", refusal, {"value": excerpt(wrong)})


def _parts(row: RawRow, night: str) -> Iterator[RawRow]:
    cells = row.cells
    is_none = parsing.name(cells.get("state", "")[:LONGEST_CELL]) == NONE
    if is_none or parsing.name(cells.get("no_twitches", "")[:LONGEST_CELL]) == "yes":
        yield RawRow(row.line, {"movement": NONE, "night_of": night})
    if filled := {name: cells[name] for name in MORNING_COLUMNS if cells.get(name, "").strip()}:
        yield RawRow(row.line, {"night_of": night, **filled}, collection="mornings")
    if filled := {name: cells[name] for name in DAY_COLUMNS if cells.get(name, "").strip()}:
        note = {"note": filled.pop("day_note", "")}
        of_day = {"night_of": night, **filled, **note}
        yield RawRow(row.line, of_day, collection="days", columns=_NAMES_OF_DAYS)
    for place in _BETWEEN_PLACES.split(cells.get("constant_places", "")[:LONGEST_CELL].strip()):
        if place and place.count(":") <= 2:
            of_place = dict(zip(_PLACE_FIELDS, place.split(":"), strict=False))
            mark = {"night_of": night, **of_place}
            yield RawRow(row.line, mark, (), CONSTANT_PLACES, _NAMES_OF_PLACES)
