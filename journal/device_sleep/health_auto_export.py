"""Health Auto Export's JSON, as a file or as the app sends it: what Apple Health holds of sleep.

The app sends each interval (``startDate``, ``endDate``, ``value``), or a row a night with hours of
each kind: these are totals and no timeline. Times have their offset; a phone that shows twelve
hours writes ``7:57:00 am`` with a narrow space. All other metrics are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.interval_pile import IntervalPile
from journal.device_sleep.metric_rows import metric_rows
from journal.device_sleep.night_totals import night_of_totals
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
    source_name,
)
from journal.device_sleep.zones import offset_in, offset_name
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt
from journal.parsing.texts import plain

SLEEP_METRIC = "sleep_analysis"
_APP_BEGINS = re.compile(
    rb'\s*\{\s*"data"\s*:\s*\{\s*"(?:metrics|workouts|stateOfMind|medications|symptoms'
    rb'|cycleTracking|ecg|heartRateNotifications)"'
)
_WRITTEN_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[ T](\d{1,2}):(\d\d):(\d\d)(?: ?([AaPp])\.?[Mm]\.?)? ?(Z|[+-][\d:]+)"
)
_STAGE_HOURS: Mapping[SleepKind, str] = {
    SleepKind.LIGHT: "core",
    SleepKind.DEEP: "deep",
    SleepKind.REM: "rem",
}
# Of each row the first of these pairs that it has tells how long the person was in bed.
_NIGHT_TIMES = (("inBedStart", "inBedEnd"), ("sleepStart", "sleepEnd"))
_MOST_TOLD_HOURS = 366 * 24
_MOST_NIGHTS_IN_HOURS = 50_000
# Hours are rounded: less than this is no sleep of another kind.
_ROUNDING_SECONDS = 60


def is_health_auto_export(head: bytes) -> bool:
    """Whether a part that begins so is the app's."""
    return _APP_BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def health_auto_export_sleeps(
    parts: Sequence[FilePart], reading: SleepReading
) -> Iterator[DeviceSleep]:
    """The sleeps of all parts. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        yield from sleeps_of_rows(_rows_of_part(part, reading), reading)


def _rows_of_part(part: FilePart, reading: SleepReading) -> Iterator[Mapping[str, Any]]:
    for line, row in metric_rows(part, SLEEP_METRIC):
        reading.line = line
        yield row


def sleep_rows(content: object) -> list[Mapping[str, Any]]:
    """The rows of sleep in what the app wrote. Raises SleepFileError for what is not the app's."""
    data = content.get("data") if isinstance(content, dict) else None
    metrics = data.get("metrics", []) if isinstance(data, dict) else None
    if not isinstance(metrics, list):
        raise SleepFileError(_("This is not as Health Auto Export writes: it has no metrics."))
    rows: list[Mapping[str, Any]] = []
    for metric in metrics:
        if isinstance(metric, dict) and metric.get("name") == SLEEP_METRIC:
            rows += _objects_in(metric.get("data"))
    return rows


def _objects_in(listed: object) -> list[Mapping[str, Any]]:
    if not isinstance(listed, list):
        return []
    return [row for row in listed if isinstance(row, dict)]


def sleeps_of_rows(
    rows: Iterable[Mapping[str, Any]], reading: SleepReading
) -> Iterator[DeviceSleep]:
    """The sleeps that these rows tell of; of two nights of a source that begin together the later
    row's. Raises SleepFileError.
    """
    pile = IntervalPile(SleepFormat.HEALTH_AUTO_EXPORT, reading)
    nights: dict[tuple[str, datetime], DeviceSleep] = {}
    for row in rows:
        if "startDate" in row:
            _pile_up(row, pile, reading)
        elif (sleep := _night(row, reading)) is not None:
            nights[sleep.source, sleep.starts_at] = sleep
            if len(nights) > _MOST_NIGHTS_IN_HOURS:
                raise reading.too_much()
    yield from pile.sleeps()
    for key in sorted(nights):
        yield reading.check(nights[key])


def _pile_up(row: Mapping[str, Any], pile: IntervalPile, reading: SleepReading) -> None:
    """One interval, onto the pile."""
    code = _short(row.get("value", ""))
    kind = reading.kind(SleepFormat.HEALTH_AUTO_EXPORT, code, reading.line)
    times = _times(row, "startDate", "endDate", reading)
    if kind is None or times is None:
        return
    interval = reading.interval(*times, kind, code, reading.line)
    if interval is not None:
        pile.add(_source_of(row), _zone_of(times[0], reading), interval)


