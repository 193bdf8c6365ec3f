"""Withings' ``sleep.csv`` with the totals of each night, and the raw states of watch and mat.

The header of the first is in the language of the account. Of the second, ``start,duration,value``,
durations and values are lists in a cell; snoring, steps and heart beats are written in the very
same way, so a table of lists of 0 to 3 is sleep if it is called so, or if there is no other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.interval_pile import IntervalPile
from journal.device_sleep.night_totals import night_of_totals, total_seconds
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFileError,
    SleepFormat,
    SleepKind,
)
from journal.device_sleep.table_rows import (
    LinedCells,
    delimiter_in,
    head_rows,
    header_cells,
    rows_of,
)
from journal.device_sleep.zones import offset_name, offset_time, seconds_after
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_WITHINGS = "Withings"
_RAW_HEADER = ["start", "duration", "value"]
_RAW_NAME = re.compile(r"raw_([\w-]+)_sleep-state")
_RAW_LIST = re.compile(r"\[[0-3](?:,[0-3])*\]")
_SECONDS_COLUMN = re.compile(r"(.+?) \(s\)")
# Without them no table is one of nights: light, deep and, later, REM and awake.
_FEWEST_TOTALS = 3
_FIRST_TOTAL = 2
# How the four are called, in the languages whose tables are known.
_TOTAL_WORDS: Mapping[str, SleepKind] = {
    **dict.fromkeys(("light", "leicht", "ligero", "léger", "leggero", "licht"), SleepKind.LIGHT),
    **dict.fromkeys(("leve", "lett", "lätt", "let", "lekki"), SleepKind.LIGHT),
    **dict.fromkeys(("deep", "tief", "profundo", "profond", "profondo"), SleepKind.DEEP),
    **dict.fromkeys(("diep", "dyp", "djup", "dyb", "głęboki"), SleepKind.DEEP),
    **dict.fromkeys(("rem", "paradoxal", "sueño rem", "mor"), SleepKind.REM),
    **dict.fromkeys(("awake", "wach", "despierto", "éveillé", "eveillé"), SleepKind.AWAKE),
    **dict.fromkeys(("sveglio", "wakker", "acordado", "våken", "vaken"), SleepKind.AWAKE),
}
_BY_PLACE = (SleepKind.LIGHT, SleepKind.DEEP, SleepKind.REM, SleepKind.AWAKE)


def is_withings(head: bytes) -> bool:
    """Whether a part that begins so is the table of nights, or one of raw states of sleep."""
    header = header_cells(head)
    is_raw = header == _RAW_HEADER
    if not is_raw and len(_totals_columns(header)) < _FEWEST_TOTALS:
        return False
    rows = head_rows(head)[1:]
    if is_raw:
        values = [cells[2].replace(" ", "") for cells in rows if len(cells) == 3]
        whole = [value for value in values if value.endswith("]")]
        return bool(whole) and all(map(_RAW_LIST.fullmatch, whole))
    return not rows or all(offset_time(cell) for cell in rows[0][:2])


def _totals_columns(header: Sequence[str]) -> dict[int, SleepKind]:
    """The places of the totals that follow the two times, with what they are of."""
    names: list[str] = []
    for cell in header[_FIRST_TOTAL : _FIRST_TOTAL + len(_BY_PLACE)]:
        match = _SECONDS_COLUMN.fullmatch(cell)
        if match is None:
            break
        names.append(match[1])
    kinds = [_TOTAL_WORDS.get(name) for name in names]
    if len(names) == len(_BY_PLACE) and kinds[2] is SleepKind.REM:
        kinds = list(_BY_PLACE)
    return {place + _FIRST_TOTAL: kind for place, kind in enumerate(kinds) if kind is not None}


def withings_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The nights of all parts: those of states by their device, and those of totals.

    Raises SleepFileError.
    """
    raw = [part for part in parts if header_cells(part.head()) == _RAW_HEADER]
    called = [part for part in raw if _RAW_NAME.search(part.name)]
    if len(raw) > 1 and not called:
        raise SleepFileError(_("Which of these tables holds sleep cannot be told. Take it alone."))
    pile = IntervalPile(SleepFormat.WITHINGS, reading)
    for part in called or raw:
        reading.part = part.name
        match = _RAW_NAME.search(part.name)
        source = f"{_WITHINGS} {match[1]}" if match else _WITHINGS
        for zone, interval in _raw_states(part, reading):
            pile.add(source, zone, interval)
    yield from pile.sleeps()
    for part in parts:
        if part not in raw:
            reading.part = part.name
            yield from _nights(part, reading)


def _nights(part: FilePart, reading: SleepReading) -> Iterator[DeviceSleep]:
    columns = _totals_columns(header_cells(part.head()))
    if not any(_has_rem(cells, columns) for _line, cells in _rows(part)):
        # older watches write 0 for it on every night: not measured, and not none
        columns = {place: kind for place, kind in columns.items() if kind is not SleepKind.REM}
    for line, cells in _rows(part):
        first, last = (offset_time(cell) for cell in [*cells, "", ""][:2])
        if first is None or last is None:
            reading.remark(_("A bedtime without an offset is left out."), line=line)
            continue
        in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
        if in_bed is not None:
            totals = {
                kind: total_seconds(cells[place]) if place < len(cells) else None
                for place, kind in columns.items()
            }
            yield reading.check(
                night_of_totals(SleepFormat.WITHINGS, _WITHINGS, offset_name(first), in_bed, totals)
            )


def _rows(part: FilePart) -> Iterator[LinedCells]:
    """The rows below the header."""
    rows = rows_of(part, delimiter_in(part.head().decode(errors="replace").partition("\n")[0]))
    next(rows, None)
    return rows


def _has_rem(cells: Sequence[str], columns: Mapping[int, SleepKind]) -> bool:
    """Whether a row has more than 0 of it."""
    places = (place for place, kind in columns.items() if kind is SleepKind.REM)
    return any(total_seconds(cell) for place in places for cell in cells[place : place + 1])


def _raw_states(part: FilePart, reading: SleepReading) -> Iterator[tuple[str, DeviceInterval]]:
    """Each run of one state with its offset."""
    for line, cells in _rows(part):
        try:
            start, durations, values = cells[:3]
            first = offset_time(start)
            states = list(zip(json.loads(values), json.loads(durations), strict=True))
            if first is None:
                raise ValueError(start)
            for code, run in groupby(states, key=lambda state: str(state[0])):
                last = seconds_after(first, sum(float(seconds) for _code, seconds in run))
                kind = reading.kind(SleepFormat.WITHINGS, code, line)
                interval = reading.interval(first, last, kind, code, line) if kind else None
                if interval is not None:
                    yield offset_name(first), interval
                first = last
        except (ValueError, TypeError, OverflowError, RecursionError):
            text = _("“%(start)s” has no list of states that can be read. It is left out.")
            reading.remark(text, {"start": excerpt(cells[0])}, line)
