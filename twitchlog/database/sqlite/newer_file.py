"""Whether a newer release has changed a database file, and which copy would go back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from twitchlog import installation
from twitchlog.database import file_identity
from twitchlog.database.newer_release import APP, newer_than_this


def newer_file(file: Path, connection: sqlite3.Connection) -> str:
    """What to do about an open file with steps that this release does not know; "" without."""
    if not connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
    ).fetchone():
        return ""
    applied = {
        row[0]
        for row in connection.execute("SELECT name FROM django_migrations WHERE app = ?", [APP])
    }
    release = file_identity.read(connection).get("release", "")
    newer = newer_than_this(str(file), applied, release)
    if not newer:
        return ""
    return (
        f"{newer} Or put the copy back that was made before the update; what came since stays in a"
        f" backup: {_restoring(file.with_name('backups'))}"
    )


def _restoring(backups: Path) -> str:
    """The command that puts back the copy made before the last update."""
    return installation.command(f"restore {_newest_copy(backups)}")


def _newest_copy(backups: Path) -> Path:
    """The copy made before the last update; how its name begins and ends, if there is none."""
    copies = backups.glob("before-update-*.sqlite3")
    example = backups / "before-update-...sqlite3"
    return max(copies, key=lambda path: path.stat().st_mtime, default=example)
