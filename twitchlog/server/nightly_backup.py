"""The backup that the server makes by itself, once a day (docs/adr/0253)."""

from __future__ import annotations

import logging
import math
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from twitchlog.database import backups
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.database.latest_backup import latest_backup
from twitchlog.filesystem import disk_space

logger = logging.getLogger(__name__)
# Less than a day, so that one that is a little early is not put off for another.
EVERY_SECONDS = timedelta(hours=20).total_seconds()
AFTER_START_SECONDS = 600.0  # the start has enough to do
AGAIN_AFTER_SECONDS = 3600.0  # where none could be made, or the process was ended meanwhile
# So many times the size of the database have to be free: a backup never takes the last room.
SIZES_FREE = 2


def seconds_to_backup(since_start: float) -> float:
    """Seconds until the next one is due, 0 if it is now; without end where none are made.

    ``since_start`` is for how many seconds the server has run, or since it did its daily chores.
    """
    if not settings.NIGHTLY_BACKUPS or lies_on_a_server() or not User.objects.exists():
        return math.inf
    now = timezone.now()
    waits = [AFTER_START_SECONDS - since_start, AGAIN_AFTER_SECONDS - _since_try()]
    if latest := latest_backup(_folder(), now):
        waits.append(EVERY_SECONDS - (now - latest.made_at).total_seconds())
    return max(0.0, *waits)


def back_up_nightly() -> Path | None:
    """Make one, and delete the oldest of those made so; None, and a line in the log, if it fails.

    None is deleted before the new one is whole and on the disk.
    """
    database, folder = backups.database(), _folder()
    name = backups.name_of(timezone.now(), backups.NIGHTLY)
    try:
        _mark().touch()
        disk_space.need_room(database.parent, SIZES_FREE * backups.size(database))
        copy = backups.back_up_into(folder, database, name)
        keep = settings.NIGHTLY_BACKUPS
        backups.thin_out(folder, keep, newest=copy, kind=backups.NIGHTLY)
    except (backups.CopyError, disk_space.DiskFullError, OSError) as error:
        logger.error("No backup was made by night. %s", error)
        return None
    return copy


def was_tried() -> bool:
    """Whether this server has ever begun to make one."""
    return _mark().exists()


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "backups"


def _mark() -> Path:
    """Says by its time when the last try began."""
    return Path(settings.DATA_DIR) / "backup-tried"


def _since_try() -> float:
    try:
        # a clock that was ahead must not put it off for years
        return abs(time.time() - _mark().stat().st_mtime)
    except FileNotFoundError:
        return math.inf
