"""A plain table of sleep: a start, an end, a kind."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFileError
from tests.device_sleep.exports import new_reading, remarks_of, sleeps_in, told

NIGHT = """Start,End,Stage
2026-01-05 23:10,2026-01-05 23:50,N2
2026-01-05 23:50,2026-01-06 00:30,Deep sleep
2026-01-06 00:30,2026-01-06 00:40,AWAKE
"""


def test_a_night() -> None:
    [sleep] = sleeps_in(NIGHT.encode())
    assert told(sleep) == [
        ("05 22:10", "05 22:50", "light"),
        ("05 22:50", "05 23:30", "deep"),
        ("05 23:30", "05 23:40", "awake"),
    ]
    assert [part.code for part in sleep.intervals] == ["N2", "Deep sleep", "AWAKE"]
    assert sleep.time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "content",
    [
        NIGHT.replace(",", ";"),
        NIGHT.replace(",", "\t"),
        "\ufeff" + NIGHT.replace("\n", "\r\n"),
        NIGHT.replace("\n", "\r"),
        NIGHT.replace("Stage", "sleep_stage").replace("\n", ",\n"),
    ],
)
def test_however_it_is_written(content: str) -> None:
    assert [told(sleep) for sleep in sleeps_in(content.encode())] == [
        told(sleep) for sleep in sleeps_in(NIGHT.encode())
    ]


def test_the_clock_is_the_persons_and_a_zone_of_the_row_comes_before() -> None:
    reading = new_reading(ZoneInfo("America/New_York"))
    [sleep] = sleeps_in(NIGHT.encode(), reading)
    assert sleep.starts_at == datetime(2026, 1, 6, 4, 10, tzinfo=UTC)
    rows = "start,end,kind,zone,source\n2026-01-05 23:10,2026-01-05 23:50,rem,asia/tokyo,Ring\n"
    [sleep] = sleeps_in(rows.encode(), reading)
    assert sleep.starts_at == datetime(2026, 1, 5, 14, 10, tzinfo=UTC)
    assert (sleep.time_zone, sleep.source) == ("Asia/Tokyo", "Ring")
    rows = "start,end,kind\n2026-01-05T23:10-05:00,2026-01-05T23:50-05:00,rem\n"
    [sleep] = sleeps_in(rows.encode())
    assert sleep.starts_at == datetime(2026, 1, 6, 4, 10, tzinfo=UTC)
    assert sleep.time_zone == "-05:00"


def test_a_row_without_a_kind_is_sleep() -> None:
    [sleep] = sleeps_in(b"start,end,stage\n2026-01-05 23:10,2026-01-05 23:50\n")
    assert sleep.intervals[0].kind == "asleep"


def test_what_is_not_understood_is_said_by_line() -> None:
    rows = (
        "2026-01-06 01:00,2026-01-06 01:10,dreamy\n"
        "01/02/2026 01:00,2026-01-06 01:10,rem\n"
        "2026-01-06 01:00,2026-01-06 01:00,rem\n"
        "2026-01-06 00:35,2026-01-06 17:00,rem\n"
    )
    reading = new_reading()
    [sleep] = sleeps_in((NIGHT + rows).encode(), reading)
    assert [line for line, _text in remarks_of(reading)] == [5, 6, 7, None, None]
    assert "“dreamy”" in remarks_of(reading)[0][1]
    assert "more than 16 hours" in remarks_of(reading)[3][1]
    assert "overlap" in remarks_of(reading)[4][1]
    assert len(sleep.intervals) == 4


@pytest.mark.parametrize(
    "content",
    [
        NIGHT.encode("utf-16"),
        NIGHT.encode() + b"\xff\xfe",
        NIGHT.encode() + b"\0\0",
        NIGHT.encode() + b'"' + b"x" * 2_000_000,
        b"start,end\n",
        b"",
        b"hello",
    ],
)
def test_what_is_no_table(content: bytes) -> None:
    with pytest.raises(SleepFileError):
        sleeps_in(content)


def test_a_time_before_all_time_is_said_by_line() -> None:
    reading = new_reading(ZoneInfo("Asia/Tokyo"))
    rows = "0001-01-01 00:00,0001-01-01 06:00,rem\n"
    assert len(sleeps_in((NIGHT + rows).encode(), reading)) == 1
    assert remarks_of(reading) == [(5, "“0001-01-01 00:00” is no time.")]
