"""The list of a diary file that holds the messages of a sleep that is under way."""

from __future__ import annotations

from collections.abc import Mapping

from journal.device_sleep.sleep_events import SLEEP_EVENTS
from journal.diary_file.record_fields import RecordChoice, RecordField, RecordInstant
from journal.i18n import gettext_noop as _

SLEEP_EVENT_FIELDS: Mapping[str, RecordField] = {
    "event": RecordChoice(values=SLEEP_EVENTS, needed=True),
    "received_at": RecordInstant(needed=True),
}
# The collection of them: its name, title, keys and fields.
SLEEP_EVENT_LIST = (
    "sleep_events",
    _("Messages of a sleep that is under way"),
    ("received_at", "event"),
    SLEEP_EVENT_FIELDS,
)
