"""A date as exact as somebody knows it: a year, a month or a day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_PARTIAL_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of it or a day of that; None is "not known".

    It names every day that it leaves open, from ``earliest`` to ``latest``. No two of different
    exactness are equal, and none is put before another by what it does not say: compare those two.
    Raises ValueError for what no calendar has, and for a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day without its month")
        if 0 in (self.month, self.day):
            raise ValueError("months and days are counted from 1")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The date that is known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """What ``iso`` wrote: 2026, 2026-03 or 2026-03-14. Raises ValueError for all else."""
        parts = _PARTIAL_ISO.fullmatch(text)
        if parts is None:
            raise ValueError(f"no partial date: {text!r}")
        return cls(*(int(part) for part in parts.groups() if part))

    @property
    def iso(self) -> str:
        """As ISO 8601 and FHIR write it, with as many parts as are known."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.iso
