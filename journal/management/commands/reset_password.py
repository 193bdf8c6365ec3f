"""Sets a new password for somebody who has forgotten theirs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from journal.identity.operator_accounts import set_password
from journal.identity.second_step import second_step
from journal.management.account_argument import person_named, refusals_in_words
from journal.management.database_command import DatabaseCommand
from journal.management.password_argument import add_generate, new_password, show_once
from twitchlog.installation import command


class Command(DatabaseCommand):
    """``manage.py reset_password USER``: the password is asked for, or made and shown once."""

    help = "Set a new password for an account, and sign it out everywhere."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("user", help="the user name")
        add_generate(parser)

    def handle(self, *args: Any, user: str, generate: bool, **options: Any) -> None:
        """Ask, store, and say what else signing in asks for."""
        person = person_named(user)
        name = person.get_username()
        password = new_password(generate=generate)
        with refusals_in_words():
            set_password(person, password)
        self.stdout.write(f"“{name}” has a new password, and is signed out everywhere.")
        if second_step(person).is_asked:
            self.stdout.write(
                "Signing in still asks for their second step. If that is lost too:"
                f" {command(f'remove_second_step {name}')}"
            )
        show_once(password, self.stdout, generate=generate)
