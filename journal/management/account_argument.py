"""Whose diary a command is about."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from journal.identity.account_lookup import account_named
from journal.parsing import printable


def person_named(name: str) -> User:
    """The account of that name, as signing in takes it. Raises CommandError if there is none."""
    person = account_named(name)
    if person is None:
        raise CommandError(f"There is no account “{printable(name)}”.")
    return person
