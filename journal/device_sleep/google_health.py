"""Google Health's tables in an archive of Google Takeout: sleeps, and their stages in another.

Times are in UTC, and beside each stands the offset of its place. A stage belongs to the sleep of
its ``sleep_id``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.keyed_stages import KeyedStages
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.seen_keys import SeenKeys
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    sleep_of,
)
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import offset_in, offset_time

_GOOGLE_HEALTH = "Google Health"
_SLEEP_TIMES = ("sleep_start", "sleep_end")
_STAGE_TIMES = ("sleep_stage_start", "sleep_stage_end")
_OF_SLEEPS = frozenset({"sleep_id", *_SLEEP_TIMES})
_OF_STAGES = frozenset({"sleep_id", "sleep_stage_type", *_STAGE_TIMES})
_TYPED_BY_HAND = "MANUAL"


def is_google_health(head: bytes) -> bool:
    """Whether a part that begins so is the table of sleeps or that of stages."""
    columns = set(header_cells(head))
    return columns >= _OF_SLEEPS or columns >= _OF_STAGES


def google_health_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of all parts, each ``sleep_id`` once. Raises SleepFileError."""
    stages, of_sleeps = KeyedStages(reading), []
    for part in parts:
        if set(header_cells(part.head())) >= _OF_STAGES:
            reading.part = part.name
            _add_stages(part, stages, reading)
        else:
            of_sleeps.append(part)
    known = SeenKeys(reading)
    for part in of_sleeps:
        reading.part = part.name
        for line, row in named_rows(part):
            sleep_id = row.get("sleep_id", "")
            if known.is_new(sleep_id):
                yield from _sleep_of_row(row, line, stages.take(sleep_id), reading)
    yield from stages.without_sleep(SleepFormat.GOOGLE_HEALTH, _GOOGLE_HEALTH)


def _add_stages(part: FilePart, stages: KeyedStages, reading: SleepReading) -> None:
    for line, row in named_rows(part):
        code = row.get("sleep_stage_type", "")
        kind = reading.kind(SleepFormat.GOOGLE_HEALTH, code, line)
        if kind is None:
            continue
        stage = _interval(row, _STAGE_TIMES, (kind, code), line, reading)
        if stage is not None:
            zone = offset_in(row.get("start_utc_offset", ""))
            stages.add(row.get("sleep_id", ""), zone, stage)


def _sleep_of_row(
    row: Mapping[str, str], line: int, stages: Sequence[DeviceInterval], reading: SleepReading
) -> Iterator[DeviceSleep]:
    in_bed = _interval(row, _SLEEP_TIMES, (SleepKind.IN_BED, ""), line, reading)
    sleep = sleep_of(
        SleepFormat.GOOGLE_HEALTH,
        _GOOGLE_HEALTH,
        offset_in(row.get("start_utc_offset", "")),
        [in_bed, *stages],
        by_hand=row.get("data_source") == _TYPED_BY_HAND,
    )
    if sleep is not None:
        yield reading.check(sleep)


def _interval(
    row: Mapping[str, str],
    columns: tuple[str, str],
    kind: tuple[SleepKind, str],
    line: int,
    reading: SleepReading,
) -> DeviceInterval | None:
    """The interval between the times of two columns; None, with a remark, for what is none."""
    start, end = (row.get(name, "") for name in columns)
    first, last = offset_time(start), offset_time(end)
    if first is None or last is None:
        reading.no_times(start, end, line)
        return None
    return reading.interval(first, last, *kind, line)
