"""Add a diary file to a person's diary: say what it would do, then do all of it or nothing."""

from __future__ import annotations

import shutil
import sys
import tempfile
from typing import Any, BinaryIO

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from journal.diary_file import KINDS
from journal.entries import zone_called, zone_problem
from journal.files.importing import MOST_SAID, Look, Said, look, store
from journal.management.diaries import DiariesCommand
from journal.management.opening import opened, sentence
from journal.management.people import person_named
from journal.models import Preferences


class Command(DiariesCommand):
    """``import_diary USER FILE``; a second time it adds nothing."""

    help = "Add a diary file, CSV or JSON, to a person's diary. If any row is wrong, nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary, which file."""
        parser.add_argument("user", help="the user name")
        parser.add_argument("file", help="a diary file, CSV or JSON; - reads standard input")
        parser.add_argument("--preview", action="store_true", help="say what would be stored, and store nothing")
        parser.add_argument(
            "--time-zone", metavar="ZONE", help="the place of entries that name none (the person's own zone)"
        )

    def handle(self, *args: Any, user: str, file: str, preview: bool, time_zone: str | None, **options: Any) -> None:
        """Exits with 1, and nothing is stored, if any row is wrong."""
        person = person_named(user)
        own = Preferences.of(person).time_zone
        place = zone_called(time_zone) if time_zone else own
        wrong = zone_problem(place, own=own)
        if wrong:
            raise CommandError(str(wrong))
        as_of = timezone.now()
        with opened(file) as given, tempfile.TemporaryFile() as kept:
            readable = _seekable(given, kept)
            seen = look(person, readable, default_zone=place, as_of=as_of)
            self._say(seen, place)
            if seen.wrong_rows:
                self.stderr.write("Nothing was stored.")
                sys.exit(1)
            if preview:
                return
            readable.seek(0)
            stored = store(person, readable, default_zone=place, as_of=as_of)
        others = "".join(f" {KINDS[name].title}: {number}." for name, number in stored.besides.items())
        self.stdout.write(f"Stored. Episodes: {stored.episodes}. Nights without twitches: {stored.nights}.{others}")

    def _say(self, seen: Look, place: str) -> None:
        if seen.unknown:
            self.stdout.write(f"Columns that no diary has, kept out: {', '.join(map(_named, seen.unknown))}")
        self.stdout.write(f"Episodes: {seen.new_episodes} new, {seen.known_episodes} already there.")
        self.stdout.write(f"Nights without twitches: {seen.new_nights} new, {seen.known_nights} already there.")
        if seen.new and seen.marked_nights:
            self.stdout.write(f"Nights marked “no twitches” that have entries too, which count: {seen.marked_nights}.")
        for title, new, known in seen.amounts:
            self.stdout.write(f"{title}: {new} new, {known} already there.")
        if seen.repeats:
            self.stdout.write(f"Rows that repeat an earlier one: {seen.repeats}.")
        self.stdout.write(f"Wrong rows: {seen.wrong_rows}.")
        if seen.own_zone:
            self.stdout.write(f"Entries without a time zone, read in {place}: {seen.own_zone}.")
        for one in [*seen.about, *seen.remarks]:
            self.stdout.write(_line(one))
        if seen.remarked_rows > MOST_SAID:
            self.stdout.write(f"Of {seen.remarked_rows} rows with a remark only the first were shown.")
        for one in seen.wrong:
            self.stderr.write(_line(one))
        if seen.wrong_rows > MOST_SAID:
            self.stderr.write(f"Of {seen.wrong_rows} wrong rows only the first were shown.")


def _named(column: str) -> str:
    return column or "(a column without a name)"


def _line(said: Said) -> str:
    return sentence(said.line, said.column, said.text, said.values)


def _seekable(given: BinaryIO, kept: BinaryIO) -> BinaryIO:
    """The file itself, or a copy of what can be read only once."""
    if given.seekable():
        return given
    shutil.copyfileobj(given, kept)
    kept.seek(0)
    return kept
