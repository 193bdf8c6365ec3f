"""Sleep as Android's ``sleep-export.csv``: each record has a header of its own.

``Id`` is the beginning in milliseconds since 1970, and the only time that is exact; ``Tz`` names
the zone. Behind the columns of movement come any number that are called ``Event``, with cells like
``DEEP_START-1592866800000``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest

from journal.device_sleep.codes import KIND_OF_CODE
from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.overlays import laid_over
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    epoch_instant,
    sleep_of,
)
from journal.device_sleep.table_rows import header_cells, rows_of
from journal.device_sleep.zones import seconds_after, zone_or_empty
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_SLEEP_AS_ANDROID = "Sleep as Android"
_RECORD_BEGINS = ["id", "tz", "from", "to"]
_EVENT = "Event"
_STAGE_ENDS = "_END"
_STAGE_STARTS = "_START"
# Hours of a record at most: a month.
_MOST_HOURS = 31 * 24


def is_sleep_as_android(head: bytes) -> bool:
    """Whether a part that begins so is such a table."""
    return header_cells(head)[:4] == _RECORD_BEGINS


def sleep_as_android_sleeps(
    parts: Sequence[FilePart], reading: SleepReading
) -> Iterator[DeviceSleep]:
    """The sleep of each record. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        header: list[str] = []
        for line, cells in rows_of(part):
            if [cell.casefold() for cell in cells[:4]] == _RECORD_BEGINS:
                header = cells
            elif cells[0]:
                sleep = _sleep(header, cells, line, reading)
                if sleep is not None:
                    yield reading.check(sleep)


def _sleep(
    header: Sequence[str], cells: Sequence[str], line: int, reading: SleepReading
) -> DeviceSleep | None:
    record = dict(zip(header, cells, strict=False))
    try:
        first = _instant_of(record["Id"])
        hours = float(record["Hours"])
        if not 0 < hours <= _MOST_HOURS:
            raise ValueError(hours)
        last = seconds_after(first, round(hours * 3600))
    except (KeyError, ValueError):
        text = _("“%(id)s” is no beginning in milliseconds. A spreadsheet may have rounded it.")
        reading.remark(text, {"id": excerpt(cells[0])}, line)
        return None
    is_typed = _is_typed(record)
    kind = SleepKind.ASLEEP if is_typed else SleepKind.IN_BED
    span = reading.interval(first, last, kind, "", line)
    if span is None:
        return None
    events = [cell for name, cell in zip(header, cells, strict=False) if name == _EVENT]
    return sleep_of(
        SleepFormat.SLEEP_AS_ANDROID,
        _SLEEP_AS_ANDROID,
        zone_or_empty(record.get("Tz", "")),
        [span, *_stages(events, span, reading)],
        by_hand=is_typed,
    )


def _instant_of(milliseconds: str) -> datetime:
    """Raises ValueError for what is no whole number."""
    if not (milliseconds.isascii() and milliseconds.isdecimal()):
        raise ValueError(milliseconds)
    return epoch_instant(int(milliseconds) // 1000)


def _is_typed(record: Mapping[str, str]) -> bool:
    """Whether a person wrote it by hand: no cycles, and no length to correct."""
    try:
        return float(record.get("Cycles", "")) == float(record.get("LenAdjust", "")) == -1
    except ValueError:
        return False


# When something happened, and its label.
_Mark = tuple[datetime, str]


def _marks(events: Sequence[str]) -> list[_Mark]:
    """Beginnings and ends of stages in order of time, an end before what begins with it."""
    marks = []
    for event in events:
        label, _hyphen, rest = event.partition("-")
        if not label.endswith((_STAGE_STARTS, _STAGE_ENDS)):
            continue
        if label.rpartition("_")[0] not in KIND_OF_CODE[SleepFormat.SLEEP_AS_ANDROID]:
            continue  # the alarm, the smart period and the like begin and end too
        try:
            marks.append((_instant_of(rest.partition("-")[0]), label))
        except ValueError:
            continue
    return sorted(set(marks), key=lambda mark: (mark[0], mark[1].endswith(_STAGE_STARTS)))


def _stages(
    events: Sequence[str], span: DeviceInterval, reading: SleepReading
) -> list[DeviceInterval]:
    """The stages within a record, those awake over the others."""
    marks = _marks(events)
    starts = [at for at, label in marks if label.endswith(_STAGE_STARTS)]
    below: list[DeviceInterval] = []
    above: list[DeviceInterval] = []
    for code, kind in KIND_OF_CODE[SleepFormat.SLEEP_AS_ANDROID].items():
        for starts_at, ends_at in _spans(_marks_of(marks, code), starts, span.ends_at):
            first, last = max(starts_at, span.starts_at), min(ends_at, span.ends_at)
            if first < last:
                stage = DeviceInterval(first, last, kind, code)
                (above if kind is SleepKind.AWAKE else below).append(stage)
    return laid_over(below, above)


def _marks_of(marks: Sequence[_Mark], code: str) -> list[_Mark]:
    labels = (code + _STAGE_STARTS, code + _STAGE_ENDS)
    return [mark for mark in marks if mark[1] in labels]


def _spans(
    marks: Sequence[_Mark], starts: Sequence[datetime], end: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """From each beginning of one stage to its end; where it has none, to the next of ``starts``,
    the beginnings of all stages, or to the end of the record.
    """
    for (first, label), following in zip_longest(marks, marks[1:]):
        if label.endswith(_STAGE_ENDS):
            continue
        if following is not None and following[1].endswith(_STAGE_ENDS):
            yield first, following[0]
        else:
            place = bisect_right(starts, first)
            yield first, min([*starts[place : place + 1], end])
