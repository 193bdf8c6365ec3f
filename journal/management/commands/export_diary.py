"""Write a person's whole diary to standard output."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from journal.files.export import FILE_FORMS, export
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand


class Command(DatabaseCommand):
    """``export_diary USER --format csv``, in UTF-8 and with the line ends of the format."""

    help = "Write a person's whole diary, without what is in the trash, to standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary, in which form."""
        parser.add_argument("user", help="the user name")
        parser.add_argument(
            "--format",
            choices=sorted(FILE_FORMS),
            required=True,
            help="json for all of it; for spreadsheets csv has its episodes, nights.csv its nights,"
            " rows.csv medicines, tests, appointments, answers and the like",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Stream the file."""
        person = person_named(options["user"])
        reconfigure = getattr(self.stdout, "reconfigure", None)
        # a terminal or pipe, which would otherwise translate line ends and use the locale's letters
        if reconfigure:
            reconfigure(encoding="utf-8", newline="")
        for piece in export(person, options["format"]):
            self.stdout.write(piece, ending="")
