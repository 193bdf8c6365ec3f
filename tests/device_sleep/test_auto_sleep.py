"""AutoSleep: a label that looks like a time, and lengths of time on a clock."""

from __future__ import annotations

from journal.device_sleep import SleepKind
from tests.device_sleep.exports import new_reading, remarks_of, sleeps_in, told

HEADER = (
    "ISO8601,fromDate,toDate,bedtime,waketime,inBed,awake,fellAsleepIn,sessions,asleep,asleepAvg7,"
    "efficiency,quality,deep,deepAvg7,sleepBPM,tags,notes\n"
)
# the label is of the day after, and of another offset than the night's
NIGHT = (
    '2026-01-07T20:59:59-08:00,"Monday, Jan 5, 2026","Tuesday, Jan 6, 2026",2026-01-05 23:10:00,'
    "2026-01-06 07:10:00,08:00:00,00:30:00,00:05:00,1,07:02:30,07:00:00,93.8,06:00:00,02:02:30,"
    '02:00:00,55.0,,"slept, well"\n'
)
WITHOUT = '2026-01-08T20:59:59-08:00,"Tuesday, Jan 6, 2026",,,,00:00:00,,,,00:00:00,,,,,,,,\n'


def test_the_label_is_no_time_and_asleep_is_what_deep_leaves_of_it() -> None:
    reading = new_reading()
    [night] = sleeps_in((HEADER + NIGHT + WITHOUT).encode(), reading)
    assert told(night) == [("05 22:10", "06 06:10", "in_bed")]
    assert night.totals == {
        SleepKind.AWAKE: 1_800,
        SleepKind.DEEP: 7_350,
        SleepKind.ASLEEP: 18_000,
    }
    assert (night.source, night.time_zone) == ("AutoSleep", "Europe/Berlin")
    assert remarks_of(reading) == []


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    odd = NIGHT.replace("2026-01-05 23:10:00", "23:10")
    assert len(sleeps_in((HEADER + odd + NIGHT.replace("08:00:00", "8h")).encode(), reading)) == 1
    assert remarks_of(reading) == [
        (2, "“23:10” to “2026-01-06 07:10:00” are no times. This is left out.")
    ]


def test_a_time_with_an_offset_is_the_instant_that_it_says() -> None:
    reading = new_reading()
    east = NIGHT.replace("23:10:00", "23:10:00+09:00").replace("07:10:00", "07:10:00+09:00")
    [night] = sleeps_in((HEADER + east).encode(), reading)
    assert told(night) == [("05 14:10", "05 22:10", "in_bed")]
    assert night.time_zone == "+09:00"
    assert (reading.asks_zone, remarks_of(reading)) == (False, [])


def test_a_length_of_time_that_nothing_has_was_not_measured() -> None:
    [night] = sleeps_in((HEADER + NIGHT.replace("00:30:00", "9" * 5_000 + ":30")).encode())
    assert SleepKind.AWAKE not in (night.totals or {})
