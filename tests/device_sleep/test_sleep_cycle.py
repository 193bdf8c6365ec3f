"""Sleep Cycle: semicolons, local times, and columns that change from version to version."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepKind
from tests.device_sleep.exports import new_reading, remarks_of, sleeps_in, told

OLD = (
    "Start;End;Sleep quality;Time in bed;Wake up;Sleep Notes;Heart rate;Activity (steps)\n"
    "2016-01-05 23:10:00;2016-01-06 07:10:00;83%;8:00;:);coffee:late;61;4000\n"
)
MIDDLE = (
    "Start;End;Sleep Quality;Regularity;Mood;Heart rate (bpm);Steps;Alarm mode;City;"
    "Time in bed (seconds);Time asleep (seconds);Snore\n"
    "2021-01-05 23:10:00;2021-01-06 07:10:00;83%;90%;—;0;4000;Normal;Oslo;28800;25000.5;no\n"
)
NEWEST = (
    "Start;End;Sleep Quality;Regularity;Awake (seconds);Dream (seconds);Light (seconds);"
    "Deep (seconds);City;Time asleep(seconds);Body temperature\n"
    "2026-01-05 23:10:00;2026-01-06 07:10:00;83%;90%;1800;5400;14400;7200;Oslo;27000;—\n"
    "2026-01-06 23:10:00;2026-01-07 07:10:00;83%;90%;—;—;—;—;Oslo;—;—\n"
)
AS_TOLD = [("05 22:10", "06 06:10", "in_bed")]


@pytest.mark.parametrize("content", [OLD, OLD.replace("\n", "\r"), "\ufeff" + OLD])
def test_the_old_table_tells_no_stages(content: str) -> None:
    [night] = sleeps_in(content.encode())
    assert (told(night), night.totals) == (AS_TOLD, None)
    assert (night.source, night.time_zone) == ("Sleep Cycle", "Europe/Berlin")


def test_a_table_that_tells_the_sleep_alone() -> None:
    [night] = sleeps_in(MIDDLE.encode())
    assert (told(night), night.totals) == (AS_TOLD, {SleepKind.ASLEEP: 25_000})


def test_what_they_call_a_dream_is_rem_and_a_dash_is_not_measured() -> None:
    reading = new_reading()
    night, later = sleeps_in(NEWEST.encode(), reading)
    assert told(night) == AS_TOLD
    assert night.totals == {
        SleepKind.AWAKE: 1_800,
        SleepKind.LIGHT: 14_400,
        SleepKind.DEEP: 7_200,
        SleepKind.REM: 5_400,
    }
    assert later.totals is None
    assert remarks_of(reading) == []


def test_the_clock_is_that_of_the_zone_that_was_named() -> None:
    [night] = sleeps_in(OLD.encode(), new_reading(ZoneInfo("Asia/Tokyo")))
    assert (told(night), night.time_zone) == ([("05 14:10", "05 22:10", "in_bed")], "Asia/Tokyo")


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    rows = "2016-01-07 23:10:00+0100;2016-01-08 07:10:00;83%\nsoon;;\n"
    assert len(sleeps_in((OLD + rows).encode(), reading)) == 1
    assert remarks_of(reading) == [
        (3, "“2016-01-07 23:10:00+0100” to “2016-01-08 07:10:00” are no times. This is left out."),
        (4, "“soon” to “” are no times. This is left out."),
    ]
