"""Gives an account another name to sign in with; the diary stays as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from journal.identity.operator_accounts import rename_account
from journal.management.account_argument import person_named, refusals_in_words
from journal.management.database_command import DatabaseCommand


class Command(DatabaseCommand):
    """``manage.py rename_account USER NAME``: nobody is signed out."""

    help = "Give an account another user name. Its diary, sign-ins and links stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose, and to what."""
        parser.add_argument("user", help="the user name now")
        parser.add_argument("name", help="the new one")

    def handle(self, *args: Any, user: str, name: str, **options: Any) -> None:
        """Rename, and say under which name they sign in from now on."""
        person = person_named(user)
        with refusals_in_words():
            renamed = rename_account(person, name)
        self.stdout.write(f"“{person.get_username()}” signs in as “{renamed}” from now on.")
