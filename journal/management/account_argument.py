"""Whose diary a command is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from journal.identity.account_lookup import account_named
from journal.models.accounts import DELETED
from journal.parsing import printable


def person_named(name: str) -> User:
    """The account of that name, as signing in takes it.

    Raises CommandError if there is none, or only what is left of one that was deleted.
    """
    person = account_named(name)
    if person is None or person.get_username().startswith(DELETED):
        raise CommandError(f"There is no account “{printable(name)}”.")
    return person


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Raise CommandError for a name or password that no page takes, with what a page says."""
    try:
        yield
    except ValidationError as error:
        raise CommandError(f"Nothing was changed. {' '.join(error.messages)}") from error
