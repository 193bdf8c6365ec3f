"""A command about diaries that are there: it makes no database, and says in a sentence why it cannot go on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from twitchlog import serving


class DiariesCommand(BaseCommand):
    """Looks first whether there is a database that the server left up to date."""

    requires_system_checks = []

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it. Raises CommandError if there is no such database, or if it fails on the way."""
        try:
            serving.check_diaries()
            return super().execute(*args, **options)
        except (serving.NotReadyError, DatabaseError) as error:
            raise CommandError(_sentence(error)) from error


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, serving.NotReadyError) else f"The database cannot be used: {error}."
