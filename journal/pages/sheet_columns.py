"""What was understood of a table: its first rows as they will look, and what each column tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from journal.diary_file.sheets import ColumnSummary, Layout, Recipe
from journal.files.preview_notes import preview_of_note
from journal.files.sheet_state import SheetState
from journal.pages.import_preview import FileSentence
from journal.pages.sheet_preview import (
    DayNote,
    day_notes,
    entries_in_words,
    quiet_nights,
    sentences,
)
from journal.parsing import excerpt
from journal.wording.entries import EntryWords
from journal.wording.sheet_roles import ROLE_NAMES, column_title, other_moments, role_name

# Columns whose meaning is asked; a table with more keeps the others as they were guessed.
MOST_COLUMNS_ASKED = 200
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column: its field's name, its title, a few cells, and the role it has."""

    field: str
    title: str
    samples: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """What was understood: the first rows as they will look, and what each column tells."""

    first: tuple[EntryWords, ...]
    notes: tuple[DayNote, ...]
    quiet: tuple[str, ...]
    wrong: tuple[FileSentence, ...]
    remarks: tuple[str, ...]
    rows: str
    columns: tuple[ColumnRow, ...]
    roles: tuple[tuple[str, str], ...]
    zone: str


def columns_part(state: SheetState, sent: Mapping[str, str]) -> ColumnsPart:
    """The part, ``sent`` being what a form that was refused held."""
    if state.survey is None or state.sample is None:
        raise ValueError("nothing was read yet")
    sample = preview_of_note(state.sample)
    rows = ngettext("%(rows)d row", "%(rows)d rows", state.survey.rows)
    remarks = [gettext(remark.text) % remark.values for remark in state.survey.remarks]
    return ColumnsPart(
        first=entries_in_words(sample.first, state.zone),
        notes=day_notes(sample),
        quiet=quiet_nights(sample),
        wrong=sentences(sample.counts.wrong),
        remarks=(*remarks, *other_moments(state.recipe, state.survey)),
        rows=rows % {"rows": state.survey.rows},
        columns=tuple(
            _column_row(number, column, state.recipe, sent)
            for number, column in enumerate(state.survey.columns[:MOST_COLUMNS_ASKED])
            if column.filled and state.recipe.layout is Layout.TABLE
        ),
        roles=tuple((role.value, role_name(role)) for role in ROLE_NAMES),
        zone=sent.get("time_zone") or state.recipe.time_zone or state.zone,
    )


def _column_row(
    number: int, column: ColumnSummary, recipe: Recipe, sent: Mapping[str, str]
) -> ColumnRow:
    field_name = f"role-{number}"
    role = sent.get(field_name, recipe.role_of(column.header).value)
    samples = tuple(excerpt(value) for value in list(column.values)[:SAMPLES])
    return ColumnRow(field_name, column_title(excerpt(column.header)), samples, role)
