"""``python manage.py restore FILE``: put a backup in the place of the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from twitchlog import copies, serving


class Command(BaseCommand):
    """Keeps what was there as one more backup, so that a restore can itself be undone."""

    help = "Replace the whole database by the backup FILE. What is there now is kept as one more backup."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which backup."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Checks the backup first; brings it up to date afterwards, if an older version made it."""
        os.umask(0o077)
        connections.close_all()
        try:
            copies.check(file)
            self._keep(copies.database())
            copies.restore(file, copies.database())
        except (copies.CopyError, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        self.stdout.write(f"Restored {file}")
        try:
            serving.migrate()
        except serving.NotReadyError as error:
            raise CommandError(str(error)) from error

    def _keep(self, database: Path) -> None:
        if not database.exists():
            return
        kept = settings.DATA_DIR / "backups" / f"before-restore-{copies.name_of(timezone.now())}"
        try:
            copies.back_up(database, kept)
        except copies.CopyError as error:
            self.stderr.write(f"{error} It is set aside as it is. If the server is running, start it again.")
            copies.set_aside(database, kept)
        self.stdout.write(f"What was there is kept in {kept}")
