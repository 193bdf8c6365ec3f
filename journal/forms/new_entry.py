"""What the form of a new entry begins with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from journal import entries
from journal.forms import when
from journal.observations import NoticedBy


def new_id() -> str:
    """An id for an entry that is logged here; it makes sending a form twice harmless."""
    return str(uuid.uuid4())


def renewed(data: Mapping[str, str], as_of: datetime) -> dict[str, str]:
    """What was typed into the form of an entry that is no more, for the form of a new one."""
    opened = as_of.astimezone(UTC).isoformat(timespec="seconds")
    return {**{name: data[name] for name in data}, "client_id": new_id(), "opened_at": opened, "ago": when.Ago.AT}


def fresh(zone: str, as_of: datetime) -> dict[str, Any]:
    """What a new form shows: now, once, noticed by oneself."""
    return {
        "client_id": new_id(),
        "opened_at": as_of.astimezone(UTC).isoformat(timespec="seconds"),
        "at": when.minute_of(as_of, entries.stored_zone(zone)),
        "ago": when.Ago.NOW,
        "count": 1,
        "noticed_by": NoticedBy.SELF,
        "time_zone": zone,
    }
