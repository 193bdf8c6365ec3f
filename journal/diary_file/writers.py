"""A diary as a file, piece by piece: one of any length takes the memory of a few entries."""

from __future__ import annotations

import csv
import json
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from journal.answer_kinds import joined
from journal.diary_file.collection import Values
from journal.diary_file.file_format import (
    COLUMNS,
    CONSTANT_ROW,
    COUNTS,
    END,
    FLAGS,
    JSON_FORMAT,
    JSON_VERSION,
    NONE,
    utc,
)
from journal.diary_file.formulas import defuse, defuse_id
from journal.diary_file.instant_cells import local_cell
from journal.diary_file.records import COLLECTIONS, written_record
from journal.entries import SEVERAL, Entry
from journal.time_zones import zone_named

# By it, and by nothing else, a spreadsheet that is opened by double click knows that a table is in
# UTF-8.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class ExportedEpisode:
    """An episode as the diary keeps it: what was told, when the server received it (aware) and from
    where.
    """

    entry: Entry
    recorded_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class QuietNight:
    """A night in which there were no twitches, and when the person said so (aware)."""

    night_of: date
    recorded_at: datetime


class _Echo:
    """Lets ``csv.writer`` hand its line back instead of storing it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


class _Writer(Protocol):
    def writerow(self, row: Iterable[object]) -> str: ...


def as_csv(
    episodes: Iterable[ExportedEpisode],
    nights: Iterable[QuietNight],
    constant: Iterable[Values] = (),
) -> Iterator[str]:
    """The lines of the comma-separated form (RFC 4180), episodes first, in the order given.

    ``constant`` are the records of places where it went on and on.

    The first begins with a byte order mark, the last says how many rows there are.
    """
    writer: _Writer = csv.writer(
        _Echo(), lineterminator="\r\n"
    )  # which returns what ``write`` returns
    number = 0
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for number, episode in enumerate(episodes, start=1):  # noqa: B007 - how many there were
        yield writer.writerow(_cells(episode.entry))
    for quiet in nights:
        number += 1
        night = {
            "id": f"night-{quiet.night_of}",
            "happened_at": quiet.night_of.isoformat(),
            "movement": NONE,
        }
        yield writer.writerow([night.get(name, "") for name in COLUMNS])
    for values in constant:
        number += 1
        place = {**values, "happened_at": values["night_of"], "movement": CONSTANT_ROW}
        yield writer.writerow([place.get(name, "") for name in COLUMNS])
    end: dict[str, object] = {"id": END, "movement": "end", "count": number}
    yield writer.writerow([end.get(name, "") for name in COLUMNS])


def as_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of another table, as ``as_csv`` writes them; its last row says in its first cell
    that it is the last, and in its second how many there are.
    """
    writer: _Writer = csv.writer(_Echo(), lineterminator="\r\n")
    number = 0
    yield BYTE_ORDER_MARK + writer.writerow(columns)
    for number, row in enumerate(rows, start=1):  # noqa: B007 - how many there were
        yield writer.writerow(row)
    yield writer.writerow([END, number, *[""] * (len(columns) - 2)])


def as_json(
    episodes: Iterable[ExportedEpisode],
    nights: Iterable[QuietNight],
    records: Mapping[str, Iterable[Values]] | None = None,
) -> Iterator[str]:
    """The JSON form, one episode, night or other record a line.

    ``records`` are those of each collection, by its name in ``COLLECTIONS``, each with a value for
    every field; a collection that is not there is empty. The last name says how many records each
    list has.
    """
    counts = {}
    yield f'{{"format": "{JSON_FORMAT}", "version": {JSON_VERSION},\n"episodes": ['
    counts["episodes"] = yield from _array(
        _fields(episode.entry) | _origin(episode) for episode in episodes
    )
    yield '],\n"nights": ['
    counts["nights"] = yield from _array(
        {"night_of": quiet.night_of.isoformat(), "recorded_at": utc(quiet.recorded_at)}
        for quiet in nights
    )
    for collection in COLLECTIONS.values():
        yield f'],\n"{collection.name}": ['
        counts[collection.name] = yield from _array(
            written_record(collection, values)
            for values in (records or {}).get(collection.name, ())
        )
    yield f'],\n"{COUNTS}": {json.dumps(counts)}}}\n'


def _origin(episode: ExportedEpisode) -> dict[str, object]:
    return {"recorded_at": utc(episode.recorded_at), "source": episode.source}


def _array(objects: Iterable[dict[str, object]]) -> Generator[str, None, int]:
    """The objects as JSON; returns how many there were."""
    number, between = 0, "\n"
    for number, record in enumerate(objects, start=1):  # noqa: B007 - how many there were
        yield between + json.dumps(record, ensure_ascii=False)
        between = ",\n"
    return number


def _fields(entry: Entry) -> dict[str, object]:
    """The fields in the order of ``COLUMNS``; None is "not recorded"."""
    fields = {name: getattr(entry, name) for name in COLUMNS}
    fields["happened_at"] = _local(entry)
    return fields


def _cells(entry: Entry) -> Iterable[object]:
    """The fields as the cells of a table, in the order of ``COLUMNS``."""
    fields = _fields(entry)
    fields["id"], fields["note"] = defuse_id(entry.id), defuse(entry.note)
    for name in FLAGS:
        if fields[name] is not None:
            fields[name] = str(fields[name]).lower()
    for name in SEVERAL:
        fields[name] = joined(getattr(entry, name))
    return fields.values()


def _local(entry: Entry) -> str:
    """The time on the clock of the place with its offset.

    In UTC where ISO 8601 cannot tell the offset (before clocks agreed it had seconds) or the zone
    is not known here.
    """
    try:
        return local_cell(entry.happened_at, zone_named(entry.time_zone))
    except KeyError:
        return utc(entry.happened_at)
