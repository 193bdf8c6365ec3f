"""Withings: totals of nights in any language, and the raw states of watch and mat."""

from __future__ import annotations

import pytest

from journal.device_sleep import SleepFileError, SleepKind
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

ENGLISH = (
    "from,to,light (s),deep (s),rem (s),awake (s),wake up,Duration to sleep (s),"
    "Duration to wake up (s),Snoring (s),Snoring episodes,Average heart rate,Heart rate (min),"
    "Heart rate (max),Night events\n"
)
GERMAN = ENGLISH.replace("from,to,light (s),deep", "von,bis,leicht (s),tief").replace(
    "awake (s),wake up", "wach (s),Aufwachen"
)
SPANISH = ENGLISH.replace("from,to,light (s),deep", "de,a,ligero (s),profundo").replace(
    "awake (s)", "despierto (s)"
)
UNKNOWN = ENGLISH.replace("from,to,light (s),deep", "dari,hingga,ringan (s),dalam")
NIGHT = (
    "2026-01-05T23:10:00+01:00,2026-01-06T07:10:00+01:00,14400,7200,5400,1800,2,600,300,0,0,55,48,"
    '71,"{""1"":[600]}"\n'
)
RAW = "start,duration,value\n"
# newest first, one row twice, and an offset that changes between two rows of a night
STATES = (
    '2026-03-29T03:00:00+02:00,"[60,60,120]","[2,2,3]"\n'
    '2026-03-29T01:50:00+01:00,"[300,300]","[0,1]"\n'
    '2026-03-29T01:50:00+01:00,"[300,300]","[0,1]"\n'
)
READ_BY_HAND = [
    ("29 00:50", "29 00:55", "awake"),
    ("29 00:55", "29 01:00", "light"),
    ("29 01:00", "29 01:02", "deep"),
    ("29 01:02", "29 01:04", "rem"),
]
STEPS = RAW + '2026-01-05T12:00:00+01:00,"[60,60]","[12,40]"\n'
SNORING = RAW + '2026-01-05T23:30:00+01:00,"[60,60]","[0,1]"\n'
ACTIVITIES = (
    "from,to,from (manual),to (manual),Timezone,Activity type,Data,GPS\n"
    "2026-01-05T12:00:00+01:00,2026-01-05T13:00:00+01:00,,,Europe/Berlin,Walking,{},\n"
)


@pytest.mark.parametrize("header", [ENGLISH, GERMAN, SPANISH, UNKNOWN, "\ufeff" + ENGLISH])
def test_totals_of_a_night_have_no_order(header: str) -> None:
    [night] = sleeps_in((header + NIGHT).encode())
    assert told(night) == [("05 22:10", "06 06:10", "in_bed")]
    assert night.totals == {
        SleepKind.LIGHT: 14_400,
        SleepKind.DEEP: 7_200,
        SleepKind.REM: 5_400,
        SleepKind.AWAKE: 1_800,
    }
    assert (night.source, night.time_zone) == ("Withings", "+01:00")


def test_an_older_table_without_rem() -> None:
    header = "from,to,light (s),deep (s),awake (s),wake up\n"
    row = "2016-01-05T23:10:00+01:00,2016-01-06T07:10:00+01:00,14400,7200,1800,2\n"
    [night] = sleeps_in((header + row).encode())
    assert night.totals == {
        SleepKind.LIGHT: 14_400,
        SleepKind.DEEP: 7_200,
        SleepKind.AWAKE: 1_800,
    }


def test_rem_that_is_0_on_every_night_was_not_measured() -> None:
    other = NIGHT.replace("2026-01-0", "2026-02-0")
    for rows, number in ((NIGHT + other, 4), (NIGHT.replace("5400", "0") + other, 4)):
        found = sleeps_in((ENGLISH + rows).encode())
        assert [len(night.totals or ()) for night in found] == [number, number]
    found = sleeps_in((ENGLISH + (NIGHT + other).replace("5400", "0")).encode())
    assert [SleepKind.REM in (night.totals or ()) for night in found] == [False, False]


def test_states_of_the_watch_in_rows_of_any_order() -> None:
    reading = new_reading()
    [night] = sleeps_in((RAW + STATES).encode(), reading)
    assert told(night) == READ_BY_HAND
    assert remarks_of(reading) == []


def test_the_archive_with_all_that_is_written_in_the_same_way() -> None:
    members = {
        "sleep.csv": (ENGLISH + NIGHT).encode(),
        "raw_tracker_sleep-state.csv": (RAW + STATES).encode(),
        "raw_sleep-monitor_sleep-state.csv": (RAW + STATES).encode(),
        "raw_sleep-monitor_snoring.csv": SNORING.encode(),
        "raw_tracker_steps.csv": STEPS.encode(),
        "activities.csv": ACTIVITIES.encode(),
    }
    found = sleeps_in(archive(members))
    assert [(night.source, told(night)) for night in found] == [
        ("Withings tracker", READ_BY_HAND),
        ("Withings sleep-monitor", READ_BY_HAND),
        ("Withings", [("05 22:10", "06 06:10", "in_bed")]),
    ]


def test_what_is_no_sleep_is_none() -> None:
    for content in (STEPS, ACTIVITIES):
        with pytest.raises(SleepFileError, match="no sleep"):
            sleeps_in(content.encode())
    unnamed = {"a.csv": SNORING.encode(), "b.csv": (RAW + STATES).encode()}
    with pytest.raises(SleepFileError, match="cannot be told"):
        sleeps_in(archive(unnamed))


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    rows = STATES + '2026-03-29T05:00:00+02:00,"[60]","[1,2]"\nsoon,"[60]","[1]"\n'
    assert len(sleeps_in((RAW + rows).encode(), reading)) == 1
    assert remarks_of(reading) == [
        (5, "“2026-03-29T05:00:00+02:00” has no list of states that can be read. It is left out."),
        (6, "“soon” has no list of states that can be read. It is left out."),
    ]
    reading = new_reading()
    row = "2026-01-07 23:10,2026-01-08 07:10,1,1,1,1\n"
    assert len(sleeps_in((ENGLISH + NIGHT + row).encode(), reading)) == 1
    assert remarks_of(reading) == [(3, "A bedtime without an offset is left out.")]
