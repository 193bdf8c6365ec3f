"""The backups of this server, as far as those who keep a diary on it need to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from journal.models.accounts import living_accounts
from twitchlog.database.latest_backup import BACKUP_GROWS_OLD, latest_backup


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """``made_at`` is when the last one was made (UTC), None if there is none.

    ``is_nightly``: whether the server makes them by itself.
    """

    made_at: datetime | None
    is_nightly: bool


def read_backups(as_of: datetime) -> BackupFacts:
    """What lies in the folder for backups now; no query."""
    latest = latest_backup(Path(settings.DATA_DIR) / "backups", as_of)
    return BackupFacts(latest.made_at if latest else None, bool(settings.NIGHTLY_BACKUPS))


def read_lack_of_backups(person: User, as_of: datetime) -> BackupFacts | None:
    """The backups where they are too old or there is none, for the first account of the server.

    None for everybody else, in the account's first days, and where the server was told to make
    none. Takes a query only where they are too old.
    """
    if not settings.NIGHTLY_BACKUPS or as_of - person.date_joined < BACKUP_GROWS_OLD:
        return None
    facts = read_backups(as_of)
    if facts.made_at and as_of - facts.made_at < BACKUP_GROWS_OLD:
        return None
    first = living_accounts().order_by("pk").values_list("pk", flat=True).first()
    return facts if first == person.pk else None
