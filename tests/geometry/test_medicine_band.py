"""Where the bars of medicines lie under the nights."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from journal.background import MedicineRow
from journal.geometry.charts import WIDTH
from journal.geometry.medicine_band import MOST_BANDS, medicine_band
from journal.partial_dates import PartialDate

FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
DATES = st.none() | st.sampled_from(
    [PartialDate(2026), PartialDate(2026, 6), PartialDate(2026, 6, 10), PartialDate(2025, 1)]
)


def taken(**fields: object) -> MedicineRow:
    return MedicineRow(name="a", **fields)  # type: ignore[arg-type]


@given(st.lists(st.builds(taken, from_date=DATES, until_date=DATES, ongoing=st.booleans())))
def test_every_bar_lies_in_the_drawing_and_every_medicine_is_counted(
    rows: list[MedicineRow],
) -> None:
    band = medicine_band(rows, FIRST, LAST)
    assert len(band.bars) + band.left_out == len(rows)
    assert len(band.bars) <= MOST_BANDS
    for bar in band.bars:
        assert bar.x >= 0
        assert bar.width > 0
        assert bar.x + bar.width <= WIDTH + 0.1


def test_a_month_is_drawn_from_its_first_day_to_its_last() -> None:
    row = taken(from_date=PartialDate(2026, 6), until_date=PartialDate(2026, 6))
    [bar] = medicine_band([row], FIRST, LAST).bars
    assert (bar.x, round(bar.x + bar.width, 6)) == (0, WIDTH)
    assert not bar.is_open


def test_what_is_still_taken_reaches_to_the_last_night() -> None:
    [bar] = medicine_band(
        [taken(from_date=PartialDate(2026, 6, 16), ongoing=True)], FIRST, LAST
    ).bars
    assert round(bar.x + bar.width, 6) == WIDTH
    assert bar.x == WIDTH / 2
    assert not bar.is_open


def test_what_nobody_said_the_end_of_is_open() -> None:
    [bar] = medicine_band([taken(from_date=PartialDate(2026, 6, 16))], FIRST, LAST).bars
    assert bar.is_open


def test_what_was_over_before_or_tells_no_time_is_not_drawn() -> None:
    rows = [taken(until_date=PartialDate(2025)), taken(), taken(from_date=PartialDate(2026, 7))]
    band = medicine_band(rows, FIRST, LAST)
    assert (band.bars, band.left_out) == ((), 3)


def test_one_day_of_many_years_is_drawn_wide_enough_to_be_seen() -> None:
    row = taken(from_date=PartialDate(2026, 6, 30), until_date=PartialDate(2026, 6, 30))
    [bar] = medicine_band([row], date(2006, 6, 30), LAST).bars
    assert bar.width >= 4
    assert bar.x + bar.width == WIDTH
