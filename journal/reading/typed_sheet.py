"""What the diary holds already of the nights of a sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User

from journal.models import Episode, Morning, NightRecord
from journal.night_sleep import NightSleep


@dataclass(frozen=True, slots=True)
class SheetNight:
    """A night of the sheet: its ``sleep``, how many ``entries`` it has, and whether the person said
    that there were no twitches.
    """

    sleep: NightSleep
    entries: int
    marked: bool


def read_sheet_nights(person: User, nights: Sequence[date]) -> list[SheetNight]:
    """Each of these consecutive nights, in three queries."""
    first, last = nights[0], nights[-1]
    sleeps = {
        sleep.night_of: sleep
        for sleep in Morning.objects.of(person).on_nights(first, last).sleeps()
    }
    kept = Episode.objects.of(person).kept().on_nights(first, last)
    entries = Counter(kept.values_list("night_of", flat=True))
    marked = set(
        NightRecord.objects.of(person).on_nights(first, last).values_list("night_of", flat=True)
    )
    return [
        SheetNight(sleeps.get(night) or NightSleep(night_of=night), entries[night], night in marked)
        for night in nights
    ]
