"""A plain table of sleep: a start, an end and, if there is one, the kind of each interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone

from journal import parsing
from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.interval_pile import IntervalPile
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, source_name
from journal.device_sleep.table_rows import delimiter_in, header_cells, rows_of
from journal.device_sleep.zones import instant_in, offset_name
from journal.i18n import gettext_noop as _
from journal.parsing import UnreadableError, excerpt
from journal.time_zones import zone_called, zone_names

# What a column may be called, without case and with spaces for "_".
_COLUMN_NAMES: Mapping[str, frozenset[str]] = {
    "start": frozenset({"start", "starts at", "start time", "from", "begin"}),
    "end": frozenset({"end", "ends at", "end time", "to", "stop"}),
    "kind": frozenset({"stage", "kind", "sleep stage", "state"}),
    "zone": frozenset({"time zone", "zone", "timezone", "tz"}),
    "source": frozenset({"source", "device"}),
}
_ASLEEP = "asleep"


def is_sleep_table(head: bytes) -> bool:
    """Whether a part that begins so is such a table.

    One without kinds has no columns beside those that are read: it may be of workouts.
    """
    header = header_cells(head)
    columns = _columns(header)
    is_known = "kind" in columns or len(columns) == sum(map(bool, header))
    return "start" in columns and "end" in columns and len(columns) > 2 and is_known


def table_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of the tables. A row without a kind is sleep. Raises SleepFileError."""
    pile = IntervalPile(SleepFormat.SLEEP_TABLE, reading)
    for part in parts:
        reading.part = part.name
        columns = _columns(header_cells(part.head()))
        first_line = part.head().decode(errors="replace").partition("\n")[0]
        rows = rows_of(part, delimiter_in(first_line))
        next(rows, None)
        for line, cells in rows:
            row = {
                name: cells[place] if place < len(cells) else "" for name, place in columns.items()
            }
            _add_row(pile, reading, line, row)
    yield from pile.sleeps()


def _columns(header: Sequence[str]) -> dict[str, int]:
    """The place of each column that is read; the first of a name counts."""
    columns: dict[str, int] = {}
    for place, cell in enumerate(header):
        for name, spellings in _COLUMN_NAMES.items():
            if " ".join(cell.replace("_", " ").split()) in spellings:
                columns.setdefault(name, place)
    return columns


@dataclass(frozen=True, slots=True)
class _RowTime:
    """An instant, and the name of the zone or the offset that the row gives it, else ""."""

    at: datetime
    zone: str


def _add_row(pile: IntervalPile, reading: SleepReading, line: int, row: Mapping[str, str]) -> None:
    text = row.get("kind", "")
    code = " ".join(text.casefold().replace("_", " ").replace("-", " ").split()) or _ASLEEP
    kind = reading.kind(SleepFormat.SLEEP_TABLE, code, line)
    try:
        first, last = (_time(row[name], row.get("zone", ""), reading) for name in ("start", "end"))
    except UnreadableError as error:
        reading.remark(error.text, error.values, line)
        return
    if kind is None:
        return
    interval = reading.interval(first.at, last.at, kind, text, line)
    if interval is not None:
        pile.add(source_name(row.get("source", "")), first.zone, interval)


def _time(text: str, zone: str, reading: SleepReading) -> _RowTime:
    """A time of a row: an offset of its own tells the instant, its zone the clock.

    Raises UnreadableError, also for a zone that there is not.
    """
    at, name = parsing.moment(text).value, zone_called(zone)
    if name and name not in zone_names():
        raise UnreadableError(_("There is no time zone “%(name)s”."), {"name": excerpt(name)})
    if isinstance(at.tzinfo, timezone):
        return _RowTime(at, name or offset_name(at))
    name = name or reading.zone.key
    try:
        return _RowTime(instant_in(name, at), name)
    except ValueError as error:
        raise UnreadableError(_("“%(typed)s” is no time."), {"typed": excerpt(text)}) from error
