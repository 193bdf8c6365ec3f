"""A night's sleep on the chart of nights: two lines a night, by the wall clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.geometry.charts import Clock, clock, clock_x
from journal.geometry.sleep_lines import ABOVE_EDGE, sleep_lines
from journal.geometry.sleep_signs import SleepSign
from journal.night_sleep import NightSleep
from journal.summary import summarise

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 7, 6)
BED = datetime(2026, 7, 6, 22, 0, tzinfo=BERLIN)
SLEEP = NightSleep(
    night_of=NIGHT,
    bed_at=BED,
    tried_at=BED + timedelta(minutes=30),
    minutes_until_sleep=30,
    wakings=0,
    last_waking_at=BED + timedelta(hours=8),
    woke_at=BED + timedelta(hours=9),
)


def chart() -> Clock:
    return clock(summarise([], [], NIGHT, NIGHT), [], BERLIN)


def lines(sleep: NightSleep) -> list[tuple[SleepSign, float, float]]:
    return [(line.sign, line.left, line.right) for line in sleep_lines(chart(), [sleep], BERLIN)]


def test_in_bed_and_asleep_lie_under_their_night() -> None:
    hours = {hour: clock_x(60 * hour) for hour in (10, 11, 18, 19)}
    assert lines(SLEEP) == [
        (SleepSign.IN_BED, hours[10], hours[19]),
        (SleepSign.ASLEEP, hours[11], hours[18]),
    ]
    row, step = chart().rows[0], chart().step
    assert {line.y for line in sleep_lines(chart(), [SLEEP], BERLIN)} == {row.y + step - ABOVE_EDGE}


def test_a_sleep_past_noon_ends_at_the_edge() -> None:
    late = replace(SLEEP, woke_at=BED + timedelta(hours=15))
    assert lines(late)[0] == (SleepSign.IN_BED, clock_x(600), clock_x(24 * 60))


def test_nothing_is_drawn_of_what_is_missing_or_contradicts_itself() -> None:
    assert lines(replace(SLEEP, woke_at=None)) == lines(SLEEP)[1:]
    assert lines(replace(SLEEP, tried_at=None)) == lines(SLEEP)[:1]
    assert lines(replace(SLEEP, woke_at=BED + timedelta(hours=7))) == []


def test_a_night_that_is_not_drawn_has_no_line() -> None:
    assert lines(replace(SLEEP, night_of=NIGHT - timedelta(days=1))) == []
