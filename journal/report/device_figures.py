"""The figures of what devices wrote of the nights of a report, by source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from journal.device_sleep.night_figures import agreement
from journal.intervals import Middle, middle
from journal.night_sleep import NightSleep
from journal.report.model_device import DeviceNightRow, DeviceReport, DeviceSourceFigures

# Of each a median, from the rows' fields of these names.
_MEDIANS = ("in_bed", "total", "awake_after", "awake", "light", "deep", "rem")


def device_report(
    rows: Sequence[DeviceNightRow], sleeps: Iterable[NightSleep], unread: date | None
) -> DeviceReport | None:
    """What the report says of devices; None where none wrote anything.

    ``sleeps`` are what the person wrote themselves, with which it is compared and never mixed.
    """
    if not rows and unread is None:
        return None
    ordered = sorted(rows, key=lambda row: row.night)
    by_source: dict[tuple[str, str, bool], list[DeviceNightRow]] = {}
    for row in ordered:
        by_source.setdefault((row.format, row.source, row.by_hand), []).append(row)
    own = {sleep.night_of: sleep for sleep in sleeps}
    sources = [_figures(*source, nights, own) for source, nights in by_source.items()]
    sources.sort(key=lambda each: (-each.nights, each.by_hand, each.format, each.source))
    return DeviceReport(tuple(ordered), tuple(sources), unread)


def _figures(
    code: str,
    name: str,
    by_hand: bool,
    rows: Sequence[DeviceNightRow],
    own: Mapping[date, NightSleep],
) -> DeviceSourceFigures:
    both = [] if by_hand else [(own[row.night], row) for row in rows if row.night in own]
    medians: dict[str, Any] = {each: _middle(rows, each) for each in _MEDIANS}
    return DeviceSourceFigures(
        code,
        name,
        by_hand,
        nights=len(rows),
        fell_asleep=agreement((sleep.fell_asleep_at, row.asleep_from) for sleep, row in both),
        last_waking=agreement((sleep.last_waking_at, row.asleep_until) for sleep, row in both),
        **medians,
    )


def _middle(rows: Iterable[DeviceNightRow], name: str) -> Middle | None:
    return middle(value for row in rows if (value := getattr(row, name)) is not None)
