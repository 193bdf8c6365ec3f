"""What rows without a time say: one note for the day before each night, as the diary keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.models import User

from journal.day_factors import FACTORS
from journal.diary_file import COLLECTIONS, Record
from journal.diary_file.record_fields import Value
from journal.diary_file.sheets import UntimedNote
from journal.models.day_context import DayContext

DAYS = COLLECTIONS["days"]
LONGEST_DAY_NOTE = 500
NIGHTS_AT_ONCE = 500


class UntimedNotes:
    """The notes of one file by the night. A night has one note of at most ``LONGEST_DAY_NOTE``
    characters, so what has no room is handed back, to be said.
    """

    def __init__(self, owner: User) -> None:
        self._owner = owner
        self._texts: dict[date, str] = {}

    def add(self, note: UntimedNote) -> bool:
        """Take it in; False if there is no room for it."""
        before = self._texts.get(note.night)
        text = note.text if before is None else f"{before}\n{note.text}"
        if len(text) > LONGEST_DAY_NOTE:
            return False
        self._texts[note.night] = text
        return True

    def new_nights(self) -> Iterator[date]:
        """The nights of which the diary has no such note yet."""
        stored = self._stored()
        return (night for night in sorted(self._texts) if night not in stored)

    def other_nights(self) -> list[date]:
        """The nights of which the diary says something else already, which stays."""
        stored = self._stored()
        return [
            night
            for night, text in sorted(self._texts.items())
            if night in stored and stored[night] != text
        ]

    def text(self, night: date) -> str:
        """What the file says of that night."""
        return self._texts[night]

    def first(self, number: int) -> list[tuple[date, str]]:
        """The first of the new ones, as they will be stored."""
        return [(night, self._texts[night]) for night in islice(self.new_nights(), number)]

    def __len__(self) -> int:
        return len(self._texts)

    def records(self, as_of: datetime) -> Iterator[Record]:
        """A record for each new one."""
        for night in self.new_nights():
            values: dict[str, Value] = {
                "night_of": night,
                **{factor.code: "" for factor in FACTORS},
                "note": self._texts[night],
                "recorded_at": as_of,
            }
            yield Record(DAYS, values)

    def _stored(self) -> dict[date, str]:
        nights, stored = sorted(self._texts), dict[date, str]()
        mine = DayContext.objects.of(self._owner)
        for start in range(0, len(nights), NIGHTS_AT_ONCE):
            rows = mine.filter(night_of__in=nights[start : start + NIGHTS_AT_ONCE])
            stored.update(rows.values_list("night_of", "note"))
        return stored
