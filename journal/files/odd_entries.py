"""A few entries of a file that are unlike the others: where a table was misread, it shows there."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal.diary_file.sheets import UnderstoodRow
from journal.entries import Entry
from journal.time_zones import stored_zone

MOST_ODD = 3
# Hours of the day in which few people's twitches around sleep lie.
DAYLIGHT = range(9, 19)
LONG = timedelta(hours=1)
LONG_NOTE = 300
MANY = 50


class OddEntries:
    """The oddest few of all entries that are handed to it, the earliest of equally odd ones."""

    def __init__(self) -> None:
        self._odd: list[tuple[int, int, Entry]] = []

    def weigh(self, row: UnderstoodRow) -> None:
        """Consider the entries of a row."""
        for entry in row.entries:
            oddness = _oddness(entry, row)
            if oddness:
                self._odd.append((-oddness, row.line, entry))
        if len(self._odd) > 100:
            self._odd = self._oddest(MOST_ODD + 10)

    def apart_from(self, others: list[Entry]) -> list[Entry]:
        """The oddest of those that are not among the others."""
        shown = {entry.id for entry in others}
        odd = [entry for _oddness, _line, entry in self._oddest(100) if entry.id not in shown]
        return odd[:MOST_ODD]

    def _oddest(self, number: int) -> list[tuple[int, int, Entry]]:
        return sorted(self._odd, key=lambda odd: odd[:2])[:number]


def _oddness(entry: Entry, row: UnderstoodRow) -> int:
    local: datetime = entry.happened_at.astimezone(stored_zone(entry.time_zone))
    return sum(
        (
            2 * (entry.movement is None and entry.muscle is None),
            2 * bool(row.remarks),
            local.hour in DAYLIGHT,
            (local.hour, local.minute) in ((0, 0), (12, 0)),
            len(row.entries) > 1,
            entry.count > MANY,
            (entry.duration_seconds or 0) > LONG.total_seconds(),
            len(entry.note) > LONG_NOTE,
        )
    )
