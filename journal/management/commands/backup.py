"""``python manage.py backup``: a whole copy of the database, while the server runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from twitchlog.database import backups


class Command(BaseCommand):
    """Writes one file that holds every diary, account and session of this server."""

    help = "Copy the whole database into the folder backups of DATA_DIR, or to FILE."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and how many to keep."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="delete all but the N made last of the copies in the folder backups",
        )

    def handle(self, *, file: Path | None, keep: int | None, **options: Any) -> None:
        """Says where the copy is once it is on the disk under that name."""
        if keep is not None and keep < 1:
            raise CommandError("--keep needs a number from 1 up.")
        os.umask(0o077)
        folder = settings.DATA_DIR / "backups"
        try:
            if file:
                backups.back_up(backups.database(), file)
            else:
                file = backups.back_up_into(
                    folder, backups.database(), backups.name_of(timezone.now())
                )
        except (backups.CopyError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error
        self.stdout.write(str(file))
        if keep and folder.is_dir():
            backups.thin_out(folder, keep, newest=file)
