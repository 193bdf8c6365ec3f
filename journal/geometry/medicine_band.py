"""Where the bars of medicines lie under the nights of a period: numbers only.

Nothing here is compared with what the nights hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.background import MedicineRow
from journal.geometry.charts import WIDTH

BAND_LEFT = 20
BAND_ROW = 20
# Further ones are in the list alone.
MOST_BANDS = 20


@dataclass(frozen=True, slots=True)
class MedicineBar:
    """One medicine from ``x`` on, ``width`` wide, with its number at the left.

    ``is_open``: nobody said when it was begun, or until when it was taken. What is still taken ends
    with the period.
    """

    number: int
    row: MedicineRow
    x: float
    width: float
    y: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class MedicineBand:
    """The bars, and how many medicines have none: out of the period, undated, or one too many."""

    bars: tuple[MedicineBar, ...]
    left_out: int

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return BAND_ROW * len(self.bars) + 4


def medicine_band(rows: Sequence[MedicineRow], first: date, last: date) -> MedicineBand:
    """The medicines that were taken between these nights, both included."""
    dated = [row for row in rows if first <= last and _is_taken_in(row, first, last)]
    bars = [_bar(number, row, first, last) for number, row in enumerate(dated[:MOST_BANDS], 1)]
    return MedicineBand(tuple(bars), len(rows) - len(bars))


def _is_taken_in(row: MedicineRow, first: date, last: date) -> bool:
    """Whether something of it may lie in the period; what tells no date does not."""
    if row.from_date is None and row.until_date is None:
        return row.ongoing
    begins = row.from_date is None or row.from_date.earliest <= last
    ends = row.until_date is None or row.until_date.latest >= first
    return begins and ends


def _bar(number: int, row: MedicineRow, first: date, last: date) -> MedicineBar:
    begin = max(row.from_date.earliest, first) if row.from_date else first
    end = min(row.until_date.latest, last) if row.until_date else last
    per_day = (WIDTH - BAND_LEFT) / ((last - first).days + 1)
    return MedicineBar(
        number=number,
        row=row,
        x=BAND_LEFT + (begin - first).days * per_day,
        width=max(((end - begin).days + 1) * per_day, 2),
        y=BAND_ROW * (number - 1) + 4,
        is_open=row.from_date is None or (row.until_date is None and not row.ongoing),
    )
