"""Whether a newer release has changed a database: this one would read and write it wrongly."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.apps import apps

from twitchlog import installation
from twitchlog.database import file_identity
from twitchlog.release import RELEASE

# Libraries' steps may be put together by their newer versions, and are not asked for.
APP = "journal"


def newer_than_this(file: Path, connection: sqlite3.Connection) -> str:
    """What to do about an open database with steps that this release does not know; "" without."""
    if not connection.execute(
        "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
    ).fetchone():
        return ""
    applied = {
        row[0]
        for row in connection.execute("SELECT name FROM django_migrations WHERE app = ?", [APP])
    }
    unknown = applied - {
        path.stem for path in Path(apps.get_app_config(APP).path, "migrations").glob("[!_]*.py")
    }
    if not unknown:
        return ""
    release = file_identity.read(connection).get("release")
    newer = ""
    if release and release != RELEASE:
        newer = f"{release} "
    return (
        f"The database {file} was brought up to date by a newer release of Twitchlog, {newer}with"
        f" steps that this one ({RELEASE}) does not know: {', '.join(sorted(unknown))}. Start the"
        " newer release again. Or put the copy back that was made before the update; what came"
        f" since stays in a backup: {_restoring(file.with_name('backups'))}"
    )


def _restoring(backups: Path) -> str:
    """The command that puts back the copy made before the last update."""
    return installation.command(f"restore {_newest_copy(backups)}")


def _newest_copy(backups: Path) -> Path:
    """The copy made before the last update; how its name begins and ends, if there is none."""
    copies = backups.glob("before-update-*.sqlite3")
    example = backups / "before-update-...sqlite3"
    return max(copies, key=lambda path: path.stat().st_mtime, default=example)
