"""Fitbit's nights out of an archive of Google Takeout."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFileError
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told


def item(at: str, level: str, seconds: int) -> dict[str, Any]:
    """One of ``levels``."""
    return {"dateTime": f"{at}.000", "level": level, "seconds": seconds}


def night(number: int, *data: dict[str, Any], short: Any = None, **fields: Any) -> dict[str, Any]:
    """A night as Takeout has it."""
    levels: dict[str, Any] = {"summary": {}, "data": list(data)}
    if short is not None:
        levels["shortData"] = short
    start = data[0]["dateTime"]
    return {
        "logId": number,
        "dateOfSleep": "2026-01-06",
        "startTime": start,
        "endTime": start,
        "duration": 1,
        "type": "stages",
        "mainSleep": True,
        "levels": levels,
        **fields,
    }


NIGHT = night(
    1,
    item("2026-01-05T23:00:00", "light", 3600),
    item("2026-01-06T00:00:00", "rem", 1800),
    short=[item("2026-01-05T23:30:00", "wake", 120)],
)
AS_TOLD = [
    ("05 22:00", "05 23:30", "in_bed"),
    ("05 22:00", "05 22:30", "light"),
    ("05 22:30", "05 22:32", "awake"),
    ("05 22:32", "05 23:00", "light"),
    ("05 23:00", "05 23:30", "rem"),
]


def content(*nights: dict[str, Any]) -> bytes:
    """A file of nights."""
    return json.dumps(nights).encode()


def test_short_wakings_lie_over_the_night() -> None:
    reading = new_reading()
    [sleep] = sleeps_in(content(NIGHT), reading)
    assert told(sleep) == AS_TOLD
    assert (sleep.source, sleep.time_zone) == ("Fitbit", "Europe/Berlin")
    assert remarks_of(reading) == []


def test_a_night_in_two_files_is_one() -> None:
    other = {**NIGHT, "efficiency": 93}
    nap = night(2, item("2026-01-06T14:00:00", "asleep", 600), type="classic")
    name = "Takeout/Google Health/Global Export Data/sleep"
    files = {f"{name}-a.json": content(NIGHT), f"{name}-b.json": content(other, nap)}
    steps = {f"{name[:-5]}steps.json": b'[{"dateTime": "01/05/26 23:00:00", "value": "0"}]'}
    assert [len(sleep.intervals) for sleep in sleeps_in(archive({**files, **steps}))] == [5, 2]


def test_a_classic_night_and_what_was_not_measured() -> None:
    [sleep] = sleeps_in(
        content(
            night(
                3,
                item("2026-01-05T23:00:00", "asleep", 60),
                item("2026-01-05T23:01:00", "restless", 60),
                item("2026-01-05T23:02:00", "awake", 60),
                item("2026-01-05T23:03:00", "unknown", 3600),
            )
        )
    )
    assert [kind for _first, _last, kind in told(sleep)] == [
        "in_bed",
        "asleep",
        "restless",
        "awake",
    ]


def test_the_clock_of_bedtime_runs_through_the_change_of_the_clocks() -> None:
    """On 14 March 2021 New York's clocks went from 02:00 to 03:00."""
    [sleep] = sleeps_in(
        content(
            night(
                4,
                item("2021-03-14T01:00:00", "light", 3600),
                item("2021-03-14T02:00:00", "deep", 3600),
                item("2021-03-14T03:00:00", "unknown", 3600),
            )
        ),
        new_reading(ZoneInfo("America/New_York")),
    )
    assert told(sleep)[1:] == [("14 06:00", "14 07:00", "light"), ("14 07:00", "14 08:00", "deep")]
    assert sleep.ends_at == datetime(2021, 3, 14, 8, tzinfo=UTC)


def test_what_is_not_understood_is_said_and_left_out() -> None:
    reading = new_reading()
    broken = {"logId": 5, "levels": {"data": [{}]}, "startTime": "soon"}
    odd = night(6, item("2026-01-07T23:00:00", "dreaming", 60))
    assert len(sleeps_in(content(NIGHT, broken, odd), reading)) == 1
    assert [text for _line, text in remarks_of(reading)] == [
        "The night “5” is not as Fitbit writes one. It is left out.",
        "“dreaming” is no kind of sleep that is known here. It is left out.",
    ]


@pytest.mark.parametrize("cut", [60, 200])
def test_a_file_that_is_cut_off(cut: int) -> None:
    with pytest.raises(SleepFileError, match=r"not whole JSON|no sleep"):
        sleeps_in(content(NIGHT)[:-cut])


def test_a_file_that_nests_without_end() -> None:
    with pytest.raises(SleepFileError, match="not whole JSON"):
        sleeps_in(b'[{"logId": 1, "startTime": 1, "levels": ' + b"[" * 500_000)
