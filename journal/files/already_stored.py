"""What of a file is in the diary already."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from journal.actions.record import known_ids
from journal.diary_file import COLLECTIONS, ParsedRow, Record
from journal.models import Episode, NightRecord
from journal.models.entry_columns import night_of_entry
from journal.reading import records

if TYPE_CHECKING:
    from journal.files.import_preview import ImportPreview

# Rows between two words on how far it is, and ids in one look at the database.
STEP = 2_000


class AlreadyStored:
    """Counts what the owner has already, as many rows at once as wait; the others stay new."""

    def __init__(self, owner: User) -> None:
        self._owner = owner
        self._nights = set(NightRecord.objects.of(owner).values_list("night_of", flat=True))
        self._known_nights = 0
        self._quiet: set[date] = set()
        self._entry_nights: set[date] = set()
        self._ids: list[str] = []
        self._besides: dict[str, list[Record]] = {name: [] for name in COLLECTIONS}

    def ask(self, parsed: ParsedRow) -> None:
        """Let what a row says wait for the next count."""
        if parsed.repeats:
            return
        if parsed.night:
            self._known_nights += parsed.night in self._nights
            self._quiet.add(parsed.night)
        if parsed.entry:
            self._ids.append(parsed.entry.id)
            if not parsed.wrong:
                self._entry_nights.add(night_of_entry(parsed.entry))
        if parsed.record:
            self._besides[parsed.record.collection.name].append(parsed.record)

    def count(self, preview: ImportPreview) -> None:
        """Move what is there already from the new to the known, and forget what waited."""
        episodes, nights, self._known_nights = (
            len(known_ids(self._owner, self._ids)),
            self._known_nights,
            0,
        )
        preview.known_episodes, preview.new_episodes = (
            preview.known_episodes + episodes,
            preview.new_episodes - episodes,
        )
        preview.known_nights, preview.new_nights = (
            preview.known_nights + nights,
            preview.new_nights - nights,
        )
        self._ids.clear()
        for name, waiting in self._besides.items():
            stored = records.count_known(self._owner, COLLECTIONS[name], waiting)
            preview.known_records[name] += stored
            preview.new_records[name] -= stored
            waiting.clear()

    def marked_nights(self) -> int:
        """How many nights will have a mark and an entry, one of them from the file."""
        both = self._entry_nights & (self._quiet | self._nights)
        alone = sorted(self._quiet - both)
        held = Episode.objects.of(self._owner).kept()
        for start in range(0, len(alone), STEP // 4):
            both.update(
                held.filter(night_of__in=alone[start : start + STEP // 4]).values_list(
                    "night_of", flat=True
                )
            )
        return len(both)
