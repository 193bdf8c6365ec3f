"""The medicines under the chart of nights: when each was taken, and nothing compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from journal.background import MedicineRow
from journal.geometry.medicine_band import MedicineBar, medicine_band
from journal.wording.background import time_taken
from journal.wording.charts import medicine_band_text
from journal.wording.dates import day


@dataclass(frozen=True, slots=True)
class MedicineLine:
    """A medicine by the name that the person typed, when it was taken ("" where nobody said), and
    its bar.
    """

    name: str
    time: str
    bar: MedicineBar


@dataclass(frozen=True, slots=True)
class MedicinePanel:
    """The medicines of a period; time runs across, from the day ``first`` to the day ``last``."""

    title: str
    text: str
    first: str
    last: str
    lines: tuple[MedicineLine, ...]


def medicine_panel(
    medicines: Sequence[MedicineRow], nights: Collection[date]
) -> MedicinePanel | None:
    """Those that were taken in the period of these nights; None where none tells that it was."""
    if not nights:
        return None
    first, last = min(nights), max(nights)
    band = medicine_band(medicines, first, last)
    if not band.bars:
        return None
    return MedicinePanel(
        title=_("Medicines in these nights"),
        text=medicine_band_text(band.left_out, has_open_bars=any(bar.is_open for bar in band.bars)),
        first=day(first),
        last=day(last),
        lines=tuple(MedicineLine(bar.row.name, time_taken(bar.row), bar) for bar in band.bars),
    )
