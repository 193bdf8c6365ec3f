"""What has to be so for the server to be ready (``/health/ready/``), each within milliseconds.

What a failure says goes to whoever asks, so it names no file and no person.
"""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction
from django_alive import HealthcheckFailure

from twitchlog.database import schema
from twitchlog.filesystem import disk_space

logger = logging.getLogger(__name__)
# Bytes for what people write until somebody has made room.
LEAST_ROOM = 20_000_000


def check_database() -> None:
    """Raise HealthcheckFailure unless the database can be read and written, and is of this release.

    The lock for writing is taken, and given back with nothing written.
    """
    try:
        with transaction.atomic():
            is_up_to_date = schema.is_up_to_date()
            transaction.set_rollback(True)
    except DatabaseError as error:
        logger.debug("not ready", exc_info=True)
        raise HealthcheckFailure("the database cannot be read or written") from error
    if not is_up_to_date:
        raise HealthcheckFailure("the database is of another release")


def check_disk() -> None:
    """Raise HealthcheckFailure unless the data folder has room for what people write."""
    try:
        free = disk_space.free_bytes(Path(settings.DATA_DIR))
    except OSError as error:
        raise HealthcheckFailure("the data folder cannot be looked at") from error
    if free < LEAST_ROOM:
        raise HealthcheckFailure("the disk is full")
