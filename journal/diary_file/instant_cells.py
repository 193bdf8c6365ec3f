"""An instant as the cell of a table: on the clock of a place, with its offset."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from journal.diary_file.file_format import utc


def local_cell(at: datetime, zone: ZoneInfo) -> str:
    """ISO 8601; in UTC where it cannot tell the offset, which had seconds before clocks agreed, and
    where the calendar ends.
    """
    try:
        local = at.astimezone(zone)
    except OverflowError:
        return utc(at)
    offset = local.utcoffset()
    if offset is None or offset.seconds % 60:
        return utc(local)
    return local.isoformat()
