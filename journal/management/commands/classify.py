"""What the article's points say of each row of a diary file. Needs no database and no diary of one's own."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.classifier import classify, match
from journal.criteria import TOO_MANY, TooMany
from journal.diary_file import FileError, Seen, observe, open_rows
from journal.management.opening import opened, sentence
from journal.observations import Observation


class Command(BaseCommand):
    """``classify FILE``: one JSON object a line, in the file's order; messages go to standard error."""

    help = "Print the flags and open questions of each row of a diary file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and what else the period's answer needs."""
        parser.add_argument("file", help="a diary file, CSV or JSON; - reads standard input")
        parser.add_argument("--period", action="store_true", help="add a last line about all rows together")
        parser.add_argument(
            "--answer", choices=[one.value for one in TooMany], help="the answer to: are these too many twitches?"
        )
        parser.add_argument("--limit", type=int, metavar="N", help="the person's own limit of twitches a night")

    def handle(
        self, *args: Any, file: str, period: bool, answer: str | None, limit: int | None, **options: Any
    ) -> None:
        """Print the lines. Exits with 1 if anything could not be read; every row is printed all the same."""
        if not period and (answer or limit is not None):
            raise CommandError("--answer and --limit are about all rows together: add --period.")
        if limit is not None and limit < 0:
            raise CommandError("A limit cannot be below zero.")
        self.all_read = True
        observations = self._rows(file, dated=period)
        if period:
            said = TooMany(answer) if answer else None
            findings = classify(observations, said=said, limit=limit)
            verdicts = {one.criterion.code: one.verdict for one in findings if one.criterion == TOO_MANY}
            self.stdout.write(json.dumps({"period": verdicts}))
        if not self.all_read:
            sys.exit(1)

    def _rows(self, name: str, *, dated: bool) -> list[Observation]:
        """Print a line a row, and return what the rules see."""
        kept: list[Observation] = []
        try:
            with opened(name) as file:
                rows = open_rows(file)
                for number, seen in enumerate(observe(rows, dated=dated), start=1):
                    self._say(seen)
                    self._print(number, seen.observation)
                    if seen.observation and dated:
                        kept.append(seen.observation)
                if rows.unknown:
                    self.stderr.write(f"columns that no diary has, not read: {', '.join(map(_named, rows.unknown))}")
                for one in rows.remarks:
                    self.stderr.write(sentence(None, one.field, one.text, one.values))
        except FileError as error:
            raise CommandError(str(error)) from error
        return kept

    def _print(self, number: int, observation: Observation | None) -> None:
        found = match(observation) if observation else None
        flags, asks = (list(found.flags), list(found.asks)) if found else ([], [])
        self.stdout.write(json.dumps({"row": number, "flags": flags, "asks": asks}))

    def _say(self, seen: Seen) -> None:
        for one in seen.wrong:
            self.all_read = False
            read_as = "" if one.field == "" else " Read as not recorded."
            self.stderr.write(sentence(seen.line, one.field, one.text, one.values) + read_as)
        for one in seen.remarks:
            self.stderr.write(sentence(seen.line, one.field, one.text, one.values))


def _named(column: str) -> str:
    return column or "(a column without a name)"
