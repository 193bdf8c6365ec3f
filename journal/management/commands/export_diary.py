"""Write a person's whole diary to standard output."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from journal.files.exporting import KINDS, export
from journal.management.diaries import DiariesCommand
from journal.management.people import person_named


class Command(DiariesCommand):
    """``export_diary USER --format csv``, always in UTF-8 and with the line ends that the format asks for."""

    help = "Write a person's whole diary, without what is in the trash, to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary, in which form."""
        parser.add_argument("user", help="the user name")
        parser.add_argument(
            "--format",
            choices=sorted(KINDS),
            required=True,
            help="json for all of it; csv, for spreadsheets, has its episodes and nights only",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream the file."""
        person = person_named(options["user"])
        reconfigure = getattr(self.stdout, "reconfigure", None)
        if reconfigure:  # a terminal or pipe, which would otherwise translate line ends and use the locale's letters
            reconfigure(encoding="utf-8", newline="")
        for piece in export(person, options["format"]):
            self.stdout.write(piece, ending="")
