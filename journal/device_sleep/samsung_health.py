"""Samsung Health's two tables: sleeps, and the stages that belong to them by ``sleep_id``.

The first line is not the header, and each row has a cell more than it. Times look like those of a
clock on the wall and are in UTC; what is written about them disagrees, so it is looked at which of
the two puts most nights into the night.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.keyed_stages import KeyedStages
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.seen_keys import SeenKeys
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    epoch_instant,
    sleep_of,
    source_name,
)
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import at_offset, clock_zone, offset_in, offset_of_minutes, utc_time
from journal.i18n import gettext_noop as _

_SAMSUNG = "Samsung Health"
_OWN_PACKAGE = "com.sec.android.app.shealth"
_SLEEP_TITLES = frozenset({"com.samsung.shealth.sleep", "com.samsung.health.sleep"})
_STAGE_TITLES = frozenset({"com.samsung.health.sleep_stage", "com.samsung.shealth.sleep_stage"})
_COLUMN_PREFIXES = ("com.samsung.health.sleep.", "com.samsung.health.sleep_stage.")
# A nap says nothing of whether a clock is right.
_SHORTEST_NIGHT = timedelta(hours=3)
_SHORTEST_OFFSET = timedelta(hours=3)
_NIGHT_HOURS = range(8)
_UTC_ZONE = ZoneInfo("UTC")


def is_samsung_health(head: bytes) -> bool:
    """Whether a part that begins so is the table of sleeps or that of stages."""
    return _title(head) in _SLEEP_TITLES | _STAGE_TITLES


def _title(head: bytes) -> str:
    return next(iter(header_cells(head)), "")


def samsung_health_sleeps(
    parts: Sequence[FilePart], reading: SleepReading
) -> Iterator[DeviceSleep]:
    """The sleeps of all parts, each once. Raises SleepFileError."""
    of_sleeps = [part for part in parts if _title(part.head()) in _SLEEP_TITLES]
    of_stages = [part for part in parts if part not in of_sleeps]
    is_local = _is_local(of_sleeps or of_stages, reading)
    stages = KeyedStages(reading)
    for part in of_stages:
        reading.part = part.name
        for line, row in _rows(part):
            code = row.get("stage", "")
            kind = reading.kind(SleepFormat.SAMSUNG_HEALTH, code, line)
            stage = _interval(row, is_local, (kind, code), line, reading) if kind else None
            if stage is not None:
                stages.add(row.get("sleep_id", ""), _offset(row), stage)
    known = SeenKeys(reading)
    for part in of_sleeps:
        reading.part = part.name
        for line, row in _rows(part):
            sleep_id = row.get("datauuid", "")
            if not sleep_id or known.is_new(sleep_id):
                yield from _sleep_of_row(row, is_local, line, stages.take(sleep_id), reading)
    yield from stages.without_sleep(SleepFormat.SAMSUNG_HEALTH, _SAMSUNG)


def _rows(part: FilePart) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each row by the names of the columns without their prefix; a name with it counts first."""
    for line, row in named_rows(part, above=1):
        named = dict(row)
        for prefix in _COLUMN_PREFIXES:
            named |= {
                name.removeprefix(prefix): cell
                for name, cell in row.items()
                if name.startswith(prefix)
            }
        yield line, named


def _sleep_of_row(
    row: Mapping[str, str],
    is_local: bool,
    line: int,
    stages: Sequence[DeviceInterval],
    reading: SleepReading,
) -> Iterator[DeviceSleep]:
    kind = SleepKind.IN_BED if stages else SleepKind.ASLEEP
    span = _interval(row, is_local, (kind, ""), line, reading)
    package = row.get("pkg_name", "")
    sleep = sleep_of(
        SleepFormat.SAMSUNG_HEALTH,
        source_name(package) if package not in ("", _OWN_PACKAGE) else _SAMSUNG,
        _offset(row),
        [span, *stages],
    )
    if sleep is not None:
        yield reading.check(sleep)


def _offset(row: Mapping[str, str]) -> str:
    """The offset of a row, ``UTC-0400`` or, before, milliseconds; "" for none."""
    text = row.get("time_offset", "")
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) > 5:
        return offset_of_minutes(int(text) // 60_000) if len(digits) < 10 else ""
    if text in ("0", "UTC"):
        return "+00:00"
    return offset_in(text)


def _times(row: Mapping[str, str]) -> tuple[datetime, datetime]:
    """Start and end as they are written, as if in UTC. Raises ValueError."""
    first, last = (_written_time(row.get(name, "")) for name in ("start_time", "end_time"))
    return first, last


def _written_time(text: str) -> datetime:
    if text.isascii() and text.isdecimal() and len(text) == 13:
        return epoch_instant(int(text) // 1000)
    return utc_time(text)


def _interval(
    row: Mapping[str, str],
    is_local: bool,
    kind: tuple[SleepKind, str],
    line: int,
    reading: SleepReading,
) -> DeviceInterval | None:
    try:
        first, last = _times(row)
    except ValueError:
        reading.no_times(row.get("start_time", ""), row.get("end_time", ""), line)
        return None
    if is_local:
        first, last = at_offset(first, _offset(row)), at_offset(last, _offset(row))
    return reading.interval(first, last, *kind, line)


def _is_local(parts: Sequence[FilePart], reading: SleepReading) -> bool:
    """Whether the times are those of the clock on the wall, and not in UTC; if so, it is said.

    So where far more nights have their middle in the night that way. Nights of an offset under
    three hours tell nothing: somebody may sleep so much later than others.
    """
    nights = as_utc = as_local = 0
    for written, shown in _middles(parts):
        nights += 1
        as_utc += shown.hour in _NIGHT_HOURS
        as_local += written.hour in _NIGHT_HOURS
    is_local = 2 * as_local > nights and as_local >= 2 * as_utc
    if is_local:
        reading.remark(_("The times of sleep are taken to be local: in UTC it would lie by day."))
    elif nights and (2 * as_utc <= nights or as_local > as_utc):
        reading.remark(
            _("Whether the times of sleep are local is not certain. They are read as UTC.")
        )
    return is_local


def _middles(parts: Sequence[FilePart]) -> Iterator[tuple[datetime, datetime]]:
    """The middle of each night as it is written, and as a clock showed it if that is UTC."""
    for part in parts:
        for _line, row in _rows(part):
            try:
                first, last = _times(row)
                middle = first + (last - first) / 2
                shown = middle.astimezone(clock_zone(_offset(row), _UTC_ZONE))
            except (ValueError, OverflowError):
                continue
            offset = abs(shown.utcoffset() or timedelta())
            if last - first >= _SHORTEST_NIGHT and offset >= _SHORTEST_OFFSET:
                yield middle, shown
