"""Add a diary file to a person's diary: say what it would do, then do all of it or nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from django.contrib.auth.models import User
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record_diary import StoredDiary
from journal.diary_file import COLLECTIONS
from journal.entries import zone_problem
from journal.files import import_preview
from journal.files.import_diary import store
from journal.files.import_preview import MOST_SAID, ImportPreview, LineMessage
from journal.files.sheet_import import store_sheet
from journal.files.sheet_preview import preview_sheet
from journal.files.sheet_recipes import keep_recipe_of
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand
from journal.management.earlier_imports import (
    about_earlier,
    add_earlier_arguments,
    kept_waiting,
)
from journal.management.file_argument import (
    column_name,
    line_message,
    open_argument,
    seekable,
)
from journal.management.sheet_argument import print_sheet, recipe_argument, sheet_argument
from journal.models import Preferences
from journal.time_zones import zone_called
from twitchlog.filesystem.upload_folder import under_way


class Command(DatabaseCommand):
    """``import_diary USER FILE``; a second time it adds nothing. ``--list`` and ``--undo N`` are
    about earlier ones.
    """

    help = (
        "Add a diary file, CSV or JSON, to a person's diary."
        " If any row is wrong, nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary, which file."""
        parser.add_argument("user", help="the user name")
        parser.add_argument(
            "file", nargs="?", help="a diary file, CSV or JSON; - reads standard input"
        )
        add_earlier_arguments(parser)
        parser.add_argument(
            "--preview", action="store_true", help="say what would be stored, and store nothing"
        )
        parser.add_argument(
            "--time-zone",
            metavar="ZONE",
            help="the place of entries that name none (the person's own zone)",
        )
        parser.add_argument(
            "--recipe",
            metavar="NAME_OR_FILE",
            help="read a table of one's own: a recipe of the person's, one that comes along,"
            " or a file of JSON",
        )

    def handle(
        self,
        *args: Any,
        user: str,
        file: str | None,
        preview: bool,
        time_zone: str | None,
        recipe: str | None,
        **options: Any,
    ) -> None:
        """Exits with 1, and nothing is stored, if any row is wrong."""
        person = person_named(user)
        if about_earlier(person, file, options, self.stdout) or not file:
            return
        place, as_of = _place(person, time_zone), timezone.now()
        with (
            open_argument(file) as source,
            tempfile.TemporaryFile(dir=under_way()) as copy,
        ):
            diary_file = seekable(source, copy)
            if recipe:
                self._bring_sheet(person, diary_file, file, recipe, place, preview=preview)
                return
            contents = import_preview.preview(person, diary_file, default_zone=place, as_of=as_of)
            self._print_preview(contents, place)
            if contents.wrong_rows:
                self.stderr.write("Nothing was stored.")
                sys.exit(1)
            if preview:
                return
            diary_file.seek(0)
            try:
                stored = store(
                    person, diary_file, default_zone=place, as_of=as_of, name=Path(file).name
                )
            except ImportUnderWayError as error:
                raise kept_waiting(error) from error
        self._print_stored(stored)

    def _bring_sheet(
        self,
        person: User,
        file: BinaryIO,
        name: str,
        recipe_name: str,
        place: str,
        *,
        preview: bool,
    ) -> None:
        """A table of the person's own, read by a recipe, by the same rules."""
        as_of = timezone.now()
        with sheet_argument(file, name, recipe_argument(recipe_name, person), as_of) as sheet:
            contents = preview_sheet(person, sheet.rows(place, as_of))
            print_sheet(contents, self.stdout, self.stderr)
            if contents.counts.wrong_rows:
                self.stderr.write("Nothing was stored.")
                sys.exit(1)
            if preview:
                return
            rows = sheet.rows(place, as_of)
            try:
                stored = store_sheet(person, rows, name=Path(name).name, as_of=as_of)
            except ImportUnderWayError as error:
                raise kept_waiting(error) from error
            keep_recipe_of(person, sheet.recipe, Path(name).name, as_of=as_of)
        self._print_stored(stored)

    def _print_stored(self, stored: StoredDiary) -> None:
        others = "".join(
            f" {COLLECTIONS[name].title}: {number}." for name, number in stored.records.items()
        )
        self.stdout.write(
            f"Stored. Episodes: {stored.episodes}."
            f" Nights without twitches: {stored.nights}.{others}"
        )
        if stored.is_anything:
            self.stdout.write(
                "For 30 days all of it can be taken back: page Import, or --list and --undo."
            )

    def _print_preview(self, preview: ImportPreview, place: str) -> None:
        self._print_unknown(preview)
        self._print_amounts(preview)
        self.stdout.write(f"Wrong rows: {preview.wrong_rows}.")
        if preview.own_zone:
            self.stdout.write(f"Entries without a time zone, read in {place}: {preview.own_zone}.")
        self._print_messages(preview)

    def _print_unknown(self, preview: ImportPreview) -> None:
        if preview.unknown:
            names = ", ".join(map(column_name, preview.unknown))
            if preview.more_unknown:
                names += f" and {preview.more_unknown} more"
            self.stdout.write(f"Columns that no diary has, kept out: {names}")

    def _print_amounts(self, preview: ImportPreview) -> None:
        amounts = [
            ("Episodes", preview.new_episodes, preview.known_episodes),
            ("Nights without twitches", preview.new_nights, preview.known_nights),
        ]
        for title, new, already in amounts:
            self.stdout.write(f"{title}: {new} new, {already} already there.")
        if preview.new and preview.marked_nights:
            self.stdout.write(
                "Nights marked “no twitches” that have entries too, which count:"
                f" {preview.marked_nights}."
            )
        for title, new, already in preview.amounts:
            self.stdout.write(f"{title}: {new} new, {already} already there.")
        if preview.repeats:
            self.stdout.write(f"Rows that repeat an earlier one: {preview.repeats}.")

    def _print_messages(self, preview: ImportPreview) -> None:
        for remark in [*preview.about, *preview.remarks]:
            self.stdout.write(_text(remark))
        if preview.remarked_rows > MOST_SAID:
            self.stdout.write(
                f"Of {preview.remarked_rows} rows with a remark only the first were shown."
            )
        for problem in preview.wrong:
            self.stderr.write(_text(problem))
        if preview.looked_at:
            self.stderr.write(
                f"{preview.looked_at} rows were looked at; the file has more."
                " Nothing is said of those."
            )


def _place(person: User, time_zone: str | None) -> str:
    """The zone of entries that name none: the one that was asked for, else the person's own."""
    own = Preferences.of(person).time_zone
    place = zone_called(time_zone) if time_zone else own
    if problem := zone_problem(place, own=own):
        raise CommandError(str(problem))
    return place


def _text(message: LineMessage) -> str:
    return line_message(message.line, message.column, message.text, message.values)
