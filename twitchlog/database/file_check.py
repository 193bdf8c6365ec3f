"""Whether the database's file can be read and written."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from twitchlog import installation
from twitchlog.database import backups
from twitchlog.not_ready import NotReadyError


def check_database(file: Path) -> None:
    """Raise NotReadyError unless the database, if there is one, can be read and written.

    At night, when nobody can save anything, is too late to hear of it. A database that root has put
    back is root's; the files beside it are its log.
    """
    for part in sorted(file.parent.glob(f"{file.name}*")):
        if not os.access(part, os.R_OK | os.W_OK):
            raise NotReadyError(
                f"{part} cannot be read and written by this account. Give it back: "
                f"sudo chown --reference={file.parent} {part} && sudo chmod 600 {part}"
            )
    if not file.exists():
        return
    try:
        with contextlib.closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA schema_version")
    except sqlite3.Error as error:
        why = backups.refusal(error, file, file.parent)
        if not isinstance(why, backups.DamagedDatabaseError):
            raise NotReadyError(str(why)) from error
        raise NotReadyError(
            f"The database {file} cannot be read ({error}). Put a backup in its place:"
            f' {installation.command("restore FILE")} (README, "Backup and restore").'
        ) from error
