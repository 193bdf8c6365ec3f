"""The switch between periods of so many weeks, or everything."""

from __future__ import annotations

from dataclasses import dataclass

from journal.reading.period import WEEKS
from journal.wording.periods import length_name


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period on offer: its key in ``WEEKS``, the number or word shown, and its unit."""

    weeks: str
    name: str
    unit: str


def period_choices() -> tuple[PeriodChoice, ...]:
    """All of them, the shortest first."""
    return tuple(PeriodChoice(weeks, *length_name(length)) for weeks, length in WEEKS.items())
