"""Google Health's two tables, and Fitbit's JSON of the same nights beside them."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFileError
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

SLEEPS = (
    "sleep_id,sleep_type,minutes_in_sleep_period,minutes_after_wake_up,minutes_to_fall_asleep,"
    "minutes_asleep,minutes_awake,minutes_longest_awakening,minutes_to_persistent_sleep,"
    "start_utc_offset,sleep_start,end_utc_offset,sleep_end,data_source,{more}sleep_created,"
    "sleep_last_updated\n"
)
STAGES = (
    "sleep_id,sleep_stage_id,sleep_stage_type,start_utc_offset,sleep_stage_start,end_utc_offset,"
    "sleep_stage_end,data_source,sleep_stage_created,sleep_stage_last_updated\n"
)
FOLDER = "Takeout/Google Health/Health Fitness Data_GoogleData"


def sleep(key: int, start: str, end: str, source: str = "DERIVED", more: str = "") -> str:
    """A row of ``UserSleeps``."""
    return (
        f"{key},STAGES,60,0,0,55,5,3,1,+05:30,{start},+05:30,{end},{source},{more}"
        f"2026-01-06T05:00:00Z,2026-01-06T05:00:00Z\n"
    )


def stage(key: int, kind: str, start: str, end: str) -> str:
    """A row of ``UserSleepStages``."""
    return (
        f"{key},9{key},{kind},+05:30,{start},+05:30,{end},DERIVED,"
        "2026-01-06T05:00:00Z,2026-01-06T05:00:00Z\n"
    )


NIGHT = sleep(7, "2026-01-05T17:30:00Z", "2026-01-05T18:30:30Z")
STAGES_OF_NIGHT = (
    stage(7, "DEEP", "2026-01-05T18:00:00Z", "2026-01-05T18:20:00Z")
    + stage(7, "LIGHT", "2026-01-05T17:30:00Z", "2026-01-05T18:00:00Z")
    + stage(7, "REM", "2026-01-05T18:20:00Z", "2026-01-05T18:25:00Z")
    + stage(7, "AWAKE", "2026-01-05T18:25:00Z", "2026-01-05T18:30:30Z")
)
READ_BY_HAND = [
    ("05 17:30", "05 18:30", "in_bed"),
    ("05 17:30", "05 18:00", "light"),
    ("05 18:00", "05 18:20", "deep"),
    ("05 18:20", "05 18:25", "rem"),
    ("05 18:25", "05 18:30", "awake"),
]


def takeout(sleeps: str, stages: str, **more: bytes) -> bytes:
    """An archive with both tables, the stages first."""
    files = {
        f"{FOLDER}/b.csv": (STAGES + stages).encode(),
        f"{FOLDER}/c.csv": (SLEEPS.format(more="") + sleeps).encode(),
        f"{FOLDER}/UserSleepScores_2026.csv": b"sleep_id,score_time\n7,2026-01-06T05:00:00Z\n",
    }
    return archive({**files, **more})


def test_a_night_with_its_stages_and_the_offset_of_its_place() -> None:
    reading = new_reading()
    [night] = sleeps_in(takeout(NIGHT, STAGES_OF_NIGHT), reading)
    assert told(night) == READ_BY_HAND
    assert (night.source, night.time_zone, night.by_hand) == ("Google Health", "+05:30", False)
    assert remarks_of(reading) == []


def test_a_header_that_grew_a_column_and_a_sleep_typed_by_hand() -> None:
    row = sleep(8, "2026-01-07T17:30:00Z", "2026-01-07T18:30:00Z", "MANUAL", more="3,")
    [nap] = sleeps_in((SLEEPS.format(more="algorithm_version,") + row).encode())
    assert told(nap) == [("07 17:30", "07 18:30", "in_bed")]
    assert nap.by_hand


def test_stages_alone_and_a_night_in_two_files() -> None:
    [night] = sleeps_in((STAGES + STAGES_OF_NIGHT).encode())
    assert told(night) == READ_BY_HAND[1:]
    table = (SLEEPS.format(more="") + NIGHT).encode()
    both = takeout(NIGHT, STAGES_OF_NIGHT, again=table)
    assert [told(night) for night in sleeps_in(both)] == [READ_BY_HAND]


def fitbit_night(log: int, start: str, level: str) -> dict[str, object]:
    """A night of an hour in Fitbit's JSON."""
    data = [{"dateTime": start, "level": level, "seconds": 3600}]
    return {"logId": log, "startTime": start, "endTime": start, "levels": {"data": data}}


def test_of_a_night_that_stands_in_both_the_table_counts() -> None:
    """The JSON has the clock of Kolkata without saying so; read in New York it is another night."""
    nights = [
        fitbit_night(1, "2026-01-05T23:00:00.000", "light"),
        fitbit_night(2, "2026-01-08T23:00:00.000", "deep"),
    ]
    content = takeout(NIGHT, STAGES_OF_NIGHT, json=json.dumps(nights).encode())
    found = sleeps_in(content, new_reading(ZoneInfo("America/New_York")))
    assert [(night.format.value, told(night)[0]) for night in found] == [
        ("google_health", READ_BY_HAND[0]),
        ("fitbit", ("09 04:00", "09 05:00", "deep")),
    ]


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    stages = STAGES_OF_NIGHT + stage(7, "DREAM", "2026-01-05T18:00:00Z", "2026-01-05T18:20:00Z")
    sleeps = NIGHT + sleep(9, "2026-01-05 23:00", "soon")
    assert len(sleeps_in(takeout(sleeps, stages), reading)) == 1
    assert remarks_of(reading) == [
        (6, "“DREAM” is no kind of sleep that is known here. It is left out."),
        (3, "“2026-01-05 23:00” to “soon” are no times. This is left out."),
    ]


@pytest.mark.parametrize("spoiled", [b"\xff\xfe", b'"' + b"x" * 2_000_000])
def test_a_table_that_cannot_be_read(spoiled: bytes) -> None:
    with pytest.raises(SleepFileError):
        sleeps_in((STAGES + STAGES_OF_NIGHT).encode() + spoiled)
