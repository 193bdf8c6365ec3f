"""What the diary holds already of the nights of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Count

from journal.models import Episode, Morning
from journal.night_sleep import NightSleep
from journal.reading.night_marks import read_night_marks


@dataclass(frozen=True, slots=True)
class SheetNight:
    """A night of the sheet: its ``sleep``, how many ``entries`` it has, and whether the person said
    that there were no twitches. ``before``: the diary begins later.
    """

    sleep: NightSleep
    entries: int
    marked: bool
    before: bool


def read_sheet_nights(person: User, nights: Sequence[date]) -> list[SheetNight]:
    """Each of these consecutive nights, in three queries."""
    first, last = nights[0], nights[-1]
    sleeps = {
        sleep.night_of: sleep
        for sleep in Morning.objects.of(person).on_nights(first, last).sleeps()
    }
    episodes = Episode.objects.reaching_back(person, first, last)
    entries = dict(episodes.values_list("night_of").annotate(number=Count("pk")).order_by())
    marks = read_night_marks(person, first, last)
    begin = min([*entries, *marks.nights], default=date.max)
    return [
        SheetNight(
            sleeps.get(night) or NightSleep(night_of=night),
            entries.get(night, 0),
            marked=night in marks.quiet,
            before=night < begin,
        )
        for night in nights
    ]
