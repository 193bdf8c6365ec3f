"""Samsung Health: times in UTC that look local, a header that is not the first line."""

from __future__ import annotations

import pytest

from journal.device_sleep import DeviceSleep, SleepFileError
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

PREFIX = "com.samsung.health.sleep."
SLEEPS = (
    "\ufeffcom.samsung.shealth.sleep,6307003,11\n"
    f"original_efficiency,sleep_duration,efficiency,combined_id,{PREFIX}start_time,"
    f"{PREFIX}update_time,{PREFIX}create_time,{PREFIX}time_offset,{PREFIX}deviceuuid,"
    f"{PREFIX}pkg_name,{PREFIX}end_time,{PREFIX}datauuid\n"
)
STAGES = (
    "\ufeffcom.samsung.health.sleep_stage,6307003,3\n"
    "start_time,sleep_id,custom,update_time,create_time,stage,time_offset,deviceuuid,pkg_name,"
    "end_time,datauuid\n"
)
OWN = "com.sec.android.app.shealth"


def sleep(key: str, start: str, end: str, offset: str = "UTC-0400", package: str = OWN) -> str:
    """A row of sleeps, with a comma more than the header has."""
    return f"90,360,88,combined,{start},{end},{end},{offset},dev,{package},{end},{key},\n"


def stage(key: str, code: str, start: str, end: str) -> str:
    """A row of stages."""
    return f"{start},{key},,{end},{end},{code},UTC-0400,dev,{OWN},{end},id-{start},\n"


NIGHT = sleep("a", "2025-10-24 02:30:00.000", "2025-10-24 09:30:00.000")
STAGES_OF_NIGHT = (
    stage("a", "40002", "2025-10-24 02:30:00.000", "2025-10-24 03:00:00.000")
    + stage("a", "40003", "2025-10-24 03:00:00.000", "2025-10-24 04:00:00.000")
    + stage("a", "40004", "2025-10-24 04:00:00.000", "2025-10-24 04:20:00.000")
    + stage("a", "40001", "2025-10-24 04:20:00.000", "2025-10-24 04:30:00.000")
)
READ_BY_HAND = [
    ("24 02:30", "24 09:30", "in_bed"),
    ("24 02:30", "24 03:00", "light"),
    ("24 03:00", "24 04:00", "deep"),
    ("24 04:00", "24 04:20", "rem"),
    ("24 04:20", "24 04:30", "awake"),
]
TYPED = sleep("b", "2025-10-25 03:00:00.000", "2025-10-25 10:00:00.000")
OTHER_APP = sleep(
    "c", "2025-10-24 02:31:00.000", "2025-10-24 09:29:00.000", package="com.urbandroid.sleep"
)


def folder(sleeps: str, stages: str) -> bytes:
    """The zip of the folder, with what else lies in it."""
    name = "samsunghealth_ada_20251101/com.samsung"
    combined = "com.samsung.shealth.sleep_combined,6307003,1\nstart_time,end_time,\n"
    return archive(
        {
            f"{name}.health.sleep_stage.1.csv": (STAGES + stages).encode(),
            f"{name}.shealth.sleep.1.csv": (SLEEPS + sleeps).encode(),
            f"{name}.shealth.sleep_combined.1.csv": combined.encode(),
            f"{name}.tracker.heart_rate.1.csv": b"com.samsung.shealth.tracker.heart_rate,1,1\na,\n",
        }
    )


def in_short(sleeps: list[DeviceSleep]) -> list[object]:
    """Whose each sleep is, where, and its first interval."""
    return [(night.source, night.time_zone, told(night)[0]) for night in sleeps]


def test_nights_with_stages_without_and_of_another_app() -> None:
    reading = new_reading()
    found = sleeps_in(folder(NIGHT + TYPED + OTHER_APP, STAGES_OF_NIGHT), reading)
    assert told(found[0]) == READ_BY_HAND
    assert in_short(found) == [
        ("Samsung Health", "-04:00", ("24 02:30", "24 09:30", "in_bed")),
        ("Samsung Health", "-04:00", ("25 03:00", "25 10:00", "asleep")),
        ("com.urbandroid.sleep", "-04:00", ("24 02:31", "24 09:29", "asleep")),
    ]
    assert remarks_of(reading) == []


@pytest.mark.parametrize("by", [",", ";"])
def test_each_of_the_two_files_alone(by: str) -> None:
    [night] = sleeps_in((SLEEPS + NIGHT).replace(",", by).encode())
    assert told(night) == [("24 02:30", "24 09:30", "asleep")]
    [night] = sleeps_in((STAGES + STAGES_OF_NIGHT).replace(",", by).encode())
    assert told(night) == READ_BY_HAND[1:]
    assert night.time_zone == "-04:00"


def ten_nights(start: str, end: str, offset: str) -> bytes:
    """Sleeps from and to the same time on ten days."""
    rows = [
        sleep(str(day), f"2025-10-{day} {start}:00.000", f"2025-10-{day} {end}:00.000", offset)
        for day in range(10, 20)
    ]
    return (SLEEPS + "".join(rows)).encode()


LOCAL = [(None, "The times of sleep are taken to be local: in UTC it would lie by day.")]
UNCERTAIN = [(None, "Whether the times of sleep are local is not certain. They are read as UTC.")]


@pytest.mark.parametrize(
    ("start", "end", "offset", "began", "remarks"),
    [
        ("16:30", "23:30", "UTC+0530", "10 16:30", []),
        ("02:30", "09:30", "UTC-0400", "10 02:30", []),
        # local after all
        ("00:30", "07:30", "UTC+0900", "09 15:30", LOCAL),
        # a night shift: by day in both
        ("12:30", "19:30", "UTC+0400", "10 12:30", UNCERTAIN),
        # local, or somebody who sleeps early
        ("00:30", "07:30", "UTC-0300", "10 00:30", []),
        # somebody in Berlin who sleeps until noon
        ("02:30", "10:30", "UTC+0200", "10 02:30", []),
    ],
)
def test_which_clock_it_was(
    start: str, end: str, offset: str, began: str, remarks: list[tuple[None, str]]
) -> None:
    reading = new_reading()
    assert told(sleeps_in(ten_nights(start, end, offset), reading)[0])[0][0] == began
    assert remarks_of(reading) == remarks


def test_an_older_export_with_bare_names_and_an_offset_in_milliseconds() -> None:
    table = (
        "com.samsung.health.sleep,1,1\nstart_time,end_time,time_offset,datauuid\n"
        "1761273000000,1761298200000,-14400000,a,\n"
    )
    [night] = sleeps_in(table.encode())
    assert in_short([night]) == [
        ("Samsung Health", "-04:00", ("24 02:30", "24 09:30", "asleep")),
    ]


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    stages = STAGES_OF_NIGHT + stage("a", "40005", "2025-10-24 05:00", "2025-10-24 06:00")
    sleeps = NIGHT + sleep("d", "24/10/2025", "soon")
    assert len(sleeps_in(folder(sleeps, stages), reading)) == 1
    assert remarks_of(reading) == [
        (7, "“40005” is no kind of sleep that is known here. It is left out."),
        (4, "“24/10/2025” to “soon” are no times. This is left out."),
    ]


def test_a_table_that_cannot_be_read() -> None:
    with pytest.raises(SleepFileError, match="UTF-8"):
        sleeps_in((SLEEPS + NIGHT).encode() + b"\xff\xff")
