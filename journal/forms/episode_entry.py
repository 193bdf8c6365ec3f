"""The entry that a filled form stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from journal.anatomy import Back, back_of
from journal.entries import DEFAULTS, KINDS, SEVERAL, Entry
from journal.forms.place_field import ChosenPlace


def entry_from(
    cleaned: Mapping[str, Any],
    *,
    client_id: str,
    happened_at: datetime,
    zone: str,
) -> Entry:
    """What was filled in, with "not recorded" for every field that is empty or could not be read.

    ``zone`` is the IANA name to take where none was named.
    """
    place: ChosenPlace = cleaned.get("muscle") or ChosenPlace()
    typed = {
        **cleaned,
        "muscle": place.muscle,
        "side": cleaned.get("side") or place.side,
        "duration_seconds": cleaned.get("duration"),
    }
    if back_of(place.muscle) is not Back.ASK:
        typed["called_back"] = None
    recorded = {name: _recorded(name, typed.get(name)) for name in DEFAULTS}
    time_zone = cleaned.get("time_zone") or zone
    return Entry(id=client_id, happened_at=happened_at, time_zone=time_zone, **recorded)


def _recorded(name: str, typed: Any) -> Any:
    """A field's value by its type; its default for nothing."""
    if typed is None or typed in ("", []):
        return DEFAULTS[name]
    if name in SEVERAL:
        return tuple(map(SEVERAL[name], typed))
    kind = KINDS[name]
    return kind(typed) if issubclass(kind, StrEnum) else typed
