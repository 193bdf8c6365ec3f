"""Whether a newer release has changed a database: this one would read and write it wrongly."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import OperationalError

from twitchlog.release import RELEASE

# Libraries' steps may be put together by their newer versions, and are not asked for.
APP = "journal"


class NewerDatabaseError(OperationalError):
    """A newer release of Twitchlog has changed the tables."""


def newer_than_this(database: str, applied: set[str], release: str) -> str:
    """What is the matter with a database, by its name, that holds steps which this release does
    not know; "" if it knows all that were ``applied``.

    ``release`` is what the database says of who brought it up to date, or "".
    """
    unknown = applied - {
        path.stem for path in Path(apps.get_app_config(APP).path, "migrations").glob("[!_]*.py")
    }
    if not unknown:
        return ""
    newer = ""
    if release and release != RELEASE:
        newer = f"{release} "
    return (
        f"The database {database} was brought up to date by a newer release of Twitchlog, {newer}"
        f"with steps that this one ({RELEASE}) does not know: {', '.join(sorted(unknown))}. Start"
        " the newer release again."
    )
