"""All nights of which a diary holds anything, each with what is written beside its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from journal.diary_file import COLLECTIONS
from journal.diary_file.collection import Values
from journal.diary_file.constant_rows import CONSTANT_PLACES
from journal.diary_file.night_table import WrittenNight
from journal.models import Episode, NightRecord
from journal.nights import state
from journal.reading.records import stored_records

# A night, which of the kinds below, and what the diary has of it.
Part = tuple[date, str, Any]
ENTRY, QUIET, MORNING, DAY = "episodes", "nights", "mornings", "days"


def written_nights(owner: User, chunk: int = 1_000) -> Iterator[WrittenNight]:
    """The owner's, the earliest first, in a query a kind; ``chunk`` rows are fetched at once."""
    entries = Episode.objects.of(owner).kept().order_by("night_of").distinct()
    quiet = NightRecord.objects.of(owner).order_by("night_of")
    parts = [_nights(entries, ENTRY, chunk), _nights(quiet, QUIET, chunk)]
    parts += [_records(owner, kind, chunk) for kind in (MORNING, DAY, CONSTANT_PLACES)]
    for night, of_night in groupby(merge(*parts, key=itemgetter(0)), key=itemgetter(0)):
        yield _night(night, of_night)


def _nights(rows: QuerySet[Any], kind: str, chunk: int) -> Iterator[Part]:
    for night in rows.values_list("night_of", flat=True).iterator(chunk):
        yield night, kind, None


def _records(owner: User, kind: str, chunk: int) -> Iterator[Part]:
    for values in stored_records(owner, COLLECTIONS[kind], chunk):
        night = values["night_of"]
        if isinstance(night, date):
            yield night, kind, values


def _night(night: date, parts: Iterable[Part]) -> WrittenNight:
    written: dict[str, list[Values]] = {}
    for _night_of, kind, values in parts:
        written.setdefault(kind, []).append(values)
    nights = {kind: [night] if kind in written else [] for kind in (ENTRY, QUIET, CONSTANT_PLACES)}
    return WrittenNight(
        night_of=night,
        state=state(night, nights[ENTRY], nights[QUIET], nights[CONSTANT_PLACES]),
        is_quiet=QUIET in written,
        morning=next(iter(written.get(MORNING, ())), None),
        day=next(iter(written.get(DAY, ())), None),
        constant=tuple(written.get(CONSTANT_PLACES, ())),
    )
