"""Delete all sleep of devices out of a person's diary, for good."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from journal.actions.device_sleep import delete_device_sleep
from journal.actions.import_spans import ImportUnderWayError
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand
from journal.management.earlier_imports import kept_waiting


class Command(DatabaseCommand):
    """``delete_device_sleep USER``; what the person wrote themselves stays."""

    help = "Delete all that devices recorded of sleep out of a person's diary, for good."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose diary."""
        parser.add_argument("user", help="the user name")

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        """Raises CommandError while an import of that person is under way."""
        try:
            number = delete_device_sleep(person_named(user))
        except ImportUnderWayError as error:
            raise kept_waiting(error) from error
        self.stdout.write(f"Deleted. Sleeps: {number}.")
