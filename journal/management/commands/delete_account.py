"""Deletes an account with everything in it, for somebody who cannot do it themselves."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from journal import account_deletion
from journal.actions.delete_account import erase
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand
from journal.management.password_argument import is_at_terminal
from twitchlog.http.security_log import log_security


class Command(DatabaseCommand):
    """``manage.py delete_account USER``: asks for the name once more; cannot be undone."""

    help = "Delete an account with its whole diary, reports, links and tokens, for good."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and whether to ask."""
        parser.add_argument("user", help="the user name")
        parser.add_argument("--yes", action="store_true", help="do not ask for the name once more")

    def handle(self, *args: Any, user: str, yes: bool, **options: Any) -> None:
        """The mark first, by which it is gone for everybody; then its rows, in pieces.

        Ended midway, the server does the rest at its next start, or within a day.
        """
        person = person_named(user)
        key, name = person.pk, person.get_username()
        if not yes:
            _ask_for(name)
        account_deletion.delete_account(person)
        log_security("account_deleted", request=None, account=key)
        erase(key)
        self.stdout.write(
            f"“{name}” is deleted with everything in it."
            " Backups that were made before still hold it."
        )


def _ask_for(name: str) -> None:
    if not is_at_terminal():
        raise CommandError(
            "There is no terminal to ask at. Nothing was deleted. To delete without asking: --yes"
        )
    try:
        typed = input(f"This deletes the whole diary of “{name}” for good. Type the name: ")
    except EOFError:
        typed = ""
    if typed.strip() != name:
        raise CommandError("That is not the name. Nothing was deleted.")
