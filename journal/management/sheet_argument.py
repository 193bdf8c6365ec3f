"""A table of somebody's own that a command is given, and the recipe by which it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.models import User
from django.core.management.base import CommandError, OutputWrapper

from journal.diary_file import FileError
from journal.diary_file.sheets import (
    FIELD_OF_ANSWER,
    Doubt,
    Recipe,
    RecipeError,
    Sheets,
    SheetTable,
    Survey,
    UnderstoodRow,
    bound,
    doubts,
    fits,
    open_sheets,
    preset_for,
    presets,
    recipe_from,
    survey,
    understand,
)
from journal.entries import Entry
from journal.files.import_preview import LineMessage
from journal.files.sheet_preview import SheetPreview
from journal.management.file_argument import line_message
from journal.nights import night_of
from journal.observations import Observation
from journal.parsing import excerpt
from journal.reading.stored_recipes import own_recipes
from journal.time_zones import stored_zone
from journal.wording.sheet_questions import question_title

# Bytes of a file with a recipe; the largest that comes along has a few thousand.
LARGEST_RECIPE = 1024 * 1024
MOST_WORDS_NAMED = 8


@dataclass(frozen=True, slots=True)
class SheetArgument:
    """An open table, and the recipe for it."""

    sheets: Sheets
    table: SheetTable
    recipe: Recipe

    def rows(self, place: str, as_of: datetime) -> Iterator[UnderstoodRow]:
        """What its rows become, from the beginning; ``place`` is the zone of times that name
        none.
        """
        return understand(self.sheets, self.table, self.recipe, default_zone=place, as_of=as_of)


def recipe_argument(name: str, person: User | None = None) -> Recipe:
    """The recipe of that name: the person's own, one that comes along, or a file of JSON.

    Raises CommandError if there is none.
    """
    own = own_recipes(person) if person else []
    # its name tells it from a file: what it answered for its last table holds for the next one
    named = next(
        (
            replace(facts.recipe, name=facts.name)
            for facts in own
            if facts.name == name and facts.recipe
        ),
        None,
    )
    preset = presets().get(name.casefold())
    if named or preset:
        return named or preset or Recipe()
    path = Path(name)
    if not path.is_file():
        names = ", ".join([*(facts.name for facts in own), *presets()])
        raise CommandError(f"There is no recipe “{name}”, and no such file. There are: {names}.")
    if path.stat().st_size > LARGEST_RECIPE:
        raise CommandError(f"{name} is too large for a recipe.")
    try:
        return recipe_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecipeError) as error:
        raise CommandError(f"{name} is no recipe: {error}") from error


@contextmanager
def sheet_argument(
    file: BinaryIO, name: str, recipe: Recipe, as_of: datetime
) -> Iterator[SheetArgument]:
    """The table of the file that the recipe is for, else its likeliest one.

    Raises CommandError for a recipe that is bound to another header, and with the reason for a
    file that cannot be read, at any time.
    """
    try:
        sheets = open_sheets(file, Path(name).name)
        yield _table_for(sheets, recipe, as_of)
    except FileError as error:
        raise CommandError(str(error)) from error


def _table_for(sheets: Sheets, recipe: Recipe, as_of: datetime) -> SheetArgument:
    """The table with the recipe for it, which leaves nothing open that no command can guess."""
    argument, surveyed = _fitting(sheets, recipe, as_of)
    asked = doubts(surveyed, argument.recipe, as_of=as_of)
    if unanswered := [doubt for doubt in asked if doubt.is_open]:
        raise CommandError("\n".join(_unanswered_lines(unanswered)))
    return argument


def _unanswered_lines(unanswered: list[Doubt]) -> Iterator[str]:
    """What the recipe does not answer, and how it is answered."""
    yield "The recipe does not answer what this file leaves open. Nothing was stored."
    for doubt in unanswered:
        words = [word.text for word in doubt.words if not word.is_sure] or [*doubt.strengths]
        named = [f"column “{excerpt(header)}”" for header in filter(None, [doubt.header])]
        named += [f"“{excerpt(word)}”" for word in words[:MOST_WORDS_NAMED]]
        named += ["and more"] * (len(words) > MOST_WORDS_NAMED)
        field = FIELD_OF_ANSWER[doubt.kind]
        about = ": ".join(filter(None, [f"“{field}” in a recipe", ", ".join(named)]))
        yield f"- {question_title(doubt)} ({about})"
    yield (
        "Bring the file in by the page Import and answer there: the answers are kept as a recipe,"
        " which import_diary takes by its name. Or write them into a recipe of your own"
        " (docs/sheets.md)."
    )


def _fitting(sheets: Sheets, recipe: Recipe, as_of: datetime) -> tuple[SheetArgument, Survey]:
    likeliest = sheets.tables[sheets.likeliest]
    for table in (likeliest, *sheets.tables):
        surveyed = survey(sheets, table, as_of=as_of)
        if fits(recipe, surveyed):
            return SheetArgument(sheets, table, recipe), surveyed
        preset = preset_for(surveyed)
        if preset and preset.name == recipe.name and not recipe.headers:
            return SheetArgument(sheets, table, preset), surveyed
    if recipe.headers:
        wanted, header = ", ".join(recipe.headers), ", ".join(likeliest.header)
        raise CommandError(
            f"This recipe is for a table with the first line “{wanted}”, not “{header}”."
        )
    surveyed = survey(sheets, likeliest, as_of=as_of)
    return SheetArgument(sheets, likeliest, bound(recipe, surveyed)), surveyed


def observation_of(entry: Entry) -> Observation:
    """What the rules see of an entry."""
    return Observation(
        movement=entry.movement,
        muscle=entry.muscle,
        called_back=entry.called_back,
        phase=entry.phase,
        woke=entry.woke,
        noticed_by=entry.noticed_by,
        count=entry.count,
        night_of=night_of(entry.happened_at, stored_zone(entry.time_zone)),
    )


def print_sheet(preview: SheetPreview, out: OutputWrapper, errors: OutputWrapper) -> None:
    """What a table would add, in lines of text."""
    counts = preview.counts
    out.write(f"Episodes: {counts.new_episodes} new, {counts.known_episodes} already there.")
    out.write(
        f"Nights without twitches: {counts.new_nights} new, {counts.known_nights} already there."
    )
    out.write(f"Notes of a day: {preview.new_notes} new, {preview.known_notes} already there.")
    if preview.first_night and preview.last_night:
        out.write(f"Nights with entries: {preview.first_night} to {preview.last_night}.")
    out.write(f"By the hour, from 00: {' '.join(map(str, preview.hours))}.")
    out.write(f"Wrong rows: {counts.wrong_rows}. Rows left out: {preview.skipped_rows}.")
    for header, cells in preview.left_out.items():
        out.write(f"Cells left out in “{header}”: {cells}.")
    for message in (*counts.remarks, *preview.skipped, *preview.kept_notes):
        out.write(_text_of(message))
    for message in counts.wrong:
        errors.write(_text_of(message))


def _text_of(message: LineMessage) -> str:
    return line_message(message.line, message.column, message.text, message.values)
