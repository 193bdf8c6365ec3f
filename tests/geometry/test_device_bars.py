"""The sleep of a device behind the marks: where it lies, and that it moves nothing else."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepKind
from journal.device_sleep.night_choice import DeviceNight
from journal.geometry.charts import Clock, clock, clock_x
from journal.geometry.device_bars import HEIGHTS, device_bars
from journal.geometry.sleep_signs import DeviceSign
from journal.summary import summarise
from tests.device_sleep.nights import USUAL_NIGHT, device_sleep

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 7, 6)


@pytest.fixture(name="chart")
def _chart() -> Clock:
    return clock(summarise([], [], NIGHT, date(2026, 7, 7), ()), [], BERLIN)


def test_a_bar_an_interval_by_the_wall_clock(chart: Clock) -> None:
    bars = list(device_bars(chart, {NIGHT: DeviceNight((device_sleep(*USUAL_NIGHT),))}, BERLIN))
    assert [bar.sign for bar in bars] == ["asleep", "awake", "deep", "rem"]
    assert bars[0].left == clock_x(11 * 60)  # 23:00
    assert bars[0].right == clock_x(14 * 60 + 13)  # 02:13
    assert bars[2].left == clock_x(15 * 60)  # 03:00, after half an hour of no data
    middles = {round(bar.y + bar.height / 2, 3) for bar in bars}
    assert middles == {chart.rows[1].y + chart.step / 2}


def test_kinds_are_told_apart_by_their_heights_alone() -> None:
    heights = [HEIGHTS[sign] for sign in DeviceSign]
    assert heights == sorted(set(heights))
    assert max(heights) < 1


def test_in_bed_and_no_data_have_no_bar_and_a_sleep_past_noon_ends_at_the_edge(
    chart: Clock,
) -> None:
    parts = (
        (0, 900, SleepKind.IN_BED),
        (0, 30, SleepKind.NO_DATA),
        (30, 900, SleepKind.LIGHT),
    )
    [bar] = device_bars(chart, {NIGHT: DeviceNight((device_sleep(*parts),))}, BERLIN)
    assert bar.right == clock_x(24 * 60)
