"""What the form of a new entry begins with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from journal.forms import episode_time
from journal.forms.sent_data import replaced
from journal.observations import NoticedBy
from journal.time_zones import stored_zone


def new_id() -> str:
    """An id for an entry that is logged here; it makes sending a form twice harmless."""
    return str(uuid.uuid4())


def values_sent_again(data: Mapping[str, str], as_of: datetime) -> Any:
    """What was typed into the form of an entry that is no more, for the form of a new one."""
    opened = as_of.astimezone(UTC).isoformat(timespec="seconds")
    changes = {"client_id": new_id(), "opened_at": opened, "ago": episode_time.Ago.AT}
    return replaced(data, changes)


def new_entry_values(zone: str, as_of: datetime) -> dict[str, Any]:
    """What a new form shows: now, once, noticed by oneself."""
    return {
        "client_id": new_id(),
        "opened_at": as_of.astimezone(UTC).isoformat(timespec="seconds"),
        "at": episode_time.minute_of(as_of, stored_zone(zone)),
        "ago": episode_time.Ago.NOW,
        "count": 1,
        "noticed_by": NoticedBy.SELF,
        "time_zone": zone,
    }
