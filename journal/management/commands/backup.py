"""``python manage.py backup``: a whole copy of the database, while the server runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from twitchlog import copies


class Command(BaseCommand):
    """Writes one file that holds every diary, account and session of this server."""

    help = "Copy the whole database into the folder backups of DATA_DIR, or to FILE."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument("--keep", type=int, metavar="N", help="delete all but the newest N in the folder backups")

    def handle(self, *, file: Path | None, keep: int | None, **options: Any) -> None:
        """Says where the copy is."""
        if keep is not None and keep < 1:
            raise CommandError("--keep needs a number from 1 up.")
        os.umask(0o077)
        folder = settings.DATA_DIR / "backups"
        copy = file or folder / copies.name_of(timezone.now())
        try:
            copies.back_up(copies.database(), copy)
        except (copies.CopyError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(str(copy))
        if keep:
            for old in sorted(folder.glob("twitchlog-*.sqlite3"))[:-keep]:
                old.unlink()
