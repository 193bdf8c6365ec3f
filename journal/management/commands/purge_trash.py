"""Deletes at once what goes by itself (``journal.retention``); fit for a nightly timer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from journal.management.database_command import DatabaseCommand
from journal.retention import delete_expired


class Command(DatabaseCommand):
    """``manage.py purge_trash``: everybody's; each delete in the app purges that person's."""

    help = (
        "Delete what has lain in the trash for thirty days,"
        " and diary files that have waited for a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how many entries went."""
        self.stdout.write(f"{delete_expired(timezone.now())} deleted for good")
