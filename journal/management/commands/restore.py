"""``python manage.py restore FILE``: put a backup in the place of the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils import timezone

from twitchlog.database import backups, restore, storage_errors, usage_locks
from twitchlog.filesystem import disk_space


class Command(BaseCommand):
    """Keeps what was there as one more backup, so that a restore can itself be undone."""

    help = (
        "Replace the whole database by the backup FILE, with the server stopped."
        " What is there now is kept."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Checks the backup first, and brings it up to date, if an older version made it."""
        os.umask(0o077)
        connections.close_all()
        folder = settings.DATA_DIR / "backups"
        name = f"before-restore-{backups.name_of(timezone.now())}"
        try:
            database = backups.database()
            copy = restore.restore(file, database, folder, name, self.stderr.write)
        except (
            backups.CopyError,
            usage_locks.HeldError,
            disk_space.DiskFullError,
            OSError,
        ) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was restored. {storage_errors.sentence(error)}") from error
        if copy:
            self.stdout.write(f"What was there is kept in {copy}")
        self.stdout.write(f"Restored {file}")
        self.stdout.write(
            "Sign-ins, tokens and links are those of the backup: what was ended since opens the"
            " diary again. Each person ends it under More, “Where you are signed in”."
        )
