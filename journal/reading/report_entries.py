"""Entries of a diary as the full list of a report holds them."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from journal.entries import EARLIEST_YEAR
from journal.models.entry_columns import ENTRY_COLUMNS, entry_values
from journal.models.episode import Source
from journal.models.episode_queryset import EpisodeQuerySet
from journal.reading.period import AHEAD
from journal.report import ReportEntry
from journal.time_zones import stored_zone
from twitchlog.lanes import weighed

REPORT_COLUMNS = (
    "night_of",
    "recorded_at",
    "device_happened_at",
    "device_recorded_at",
    "source",
    *ENTRY_COLUMNS,
)


def report_entries(episodes: EpisodeQuerySet) -> list[ReportEntry]:
    """In the order of the rows, in one query; a diary is weighed while it is read."""
    return [_entry(*row) for row in weighed(episodes.values_list(*REPORT_COLUMNS).iterator(2000))]


def _entry(
    night: date,
    recorded_at: datetime,
    device_happened_at: datetime | None,
    device_recorded_at: datetime | None,
    source: str,
    *stored: Any,
) -> ReportEntry:
    """One row; "" becomes None, and the time carries its offset as a number."""
    values = entry_values(stored)
    at = values["happened_at"]
    local = at.astimezone(stored_zone(values["time_zone"]))
    values["happened_at"] = local.replace(tzinfo=timezone(local.utcoffset()))
    noted_at = None
    # A file does not say when it was written down, nor does a demo.
    if source not in (Source.IMPORT, Source.DEMO):
        noted_at = _noted_at(at, recorded_at, device_happened_at or at, device_recorded_at)
    return ReportEntry(**values, night=night, recorded_at=noted_at)


def _noted_at(
    at: datetime, received: datetime, device_at: datetime, device_noted_at: datetime | None
) -> datetime:
    """When it was written down, on the clock of ``at``: by the device where that says, else by the
    server.

    A device that names a time out of all reason says nothing.
    """
    if device_noted_at is None:
        return received
    try:
        noted = at + (device_noted_at - device_at)
    except OverflowError:  # it would leave the calendar
        return received
    return noted if noted.year >= EARLIEST_YEAR and noted <= received + AHEAD else received
