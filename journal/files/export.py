"""One person's whole diary as a file, in pieces of text: what is in the trash stays out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min

from journal.diary_file import COLLECTIONS, ExportedEpisode, QuietNight, as_csv, as_json
from journal.diary_file.constant_rows import CONSTANT_PLACES
from journal.diary_file.night_table import NIGHT_COLUMNS
from journal.diary_file.row_table import LIST_COLUMNS, ROW_LISTS, row_cells
from journal.diary_file.writers import as_table
from journal.models import Episode, NightRecord, Preferences
from journal.reading import records
from journal.reading.written_nights import written_nights

# What is written, by the end of an address and of a file's name: all of it, and three tables.
FILE_FORMS = ("csv", "nights.csv", "rows.csv", "json")
DIARY_TABLES = tuple(form for form in FILE_FORMS if form.endswith("csv"))
CSV_TYPE = "text/csv; charset=utf-8"
CONTENT_TYPES = {**dict.fromkeys(DIARY_TABLES, CSV_TYPE), "json": "application/json; charset=utf-8"}
# Rows fetched at once, and lines sent at once: few enough for the memory, enough not to be slow.
CHUNK = 1_000


def export(owner: User, kind: str) -> Iterator[str]:
    """The diary in the form ``kind``, oldest first; only JSON has room for all of it, and of the
    tables ``csv`` holds episodes.

    Raises KeyError for a form that there is not.
    """
    write = {"csv": _csv, "nights.csv": _night_table, "rows.csv": _row_table, "json": _json}
    return _in_chunks(write[kind](owner))


@dataclass(frozen=True, slots=True)
class Extent:
    """What an export as JSON holds; ``first`` and ``last`` are nights, None in a diary without
    episodes.

    ``records`` has the number of each other kind by its name; recipes and what devices recorded are
    in no table.
    """

    episodes: int
    nights: int
    first: date | None
    last: date | None
    records: Mapping[str, int]

    @property
    def titled(self) -> list[tuple[str, int]]:
        """The title (to be translated where it is shown) and the number of each other kind."""
        return [(COLLECTIONS[name].title, number) for name, number in self.records.items()]


def extent(owner: User) -> Extent:
    """How much :func:`export` would write, in a query for each kind."""
    figures = (
        Episode.objects.of(owner)
        .kept()
        .aggregate(number=Count("pk"), first=Min("night_of"), last=Max("night_of"))
    )
    nights = NightRecord.objects.of(owner).count()
    others = records.record_counts(owner)
    return Extent(
        episodes=figures["number"],
        nights=nights,
        first=figures["first"],
        last=figures["last"],
        records=others,
    )


def _csv(owner: User) -> Iterator[str]:
    places = records.stored_records(owner, COLLECTIONS[CONSTANT_PLACES], CHUNK)
    return as_csv(_episodes(owner), _nights(owner), places)


def _night_table(owner: User) -> Iterator[str]:
    zone = Preferences.of(owner).zone
    return as_table(NIGHT_COLUMNS, (night.cells(zone) for night in written_nights(owner, CHUNK)))


def _row_table(owner: User) -> Iterator[str]:
    lists = [COLLECTIONS[name] for name in ROW_LISTS]
    rows = (
        row_cells(collection, values)
        for collection in lists
        for values in records.stored_records(owner, collection, CHUNK)
    )
    return as_table(LIST_COLUMNS, rows)


def _json(owner: User) -> Iterator[str]:
    others = {
        name: records.stored_records(owner, collection, CHUNK)
        for name, collection in COLLECTIONS.items()
    }
    return as_json(_episodes(owner), _nights(owner), others)


def _episodes(owner: User) -> Iterator[ExportedEpisode]:
    # Entries of the same moment stay in the order in which they came, so that a diary read back is
    # written alike.
    for episode in (
        Episode.objects.of(owner).kept().order_by("happened_at", "pk").iterator(chunk_size=CHUNK)
    ):
        yield ExportedEpisode(episode.entry, episode.recorded_at, episode.source)


def _nights(owner: User) -> Iterator[QuietNight]:
    rows = NightRecord.objects.of(owner).order_by("night_of").values_list("night_of", "recorded_at")
    for night, recorded_at in rows.iterator(chunk_size=CHUNK):
        yield QuietNight(night, recorded_at)


def _in_chunks(lines: Iterable[str]) -> Iterator[str]:
    remaining = iter(lines)
    while chunk := "".join(islice(remaining, CHUNK)):
        yield chunk
