"""What is written of a night's sleep, and of the nights before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.models import User

from journal.models import Morning
from journal.night_sleep import NightSleep

# Nights that a page reckons its medians over, the one that it shows the last.
NIGHTS_OF_FIGURES = 28


@dataclass(frozen=True, slots=True)
class SleepFacts:
    """``sleep`` of one night, and ``sleeps``, what is written of it and the nights before it."""

    sleep: NightSleep
    sleeps: tuple[NightSleep, ...]


def read_sleep(person: User, night: date) -> SleepFacts:
    """The sleep of that night and of four weeks up to it, in one query."""
    first = night - timedelta(days=NIGHTS_OF_FIGURES - 1)
    sleeps = Morning.objects.of(person).on_nights(first, night).sleeps()
    own = next((sleep for sleep in sleeps if sleep.night_of == night), None)
    return SleepFacts(own or NightSleep(night_of=night), tuple(sleeps))
