"""A diary as a file, piece by piece, so that one of any length takes the memory of a few entries."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from journal.diary_file.besides import KINDS, Values, written
from journal.diary_file.formulas import defuse, defuse_id
from journal.diary_file.shapes import COLUMNS, JSON_FORMAT, JSON_VERSION, NONE, utc
from journal.entries import Entry, zone

# By it, and by nothing else, a spreadsheet that is opened by double click knows that a table is in UTF-8.
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Kept:
    """An episode as the diary keeps it: what was told, when the server received it (aware) and from where."""

    entry: Entry
    recorded_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class QuietNight:
    """A night of which the person said that there were no twitches, and when they said it (aware)."""

    night_of: date
    recorded_at: datetime


class _Echo:
    """Lets ``csv.writer`` hand its line back instead of storing it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


class _Writer(Protocol):
    def writerow(self, row: Iterable[object]) -> str: ...


def as_csv(episodes: Iterable[Kept], nights: Iterable[QuietNight]) -> Iterator[str]:
    """The lines of the comma-separated form (RFC 4180), episodes first, in the order given.

    The first begins with a byte order mark.
    """
    writer: _Writer = csv.writer(_Echo(), lineterminator="\r\n")  # which returns what ``write`` returns
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for kept in episodes:
        texts = {"id": defuse_id(kept.entry.id), "note": defuse(kept.entry.note)}
        yield writer.writerow((_fields(kept.entry) | texts).values())
    for quiet in nights:
        night = {"id": f"night-{quiet.night_of}", "happened_at": quiet.night_of.isoformat(), "movement": NONE}
        yield writer.writerow([night.get(name, "") for name in COLUMNS])


def as_json(
    episodes: Iterable[Kept],
    nights: Iterable[QuietNight],
    besides: Mapping[str, Iterable[Values]] | None = None,
) -> Iterator[str]:
    """The JSON form, one episode, night or other record a line.

    ``besides`` are the records of each kind, by its name in ``KINDS``, each with a value for every field; the list of a
    kind that is not there is empty.
    """
    yield f'{{"format": "{JSON_FORMAT}", "version": {JSON_VERSION},\n"episodes": ['
    yield from _array(
        {**_fields(kept.entry), "recorded_at": utc(kept.recorded_at), "source": kept.source} for kept in episodes
    )
    yield '],\n"nights": ['
    yield from _array(
        {"night_of": quiet.night_of.isoformat(), "recorded_at": utc(quiet.recorded_at)} for quiet in nights
    )
    for kind in KINDS.values():
        yield f'],\n"{kind.name}": ['
        yield from _array(written(kind, values) for values in (besides or {}).get(kind.name, ()))
    yield "]}\n"


def _array(objects: Iterable[dict[str, object]]) -> Iterator[str]:
    between = "\n"
    for one in objects:
        yield between + json.dumps(one, ensure_ascii=False)
        between = ",\n"


def _fields(entry: Entry) -> dict[str, object]:
    """The fields in the order of ``COLUMNS``; None is "not recorded"."""
    return {**{name: getattr(entry, name) for name in COLUMNS}, "happened_at": _local(entry)}


def _local(entry: Entry) -> str:
    """The time on the clock of the place with its offset.

    In UTC where ISO 8601 cannot tell the offset (before clocks agreed it had seconds) or the zone is not known here.
    """
    try:
        local = entry.happened_at.astimezone(zone(entry.time_zone))
    except KeyError:
        return utc(entry.happened_at)
    offset = local.utcoffset()
    return utc(local) if offset is None or offset.seconds % 60 else local.isoformat()