def _night(row: Mapping[str, Any], reading: SleepReading) -> DeviceSleep | None:
    """A night of which totals are told."""
    pair = next((names for names in _NIGHT_TIMES if row.get(names[0])), _NIGHT_TIMES[-1])
    times = _times(row, *pair, reading)
    if times is None:
        return None
    in_bed = reading.interval(*times, SleepKind.IN_BED, pair[0], reading.line)
    if in_bed is None:
        return None
    return night_of_totals(
        SleepFormat.HEALTH_AUTO_EXPORT,
        _source_of(row),
        _zone_of(times[0], reading),
        in_bed,
        _totals(row, reading),
    )


def _totals(row: Mapping[str, Any], reading: SleepReading) -> dict[SleepKind, int | None]:
    """Seconds of each kind. Where all stages are 0 none was measured, nor was a waking of 0."""
    stages = {kind: _seconds(row, name, reading) for kind, name in _STAGE_HOURS.items()}
    awake = _seconds(row, "awake", reading)
    sum_of_stages = sum(seconds or 0 for seconds in stages.values())
    if not sum_of_stages:
        return {SleepKind.AWAKE: awake or None, SleepKind.ASLEEP: _asleep(row, 0, reading)}
    rest = _asleep(row, sum_of_stages, reading)
    return {SleepKind.AWAKE: awake, **stages, SleepKind.ASLEEP: rest}


def _asleep(row: Mapping[str, Any], of_stages: int, reading: SleepReading) -> int | None:
    """Sleep whose kind was not told; None for none. ``asleep`` is all sleep in older releases of
    the app, and that of no kind in newer ones, which write ``totalSleep`` for all of it.
    """
    total, asleep = (_seconds(row, name, reading) for name in ("totalSleep", "asleep"))
    if total is None and (asleep or 0) < of_stages:
        rest = asleep or 0
    else:
        rest = (total or asleep or 0) - of_stages
    return rest if rest >= _ROUNDING_SECONDS else None


def _seconds(row: Mapping[str, Any], name: str, reading: SleepReading) -> int | None:
    """Hours of the row, in seconds; None, with a remark, for what is no number of hours."""
    hours = row.get(name)
    if hours is None:
        return None
    if (
        isinstance(hours, int | float)
        and not isinstance(hours, bool)
        and 0 <= hours <= _MOST_TOLD_HOURS
    ):
        return round(hours * 3600)
    text = _("“%(value)s” in “%(name)s” is no number of hours. It is left out.")
    reading.remark(text, {"value": excerpt(_short(hours)), "name": name}, reading.line)
    return None


def _short(value: object) -> str:
    """A value as text; a number of thousands of digits has none."""
    try:
        return str(value)
    except ValueError:
        return "…"


def _times(
    row: Mapping[str, Any], start: str, end: str, reading: SleepReading
) -> tuple[datetime, datetime] | None:
    """Both times of a row; None, with a remark, if one cannot be read."""
    first, last = (_short(row.get(name, "")) for name in (start, end))
    try:
        return _time(first), _time(last)
    except ValueError:
        reading.no_times(first, last, reading.line)
        return None


def _time(text: str) -> datetime:
    """``2024-09-21 07:57:00 +1000`` or the same with am and pm, aware. Raises ValueError."""
    match = _WRITTEN_TIME.fullmatch(plain(text)[:60])
    if match is None:
        raise ValueError(text)
    day, hours, minute, second, half, written_offset = match.groups()
    hour = int(hours)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + 12 * (half in "Pp")
    offset = offset_in(written_offset)
    if not offset:
        raise ValueError(text)
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute}:{second}{offset}")


def _zone_of(at: datetime, reading: SleepReading) -> str:
    """The person's own zone where its clock showed that offset, else the offset."""
    if at.astimezone(reading.own_zone).utcoffset() == at.utcoffset():
        return reading.own_zone.key
    return offset_name(at)


def _source_of(row: Mapping[str, Any]) -> str:
    return source_name(_short(row.get("source") or row.get("sleepSource") or ""))
