"""Zepp: rows without data, and REM that nothing measured."""

from __future__ import annotations

import pytest

from journal.device_sleep import SleepKind
from tests.device_sleep.exports import new_reading, remarks_of, sleeps_in, told

HEADER = "\ufeffdate,deepSleepTime,shallowSleepTime,wakeTime,start,stop,REMTime,naps\n"
OLD_HEADER = "date,lastSyncTime,deepSleepTime,shallowSleepTime,wakeTime,start,stop\n"
NIGHT = "2026-01-06,60,300,10,2026-01-05 22:10:00+0000,2026-01-06 06:10:00+0000,{rem},\n"
NO_DATA = "2026-01-07,0,0,0,2026-01-06 23:00:00+0000,2026-01-06 23:00:00+0000,0,\n"
READ_BY_HAND = {SleepKind.AWAKE: 600, SleepKind.LIGHT: 18_000, SleepKind.DEEP: 3_600}


@pytest.mark.parametrize(("rem", "totals"), [("0", {}), ("90", {SleepKind.REM: 5_400})])
def test_a_night_and_a_row_without_data(rem: str, totals: dict[SleepKind, int]) -> None:
    reading = new_reading()
    [night] = sleeps_in((HEADER + NO_DATA + NIGHT.format(rem=rem)).encode(), reading)
    assert told(night) == [("05 22:10", "06 06:10", "in_bed")]
    assert night.totals == READ_BY_HAND | totals
    assert (night.source, night.time_zone) == ("Zepp", "Europe/Berlin")
    assert remarks_of(reading) == []


def test_a_night_of_no_rem_in_a_file_that_measures_it() -> None:
    rows = NIGHT.format(rem="90") + NIGHT.format(rem="0").replace("22:10:00", "22:15:00")
    first, second = sleeps_in((HEADER + rows).encode())
    assert first.totals == READ_BY_HAND | {SleepKind.REM: 5_400}
    assert second.totals == READ_BY_HAND | {SleepKind.REM: 0}


def test_the_older_table() -> None:
    row = "2017-01-06,1483686000,60,300,10,1483654200,1483683000\n"
    [night] = sleeps_in((OLD_HEADER + row).encode())
    assert told(night) == [("05 22:10", "06 06:10", "in_bed")]
    assert night.totals == READ_BY_HAND


def test_naps_are_said_and_not_read() -> None:
    reading = new_reading()
    naps = NIGHT.format(rem="0").replace("0,\n", '0,"[{""start"": 1}]"\n')
    [night] = sleeps_in((HEADER + naps).encode(), reading)
    assert night.totals == READ_BY_HAND
    assert remarks_of(reading) == [(2, "The naps in this line are not read.")]


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    odd = "2026-01-08,60,300,10,soon,later,0,\n"
    backwards = "2026-01-08,60,300,10,2026-01-08 06:10:00+0000,2026-01-08 05:10:00+0000,0,\n"
    rows = HEADER + NIGHT.format(rem="0") + odd + backwards
    assert len(sleeps_in(rows.encode(), reading)) == 1
    assert remarks_of(reading) == [
        (3, "“soon” to “later” are no times. This is left out."),
        (4, "From 2026-01-08 06:10 to 2026-01-08 05:10: the end is not after the start."),
    ]
