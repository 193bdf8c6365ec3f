"""Where the bars of medicines lie under the nights of a period: numbers only.

Time runs across, from the period's first night to its last. Nothing here is compared with what the
nights hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.background import MedicineRow
from journal.geometry.charts import WIDTH

# Further ones are in the list alone.
MOST_BANDS = 20
LEAST_WIDTH = 4


@dataclass(frozen=True, slots=True)
class MedicineBar:
    """One medicine from ``x`` on, ``width`` wide, of a period that is ``WIDTH`` wide.

    ``is_open``: nobody said when it was begun, or until when it was taken. What is still taken ends
    with the period.
    """

    row: MedicineRow
    x: float
    width: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class MedicineBand:
    """The bars, and how many medicines have none: out of the period, undated, or one too many."""

    bars: tuple[MedicineBar, ...]
    left_out: int


def medicine_band(rows: Sequence[MedicineRow], first: date, last: date) -> MedicineBand:
    """The medicines that were taken between these nights, both included."""
    dated = [row for row in rows if first <= last and _is_taken_in(row, first, last)]
    bars = tuple(_bar(row, first, last) for row in dated[:MOST_BANDS])
    return MedicineBand(bars, len(rows) - len(bars))


def _is_taken_in(row: MedicineRow, first: date, last: date) -> bool:
    """Whether something of it may lie in the period; what tells no date does not."""
    if row.from_date is None and row.until_date is None:
        return row.ongoing
    begins = row.from_date is None or row.from_date.earliest <= last
    ends = row.until_date is None or row.until_date.latest >= first
    return begins and ends


def _bar(row: MedicineRow, first: date, last: date) -> MedicineBar:
    begin = max(row.from_date.earliest, first) if row.from_date else first
    end = min(row.until_date.latest, last) if row.until_date else last
    per_day = WIDTH / ((last - first).days + 1)
    x, width = (begin - first).days * per_day, ((end - begin).days + 1) * per_day
    # What is too short to be seen is drawn a little wider, and not beyond the last night.
    seen = max(width, LEAST_WIDTH)
    return MedicineBar(
        row=row,
        x=round(min(x, WIDTH - seen), 1),
        width=round(seen, 1),
        is_open=row.from_date is None or (row.until_date is None and not row.ongoing),
    )
