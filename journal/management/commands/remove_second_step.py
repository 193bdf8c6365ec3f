"""Lets somebody in by the password alone who has lost their phone and their recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import CommandParser

from journal.actions.sign_ins import end_sign_ins
from journal.identity.security_log import note
from journal.management.account_argument import person_named
from journal.management.database_command import DatabaseCommand
from journal.models import SignIn
from journal.models.security_event import Happening


class Command(DatabaseCommand):
    """``manage.py remove_second_step USER``: passkeys and codes go; the diary stays."""

    help = "Delete the passkeys and codes of an account, so that its password alone opens it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("user", help="the user name")

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        """Delete, and say what signing in asks for now."""
        person = person_named(user)
        number, _by_model = Authenticator.objects.filter(user=person).delete()
        if number:
            # Whoever has the lost phone may be signed in on it.
            end_sign_ins(SignIn.objects.of(person))
            note(None, person, Happening.SECOND_STEP_REMOVED)
            self.stdout.write(
                f"Deleted. Signing in as {person.get_username()} asks for the password alone now. "
                "They are signed out everywhere."
            )
        else:
            self.stdout.write(
                f"Signing in as {person.get_username()} asks for the password alone already."
            )
