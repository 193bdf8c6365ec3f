"""Lets somebody in again who has lost their phone and their recovery codes: the password alone is asked for then."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import CommandParser

from journal.management.diaries import DiariesCommand
from journal.management.people import person_named


class Command(DiariesCommand):
    """``manage.py remove_second_step USER``: passkeys, codes from an app and recovery codes go; the diary stays."""

    help = "Delete the passkeys and codes of an account, so that its password alone opens it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("user", help="the user name")

    def handle(self, *args: Any, user: str, **options: Any) -> None:
        """Delete, and say what signing in asks for now."""
        person = person_named(user)
        number, _by_model = Authenticator.objects.filter(user=person).delete()
        if number:
            self.stdout.write(f"Deleted. Signing in as {person.get_username()} asks for the password alone now.")
        else:
            self.stdout.write(f"Signing in as {person.get_username()} asks for the password alone already.")
