"""How far a person has come with a table of their own: what was understood, what they answered.

It is noted beside the waiting file, signed, as plain JSON; each step reads and notes all of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from journal.diary_file import FileError
from journal.diary_file.sheets import (
    Doubt,
    DoubtKind,
    Midnight,
    PlainDataError,
    Recipe,
    RecipeError,
    Role,
    SheetTable,
    Survey,
    doubts,
    recipe_data,
    recipe_from,
    survey_data,
    survey_from,
)
from journal.files.pending_import import PendingImport
from journal.files.preview_notes import plain_values

# Doubts that are not asked again once they were answered.
ANSWERED_ONCE = frozenset(DoubtKind) - {DoubtKind.WORDS, DoubtKind.STRENGTH}
# Steps that are no doubt of the reader's. The last three are no questions.
TABLE, COLUMN_ROLES, PREVIEW, REFUSED, STORED = "table", "columns", "preview", "refused", "stored"


@dataclass(frozen=True, slots=True)
class TableName:
    """One of the tables of a file, to choose from; ``first`` are the first of its headers."""

    number: int
    name: str
    rows: int
    first: str


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """Why a file cannot be read: a sentence to be translated and filled; ``line`` None: as a
    whole.
    """

    line: int | None
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """All that is known of the waiting table.

    ``name`` is what the file is called, ``file`` its digest, ``zone`` the person's own when it was
    read. ``answers`` are the steps that were answered, ``origin`` where the recipe comes from: ""
    (guessed), "recipe" (the person's own) or the name of one that comes along. ``leaves_wrong``
    says that rows which cannot be read are to stay out, ``is_kept_waiting`` that another import was
    under way when this one was to be stored, ``waits_for_undo`` that it was one being taken back.
    ``sample``, ``preview``
    and ``stored`` are notes of the first rows, of what would be stored, and of what was.
    """

    name: str
    file: str
    zone: str
    tables: tuple[TableName, ...] = ()
    table: int = 0
    survey: Survey | None = None
    recipe: Recipe = field(default_factory=Recipe)
    answers: frozenset[str] = frozenset()
    origin: str = ""
    leaves_wrong: bool = False
    is_kept_waiting: bool = False
    waits_for_undo: bool = False
    refusal: UnreadableFile | None = None
    sample: Mapping[str, Any] | None = None
    preview: Mapping[str, Any] | None = None
    stored: Mapping[str, Any] | None = None

    @property
    def version(self) -> str:
        """What tells these answers from others about the same file."""
        about = [self.table, recipe_data(self.recipe), sorted(self.answers), self.leaves_wrong]
        return sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()[:16]

    @property
    def about(self) -> dict[str, str]:
        """What a page or a task says that it is about: this file with these answers."""
        return {"file": self.file, "version": self.version}

    def step(self, as_of: datetime) -> str:
        """The step that comes next: a doubt's kind, or one of the names above."""
        if self.stored is not None:
            return STORED
        if self.refusal is not None:
            return REFUSED
        if len(self.tables) > 1 and TABLE not in self.answers:
            return TABLE
        if COLUMN_ROLES not in self.answers:
            return COLUMN_ROLES
        return next((doubt.kind.value for doubt in self.open_doubts(as_of)), PREVIEW)

    def doubts(self, as_of: datetime) -> tuple[Doubt, ...]:
        """All that is asked of this table, answered or not."""
        if self.survey is None:
            return ()
        unanswered = replace(self.recipe, answered=())
        return doubts(self.survey, unanswered, as_of=as_of)

    def open_doubts(self, as_of: datetime) -> list[Doubt]:
        """What is still to be answered."""
        if self.survey is None:
            return []
        return [doubt for doubt in doubts(self.survey, self.recipe, as_of=as_of) if doubt.is_open]

    def answered(self, step: str, **changes: Any) -> Self:
        """The same with one more step answered, and what follows from the answers forgotten.

        ``changes`` may have another ``recipe``, which then knows of the answer, too. That words and
        strengths were answered follows from what the recipe says of them: next month's file may
        have others.
        """
        recipe: Recipe = changes.pop("recipe", self.recipe)
        if step in ANSWERED_ONCE:
            recipe = replace(recipe, answered=tuple({*recipe.answered, step}))
        return replace(
            self,
            recipe=recipe,
            answers=self.answers | {step},
            preview=None,
            leaves_wrong=False,
            is_kept_waiting=False,
            waits_for_undo=False,
            **changes,
        )

    def note(self) -> dict[str, Any]:
        """As plain JSON."""
        noted: dict[str, Any] = {name: getattr(self, name) for name in (*PLAIN_FIELDS, *NOTES)}
        noted["waits_for_undo"] = self.waits_for_undo
        noted["answers"] = sorted(self.answers)
        noted["tables"] = [
            [table.number, table.name, table.rows, table.first] for table in self.tables
        ]
        noted["recipe"] = recipe_data(self.recipe)
        if self.survey:
            noted["survey"] = survey_data(self.survey)
        if self.refusal:
            noted["refusal"] = [self.refusal.line, self.refusal.text, dict(self.refusal.values)]
        return noted

    @classmethod
    def of_note(cls, noted: Mapping[str, Any]) -> Self:
        """The state that was noted."""
        return cls(
            **{name: noted[name] for name in (*PLAIN_FIELDS, *NOTES)},
            # which the release before did not note
            waits_for_undo=bool(noted.get("waits_for_undo")),
            answers=frozenset(noted["answers"]),
            tables=tuple(TableName(*table) for table in noted["tables"]),
            recipe=recipe_from(noted["recipe"]),
            survey=survey_from(noted["survey"]) if "survey" in noted else None,
            refusal=UnreadableFile(*noted["refusal"]) if "refusal" in noted else None,
        )


NOTES = ("sample", "preview", "stored")
PLAIN_FIELDS = ("name", "file", "zone", "table", "origin", "leaves_wrong", "is_kept_waiting")


def shown_recipe(state: SheetState, as_of: datetime) -> Recipe:
    """The recipe that shows as it stands in the file what is still to be asked: how strong "3" is,
    whether 00:00 is a time.
    """
    recipe, asked = state.recipe, {doubt.kind: doubt for doubt in state.open_doubts(as_of)}
    if DoubtKind.MIDNIGHT in asked:
        recipe = replace(recipe, midnight=Midnight.NO_TIME)
    if DoubtKind.STRENGTH not in asked:
        return recipe
    columns = (
        replace(column, role=Role.KEEP) if column.role is Role.STRENGTH else column
        for column in recipe.columns
    )
    return replace(recipe, columns=tuple(columns))


def refusal_of(error: FileError) -> UnreadableFile:
    """Why a file cannot be read, as it is noted."""
    return UnreadableFile(error.line, error.text, plain_values(error.values))


def read_state(pending: PendingImport, as_of: datetime) -> SheetState | None:
    """What was noted of the waiting table; None if none waits, or if another release noted it in a
    way that is not read any more: the file is then chosen again.
    """
    noted = pending.sheet(as_of)
    if noted is None:
        return None
    try:
        return SheetState.of_note(noted)
    except (RecipeError, PlainDataError, KeyError):
        return None


def table_waits(pending: PendingImport, as_of: datetime) -> bool:
    """Whether a table of the person's own waits that is not stored yet."""
    state = read_state(pending, as_of)
    return state is not None and state.stored is None


def table_names(tables: tuple[SheetTable, ...]) -> tuple[TableName, ...]:
    """The tables of a file as they are chosen from."""
    return tuple(
        TableName(table.number, table.name, table.rows, ", ".join(table.header[:4]))
        for table in tables
    )
