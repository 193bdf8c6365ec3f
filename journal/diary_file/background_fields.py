"""Fields of a file for the rows that a person brings along, from ``journal.background``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journal import parsing
from journal.background import BackgroundKind, RowField, date_problems, span_problems
from journal.diary_file.cell_values import EASTERNMOST
from journal.diary_file.record_fields import (
    RecordChoice,
    RecordField,
    RecordFlag,
    RecordInstant,
    RecordText,
    Value,
)
from journal.entries import LONGEST_ID, Problem
from journal.i18n import gettext_noop as _
from journal.partial_dates import PartialDate

BACKGROUND_TITLES = {
    "medicines": _("Medicines and what was tried"),
    "tests": _("Tests"),
    "beginnings": _("How it began"),
    "statements": _("What was said at visits"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPartialDate(RecordField):
    """A year, a month or a day, from 1900 to today."""

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The date as ISO 8601 has it, "" for an empty cell."""
        text = cells.get(name, "").strip()
        if not text:
            return ""
        try:
            on = PartialDate.from_iso(text)
        except ValueError:
            refusal = _("“%(value)s” is not a date like 2026, 2026-03 or 2026-03-14.")
            problems.append(Problem(name, refusal, {"value": parsing.excerpt(text)}))
            return ""
        problems.extend(date_problems(name, on, (as_of + EASTERNMOST).date()))
        return on.iso

    def write(self, value: Value) -> object:
        """As it was read; None for none."""
        return value or None


def background_fields(kind: BackgroundKind) -> dict[str, RecordField]:
    """The fields of that kind in a file, in their order."""
    return {
        "row_id": RecordText(most=LONGEST_ID, needed=True),
        "recorded_at": RecordInstant(or_now=True),
        **{name: _record_field(field) for name, field in kind.fields.items()},
    }


def _record_field(field: RowField) -> RecordField:
    if field.type is PartialDate:
        return RecordPartialDate()
    if field.type is bool:
        return RecordFlag()
    if issubclass(field.type, StrEnum):
        values = tuple(member.value for member in field.type)
        return RecordChoice(values=values, needed=field.needed)
    return RecordText(most=field.most, needed=field.needed)


def fields_together(kind: BackgroundKind, values: Mapping[str, Value]) -> list[Problem]:
    """What is wrong with sound fields together; one that was not sound is None."""
    sound = {name: values[name] for name in kind.fields if values[name] is not None}
    return span_problems(kind.row(sound))
