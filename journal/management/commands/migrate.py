"""Django's ``migrate``, which makes a database whole or not at all, as ``serve`` does."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connection

from twitchlog.database import backups, schema


class Command(migrate.Command):
    """For whoever starts the server otherwise than by ``serve``, or goes back to a migration."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django's, whose checks need a database as well."""
        file = backups.database()
        if connection.is_in_memory_db() or file.exists():  # type: ignore[attr-defined]  # SQLite's
            return super().execute(*args, **options)
        with schema.new_database(file):
            return super().execute(*args, **options)
