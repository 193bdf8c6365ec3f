"""The youngest backup that lies in the folder for backups, found by looking there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from twitchlog.database import backups

# One that is older is spoken of.
BACKUP_GROWS_OLD = timedelta(days=3)
# A file from further ahead was made while the clock was wrong, and says nothing of its age.
_CLOCK_AHEAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class LatestBackup:
    """A backup and when it was made (UTC); it was whole and sound then, or had no name."""

    name: str
    made_at: datetime


def latest_backup(folder: Path, as_of: datetime) -> LatestBackup | None:
    """Of those that ``backup`` or the server itself made; None if none lies there.

    What was kept before an update or a restore does not count: it may be what went wrong.
    """
    try:
        with os.scandir(folder) as files:
            times = [
                LatestBackup(file.name, datetime.fromtimestamp(file.stat().st_mtime, UTC))
                for file in files
                if backups.BACKUP_NAME.fullmatch(file.name)
            ]
    except OSError:
        return None
    sound = [backup for backup in times if backup.made_at <= as_of + _CLOCK_AHEAD]
    return max(sound, key=lambda backup: backup.made_at, default=None)
