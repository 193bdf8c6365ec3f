"""A row of a table that stands for a place where it went on and on in a night.

Its ``happened_at`` is the date on which the night began, as of a night without twitches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from journal import parsing
from journal.anatomy import MUSCLE_BY_ID, Side
from journal.diary_file.file_format import COLUMNS
from journal.diary_file.record_fields import RecordChoice, RecordDay, RecordField, RecordInstant
from journal.entries import MIDLINE, Problem
from journal.i18n import gettext_noop as _
from journal.observations import CalledBack
from journal.parsing import excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMuscle(RecordField):
    """An id of the list of muscles."""

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The id, "" for an empty cell."""
        text = parsing.name(cells.get(name, ""))
        if text and text not in MUSCLE_BY_ID:
            refusal = _(
                "“%(name)s” is not in the list of muscles. Choose one, or “Not sure where”."
            )
            problems.append(Problem(name, refusal, {"name": excerpt(text)}))
        return text


CONSTANT_FIELDS: Mapping[str, RecordField] = {
    "night_of": RecordDay(needed=True),
    "muscle": RecordMuscle(needed=True),
    "side": RecordChoice(values=tuple(side.value for side in Side)),
    "called_back": RecordChoice(values=tuple(answer.value for answer in CalledBack)),
    "recorded_at": RecordInstant(or_now=True),
}
# The list of JSON that holds them.
CONSTANT_PLACES = "constant_places"
# What a row of a table may hold; its id is not read.
ROW_COLUMNS = ("id", "happened_at", "movement", "muscle", "side", "called_back")
_COLUMN_OF = {"night_of": "happened_at"}


def constant_place_problems(values: Mapping[str, Any]) -> list[Problem]:
    """A muscle in the middle of the body has no side."""
    muscle = MUSCLE_BY_ID.get(str(values["muscle"]))
    if muscle is None or not muscle.midline or not values["side"]:
        return []
    return [Problem("side", MIDLINE)]


def constant_row_problems(cells: Mapping[str, str]) -> list[Problem]:
    """What else stands in the row: a place where it went on and on has no number and no answer."""
    filled = [name for name in COLUMNS if name not in ROW_COLUMNS and cells.get(name, "").strip()]
    text = _(
        "A place where it went on and on has its night, muscle and side, and no more. Empty these"
        " columns: %(columns)s."
    )
    return [Problem(name, text, {"columns": ", ".join(filled)}) for name in filled[:1]]


def constant_cells(cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of a row by the names that the list of JSON has."""
    named = {name: cells.get(name, "") for name in ("muscle", "side", "called_back")}
    return {**named, "night_of": cells.get("happened_at", "")}


def by_column(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, each at the column of the table."""
    return [replace(one, field=_COLUMN_OF.get(one.field, one.field)) for one in problems]


# The collection of them: its name, title, keys, fields and check.
CONSTANT_LIST = (
    CONSTANT_PLACES,
    _("Places where it went on and on"),
    ("night_of", "muscle", "side"),
    CONSTANT_FIELDS,
    constant_place_problems,
)
