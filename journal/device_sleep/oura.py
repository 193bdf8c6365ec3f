"""Oura's nights: the table of the account page, and the API's JSON.

A night is a row of digits, one for each five minutes or each thirty seconds from ``bedtime_start``:
1 deep, 2 light, 3 REM, 4 awake. A spreadsheet makes of a short one a number such as 4.24E+15, which
is no night any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, groupby

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.json_parts import begins_a_list, json_objects
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    sleep_of,
)
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import offset_name
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_OURA = "Oura"
_BEDTIME = ("bedtime_start", "bedtime_end")
# The finest comes first, with the seconds of a digit.
_PHASE_COLUMNS = {"sleep_phase_30_sec": 30, "sleep_phase_5_min": 300}
_NOT_SLEEP = frozenset({"deleted", "rest"})


def is_oura(head: bytes) -> bool:
    """Whether a part that begins so is a table or a list of nights of Oura."""
    if begins_a_list(head, *(name.encode() for name in _BEDTIME)):
        return True
    return set(_BEDTIME) <= set(header_cells(head))


def oura_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of all parts. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        for line, night in _nights(part):
            sleep = _sleep(night, line, reading)
            if sleep is not None:
                yield reading.check(sleep)


def _nights(part: FilePart) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each night with its line."""
    head = part.head()
    if begins_a_list(head):
        for line, item in json_objects(part):
            yield line, {name: str(value) for name, value in item.items() if value is not None}
        return
    yield from named_rows(part)


def _sleep(night: Mapping[str, str], line: int, reading: SleepReading) -> DeviceSleep | None:
    if night.get("type") in _NOT_SLEEP:
        return None
    try:
        first, last = (datetime.fromisoformat(night[name]) for name in _BEDTIME)
    except (KeyError, ValueError):
        reading.remark(_("This night has no bedtime that can be read. It is left out."), line=line)
        return None
    if first.tzinfo is None or last.tzinfo is None:
        reading.remark(_("A bedtime without an offset is left out."), line=line)
        return None
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    intervals = chain([in_bed], _phases(night, in_bed, line, reading))
    return sleep_of(SleepFormat.OURA, _OURA, offset_name(first), intervals)


def _phases(
    night: Mapping[str, str], in_bed: DeviceInterval, line: int, reading: SleepReading
) -> Iterator[DeviceInterval]:
    """The intervals of the finest row of digits, none behind the end of the time in bed."""
    name = next((name for name in _PHASE_COLUMNS if night.get(name)), "")
    digits, step = night.get(name, ""), _PHASE_COLUMNS.get(name, 0)
    if digits and not (digits.isascii() and digits.isdecimal()):
        text = _("“%(digits)s” in “%(name)s” is a number that a spreadsheet made of a night.")
        reading.remark(text, {"digits": excerpt(digits), "name": name}, line)
        return
    at = in_bed.starts_at
    for digit, run in groupby(digits):
        ends_at = at + timedelta(seconds=step * len(list(run)))
        kind = reading.kind(SleepFormat.OURA, digit, line)
        if at >= in_bed.ends_at:
            return
        if kind is not None:
            yield DeviceInterval(at, min(ends_at, in_bed.ends_at), kind, digit)
        at = ends_at
