"""Django's ``migrate``, which makes a database whole or not at all, as ``serve`` does."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from twitchlog.database import backups, schema
from twitchlog.database.kinds import lies_in_a_file


class Command(migrate.Command):
    """For whoever starts the server otherwise than by ``serve``, or goes back to a migration."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """As Django's, whose checks need a database as well."""
        if not lies_in_a_file() or backups.database().exists():
            return super().execute(*args, **options)
        with schema.new_database(backups.database()):
            return super().execute(*args, **options)
