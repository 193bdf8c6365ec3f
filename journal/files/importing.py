"""A diary file into one person's diary: first a look at what it would do, then all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from django.contrib.auth.models import User

from journal.diary_file import KINDS, Beside, FileError, Kept, QuietNight, Rows, Told, open_rows, read
from journal.entries import Entry
from journal.marking import gettext_noop as _
from journal.models import Episode, NightRecord, besides
from journal.models.columns import night_of_entry
from journal.models.episode import Source
from journal.models.recording import RefusedError, known_ids
from journal.models.recording_all import Stored, record_all

# Entries shown as they will be stored.
FIRST = 5
# Sentences kept of each kind; a file that is wrong throughout needs no more to be mended.
MOST_SAID = 1_000
NO_TIME = _("There is no column “happened_at”, and an entry needs a time.")
# Rows between two words on how far it is, and ids in one look at the database.
STEP = 2_000


def _silent(*numbers: int) -> None:
    """For callers who do not ask how far it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about one line of the file (None: about the whole); ``text`` is translated and filled when shown."""

    line: int | None
    column: str
    text: str
    values: dict[str, object]


@dataclass(slots=True)
class Look:
    """What importing a file would do.

    Counts are of rows; those of ``new_besides`` and ``known_besides`` by the name of the kind. ``wrong`` and
    ``remarks`` hold the first ``MOST_SAID`` sentences, ``remarked_rows`` and ``wrong_rows`` count all; a wrong row
    stands in the way of everything. ``about`` says how the file as a whole was read, and ``own_zone`` counts the
    episodes that tell neither zone nor offset and were read on the clock of the person's own zone. ``broken`` says that
    one of the wrong rows is where the file ends being a diary file, so that nobody knows what comes after.
    ``marked_nights`` are nights that would be marked "no twitches" and hold entries too.
    """

    new_episodes: int = 0
    known_episodes: int = 0
    new_nights: int = 0
    known_nights: int = 0
    marked_nights: int = 0
    new_besides: Counter[str] = field(default_factory=Counter)
    known_besides: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    wrong_rows: int = 0
    remarked_rows: int = 0
    broken: bool = False
    own_zone: int = 0
    about: list[Said] = field(default_factory=list)
    wrong: list[Said] = field(default_factory=list)
    remarks: list[Said] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    first: list[Entry] = field(default_factory=list)

    @property
    def new(self) -> int:
        """Everything that would be added."""
        return self.new_episodes + self.new_nights + self.new_besides.total()

    @property
    def amounts(self) -> list[tuple[str, int, int]]:
        """Of each kind beside episodes and nights that the file has: its title, how many new, how many known."""
        counts = [(kind.title, self.new_besides[name], self.known_besides[name]) for name, kind in KINDS.items()]
        return [(title, new, known) for title, new, known in counts if new or known]

    @property
    def can_be_stored(self) -> bool:
        """Nothing is wrong; there may be nothing new either."""
        return not self.wrong_rows


def look(
    owner: User, file: BinaryIO, *, default_zone: str, as_of: datetime, so_far: Callable[[], None] = _silent
) -> Look:
    """Go through a file without storing anything. ``so_far`` is called every ``STEP`` rows."""
    seen, there = Look(), _There(owner)
    try:
        rows = open_rows(file)
        seen.unknown = rows.unknown
        for number, told in enumerate(_every(rows, seen, default_zone, as_of), start=1):
            _add(seen, told)
            there.ask(told)
            if number % STEP == 0:
                there.count(seen)
                so_far()
    except FileError as error:
        seen.wrong_rows += 1
        seen.broken = True
        seen.wrong.append(Said(error.line, "", error.text, dict(error.values)))
    else:
        seen.about = [Said(None, one.field, one.text, dict(one.values)) for one in rows.remarks]
    there.count(seen)
    seen.marked_nights = there.marked_nights()
    return seen


def _every(rows: Rows, seen: Look, default_zone: str, as_of: datetime) -> Iterator[Told]:
    """Each row as it was read; that no row can have a time is said once, of the header, and not of each."""
    timeless = "happened_at" in rows.missing
    if timeless:
        seen.wrong_rows += 1
        seen.wrong.append(Said(rows.line, "", NO_TIME, {}))
    for told in read(rows, default_zone=default_zone, as_of=as_of):
        if timeless:
            told.wrong = [one for one in told.wrong if one.field != "happened_at"]
        yield told


class _There:
    """Counts what the owner has already, as many rows at once as wait; the others stay new."""

    def __init__(self, owner: User) -> None:
        self._owner = owner
        self._nights = set(NightRecord.objects.of(owner).values_list("night_of", flat=True))
        self._known_nights = 0
        self._quiet: set[date] = set()
        self._entry_nights: set[date] = set()
        self._ids: list[str] = []
        self._besides: dict[str, list[Beside]] = {name: [] for name in KINDS}

    def ask(self, told: Told) -> None:
        """Let what a row says wait for the next count."""
        if told.repeats:
            return
        if told.night:
            self._known_nights += told.night in self._nights
            self._quiet.add(told.night)
        if told.entry:
            self._ids.append(told.entry.id)
            if not told.wrong:
                self._entry_nights.add(night_of_entry(told.entry))
        if told.beside:
            self._besides[told.beside.kind.name].append(told.beside)

    def count(self, seen: Look) -> None:
        """Move what is there already from the new to the known, and forget what waited."""
        episodes, nights, self._known_nights = len(known_ids(self._owner, self._ids)), self._known_nights, 0
        seen.known_episodes, seen.new_episodes = seen.known_episodes + episodes, seen.new_episodes - episodes
        seen.known_nights, seen.new_nights = seen.known_nights + nights, seen.new_nights - nights
        self._ids.clear()
        for name, waiting in self._besides.items():
            known = besides.known(self._owner, KINDS[name], waiting)
            seen.known_besides[name] += known
            seen.new_besides[name] -= known
            waiting.clear()

    def marked_nights(self) -> int:
        """How many nights, once all is stored, have a mark and an entry, one of them from the file."""
        both = self._entry_nights & (self._quiet | self._nights)
        alone = sorted(self._quiet - both)
        held = Episode.objects.of(self._owner).kept()
        for start in range(0, len(alone), STEP // 4):
            both.update(held.filter(night_of__in=alone[start : start + STEP // 4]).values_list("night_of", flat=True))
        return len(both)


def _add(seen: Look, told: Told) -> None:
    seen.wrong_rows += bool(told.wrong)
    seen.remarked_rows += bool(told.remarks)
    for kept, found in ((seen.wrong, told.wrong), (seen.remarks, told.remarks)):
        if found and len(kept) < MOST_SAID:
            kept.extend(Said(told.line, one.field, one.text, dict(one.values)) for one in found)
    if told.repeats:
        seen.repeats += 1
    elif told.night:
        seen.new_nights += 1
    elif told.beside:
        seen.new_besides[told.beside.kind.name] += 1
    elif told.entry:
        seen.new_episodes += 1
        seen.own_zone += told.own_zone
        if len(seen.first) < FIRST:
            seen.first.append(told.entry)


def store(
    owner: User,
    file: BinaryIO,
    *,
    default_zone: str,
    as_of: datetime,
    so_far: Callable[[], None] = _silent,
    stored_so_far: Callable[[int, int], None] = _silent,
) -> Stored:
    """Store a file, all or nothing. Raises RefusedError or FileError if anything is wrong, with nothing stored."""
    rows = read(_rows(file), default_zone=default_zone, as_of=as_of)
    return record_all(owner, _diary(rows, as_of, so_far), as_of=as_of, stored_so_far=stored_so_far)


def _diary(rows: Iterator[Told], as_of: datetime, so_far: Callable[[], None]) -> Iterator[Kept | QuietNight | Beside]:
    for number, told in enumerate(rows):
        if told.wrong:
            raise RefusedError(told.wrong)
        recorded_at = told.recorded_at or as_of
        if told.night and not told.repeats:
            yield QuietNight(told.night, recorded_at)
        if told.beside and not told.repeats:
            yield told.beside
        if told.entry and not told.repeats:
            # A source that a later Twitchlog may know is, here, a file.
            source = told.source if told.source in Source.values else Source.IMPORT.value
            yield Kept(told.entry, recorded_at, source)
        if number % STEP == 0:
            so_far()


def _rows(file: BinaryIO) -> Rows:
    rows = open_rows(file)
    if "happened_at" in rows.missing:
        raise FileError(rows.line, NO_TIME)
    return rows
