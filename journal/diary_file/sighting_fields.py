"""The fields of what somebody else saw, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping

from journal.anatomy import Side
from journal.diary_file.record_fields import (
    RecordChoice,
    RecordDay,
    RecordField,
    RecordInstant,
    RecordText,
)
from journal.i18n import gettext_noop as _
from journal.sightings import (
    SIGHTED_MOVEMENTS,
    Rhythm,
    SightedPlace,
    SightingState,
    WatcherAnswer,
)

SIGHTINGS_TITLE = _("Seen by somebody else (accepted, waiting, discarded)")
SIGHTING_FIELDS: Mapping[str, RecordField] = {
    "client_id": RecordText(most=64, needed=True),
    "night_of": RecordDay(needed=True),
    "happened_at": RecordInstant(needed=True),
    "time_zone": RecordText(most=64, needed=True),
    "watcher": RecordText(most=100),
    "place": RecordChoice(values=tuple(SightedPlace), needed=True),
    "movement": RecordChoice(values=SIGHTED_MOVEMENTS),
    "side": RecordChoice(values=tuple(Side)),
    "rhythm": RecordChoice(values=tuple(Rhythm)),
    "woke_them": RecordChoice(values=tuple(WatcherAnswer)),
    "snored": RecordChoice(values=tuple(WatcherAnswer)),
    "state": RecordChoice(values=tuple(SightingState), needed=True),
    "settled_at": RecordInstant(),
    "recorded_at": RecordInstant(or_now=True),
}
