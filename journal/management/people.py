"""Whose diary a command is about."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.management.base import CommandError


def person_named(name: str) -> User:
    """The account of that name. Raises CommandError if there is none."""
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is no account “{name}”.")
    return found
