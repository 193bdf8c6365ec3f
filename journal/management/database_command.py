"""A command that needs a database: it makes none, and says in a sentence why it cannot go on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from twitchlog.database import schema, storage_errors
from twitchlog.not_ready import NotReadyError


class DatabaseCommand(BaseCommand):
    """Looks first whether there is a database that the server left up to date."""

    requires_system_checks = []

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Do it. Raises CommandError if there is no such database, or if it fails on the way."""
        try:
            schema.check_diaries()
            return super().execute(*args, **options)
        except NotReadyError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(storage_errors.sentence(error)) from error
