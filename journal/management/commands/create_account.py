"""Makes an account for somebody of the household, while sign-up stays closed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from journal import entries
from journal.identity.operator_accounts import make_account, new_name
from journal.management.account_argument import refusals_in_words
from journal.management.database_command import DatabaseCommand
from journal.management.password_argument import add_generate, new_password, show_once
from journal.parsing import printable


class Command(DatabaseCommand):
    """``manage.py create_account USER``: the password is asked for, or made and shown once."""

    help = "Make an account, also where sign-up is closed."

    def add_arguments(self, parser: CommandParser) -> None:
        """For whom."""
        parser.add_argument("user", help="the user name")
        parser.add_argument("--time-zone", default="", metavar="ZONE", help="such as Europe/Berlin")
        add_generate(parser)

    def handle(self, *args: Any, user: str, time_zone: str, generate: bool, **options: Any) -> None:
        """Look at the name first, then ask; say who was made."""
        if time_zone and not entries.is_taken_zone(time_zone):
            raise CommandError(f"There is no time zone “{printable(time_zone)}”.")
        with refusals_in_words():
            new_name(user)
            password = new_password(generate=generate)
            person = make_account(user, password, time_zone=time_zone)
        self.stdout.write(f"Made the account “{person.get_username()}”.")
        show_once(password, self.stdout, generate=generate)
