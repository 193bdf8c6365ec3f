"""The chart of entries by the hour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journal.geometry.charts import WIDTH
from journal.geometry.hours import HOURS_HEIGHT, HOURS_TOP, hour_bars


def test_the_night_lies_in_the_middle_and_the_highest_bar_fills_the_chart() -> None:
    entries = [0] * 24
    entries[0], entries[2], entries[13] = 2, 8, 1
    bars = hour_bars(entries)
    assert [bars[0].hour, bars[12].hour, bars[23].hour] == [12, 0, 11]
    midnight, two, one = bars[12], bars[14], bars[1]
    assert midnight.x == WIDTH / 2
    assert (two.height, two.y) == (HOURS_HEIGHT, HOURS_TOP)
    assert midnight.height == HOURS_HEIGHT / 4
    assert one.entries == 1
    assert bars[5].height == 0


@given(st.lists(st.integers(0, 100_000), min_size=24, max_size=24))
def test_every_entry_is_in_a_bar_that_can_be_seen(entries: list[int]) -> None:
    bars = hour_bars(entries)
    assert sum(bar.entries for bar in bars) == sum(entries)
    assert all((bar.height >= 2) == (bar.entries > 0) for bar in bars)
    assert all(abs(bar.y + bar.height - HOURS_TOP - HOURS_HEIGHT) < 1e-9 for bar in bars)
