"""What the article's points say of each row of a diary file.

Needs no database and no diary of one's own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from journal.classifier import classify, match
from journal.constant_places import is_constant
from journal.criteria import TOO_MANY, TooMany
from journal.diary_file import FileError, ObservedRow, RawRows, observe, open_rows
from journal.diary_file.sheets import UnderstoodRow
from journal.management.file_argument import (
    column_name,
    line_message,
    open_argument,
    seekable,
)
from journal.management.sheet_argument import observation_of, recipe_argument, sheet_argument
from journal.observations import Observation


class Command(BaseCommand):
    """``classify FILE``: a JSON object a line, in the file's order; messages to standard error."""

    help = "Print the flags and open questions of each row of a diary file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what else the period's answer needs."""
        parser.add_argument("file", help="a diary file, CSV or JSON; - reads standard input")
        parser.add_argument(
            "--recipe",
            metavar="NAME_OR_FILE",
            help="read a table of one's own, by a recipe that comes along or a file of JSON",
        )
        parser.add_argument(
            "--period", action="store_true", help="add a last line about all rows together"
        )
        parser.add_argument(
            "--answer",
            choices=[member.value for member in TooMany],
            help="the answer to: are these too many twitches?",
        )
        parser.add_argument(
            "--limit", type=int, metavar="N", help="the person's own limit of twitches a night"
        )

    def handle(
        self,
        *args: Any,
        file: str,
        period: bool,
        answer: str | None,
        limit: int | None,
        recipe: str | None,
        **options: Any,
    ) -> None:
        """Print the lines.

        Exits with 1 if anything could not be read; every row is printed all the same.
        """
        if not period and (answer or limit is not None):
            raise CommandError("--answer and --limit are about all rows together: add --period.")
        if limit is not None and limit < 0:
            raise CommandError("A limit cannot be below zero.")
        self.all_read = True
        if recipe:
            observations = self._sheet_rows(file, recipe)
        else:
            observations = self._rows(file, dated=period)
        if period:
            self._print_period(observations, answer, limit)
        if not self.all_read:
            sys.exit(1)

    def _rows(self, name: str, *, dated: bool) -> list[Observation]:
        """Print a line a row, and return what the rules see of the dated ones."""
        observations: list[Observation] = []
        try:
            with open_argument(name) as file:
                rows = open_rows(file)
                for number, row in enumerate(observe(rows, dated=dated), start=1):
                    self._write_messages(row)
                    self._print_row(number, row.observation)
                    if row.observation and dated:
                        observations.append(row.observation)
                self._write_unread(rows)
        except FileError as error:
            raise CommandError(str(error)) from error
        return observations

    def _sheet_rows(self, name: str, recipe_name: str) -> list[Observation]:
        """The same of a table of one's own; a row with two places is two lines."""
        as_of, observations = timezone.now(), list[Observation]()
        try:
            with (
                open_argument(name) as source,
                tempfile.TemporaryFile() as copy,
                sheet_argument(
                    seekable(source, copy), name, recipe_argument(recipe_name), as_of
                ) as sheet,
            ):
                # Without a zone the clock counts as it is written.
                for number, row in enumerate(sheet.rows("UTC", as_of), start=1):
                    self._write_problems(row)
                    observed = [observation_of(entry) for entry in row.entries]
                    for observation in observed:
                        self._print_row(number, observation)
                    if not observed:
                        self._print_row(number, None)
                    observations += observed
        except FileError as error:
            raise CommandError(str(error)) from error
        return observations

    def _write_problems(self, row: UnderstoodRow) -> None:
        self.all_read &= not row.wrong
        for problem in (*row.wrong, *row.remarks, *filter(None, [row.skipped])):
            self.stderr.write(line_message(row.line, problem.field, problem.text, problem.values))

    def _print_row(self, number: int, observation: Observation | None) -> None:
        flags: list[str] = []
        asks: list[str] = []
        if observation:
            matches = match(observation)
            flags, asks = list(matches.flags), list(matches.asks)
        self.stdout.write(json.dumps({"row": number, "flags": flags, "asks": asks}))

    def _print_period(
        self, observations: list[Observation], answer: str | None, limit: int | None
    ) -> None:
        too_many = TooMany(answer) if answer else None
        verdicts = {
            finding.criterion.code: finding.verdict
            for finding in classify(
                (read for read in observations if not is_constant(read.key)),
                constant=(read for read in observations if is_constant(read.key)),
                latest_answer=too_many,
                limit=limit,
            )
            if finding.criterion == TOO_MANY
        }
        self.stdout.write(json.dumps({"period": verdicts}))

    def _write_messages(self, row: ObservedRow) -> None:
        for problem in row.wrong:
            self.all_read = False
            message = line_message(row.line, problem.field, problem.text, problem.values)
            if problem.field:
                message += " Read as not recorded."
            self.stderr.write(message)
        for remark in row.remarks:
            self.stderr.write(line_message(row.line, remark.field, remark.text, remark.values))

    def _write_unread(self, rows: RawRows) -> None:
        if rows.unknown:
            names = ", ".join(map(column_name, rows.unknown))
            if rows.names.more:
                names += f" and {rows.names.more} more"
            self.stderr.write(f"columns that no diary has, not read: {names}")
        for remark in rows.remarks:
            self.stderr.write(line_message(None, remark.field, remark.text, remark.values))
