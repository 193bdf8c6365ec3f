"""Rows of a diary file in CSV, told as text, and what is read of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from journal.diary_file import (
    ParsedRow,
    open_rows,
    read,
)

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
HEADER = "id,happened_at,time_zone,movement,muscle,side,phase,woke"


def told(text: str | bytes, zone: str = "Europe/Berlin") -> list[ParsedRow]:
    """Everything that a file says."""
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(read(open_rows(file), default_zone=zone, as_of=NOW))
