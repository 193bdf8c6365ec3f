"""A small diary file, and what tests do with a whole one: store it, write it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from django.contrib.auth.models import User

from journal.actions.record_diary import StoredDiary
from journal.files.export import export
from journal.files.import_diary import store

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
FILE = (
    "id,happened_at,time_zone,movement,muscle\n"
    "a,2026-07-07T02:15+02:00,Europe/Berlin,twitch,calf\n"
    "b,2026-07-08T02:15+02:00,,jerk,\n"
    ",2026-07-05,,none,\n"
)
# Times without a place.
LOCAL = (
    "happened_at,movement\n2026-07-07T02:15,twitch\n2026-07-08 04:40,jerk\n2026-07-08T04:40Z,jerk\n"
)


def stored(owner: User, text: str, zone: str = "Europe/Berlin") -> StoredDiary:
    """Store a file's text."""
    return store(owner, io.BytesIO(text.encode()), default_zone=zone, as_of=NOW)


def file_of(owner: User, kind: str = "csv") -> str:
    """The whole diary as a file."""
    return "".join(export(owner, kind))
