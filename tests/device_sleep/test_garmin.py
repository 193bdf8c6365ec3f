"""Garmin's export: totals alone, times in UTC, bedtimes of the profile that are no nights."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journal.device_sleep import SleepFileError, SleepKind
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told


def night(start: str, end: str, kind: str = "ENHANCED_CONFIRMED_FINAL", **more: Any) -> Any:
    """A night of ``sleepData``."""
    return {
        "sleepStartTimestampGMT": start,
        "sleepEndTimestampGMT": end,
        "calendarDate": end[:10],
        "sleepWindowConfirmationType": kind,
        "deepSleepSeconds": 3600,
        "lightSleepSeconds": 18_000,
        "remSleepSeconds": 5_400,
        "awakeSleepSeconds": 1_800,
        "unmeasurableSeconds": 0,
        "retro": False,
        "sleepScores": {"overallScore": 80},
        **more,
    }


NIGHT = night("2026-01-05T22:10:00.0", "2026-01-06T06:10:00.0")
OLD = night("2017-08-04T20:28:00.0", "2017-08-05T04:28:00.0", "AUTO_CONFIRMED_FINAL")
OLD["remSleepSeconds"] = 0
PROFILE = night("2026-01-07T22:00:00.0", "2026-01-08T06:00:00.0", "UNCONFIRMED")


def content(*nights: Any) -> bytes:
    """A file of nights."""
    return json.dumps(nights).encode()


def test_totals_and_no_timeline() -> None:
    reading = new_reading()
    found = sleeps_in(content({"retro": False}, NIGHT, OLD, PROFILE), reading)
    assert [told(sleep) for sleep in found] == [
        [("04 20:28", "05 04:28", "in_bed")],
        [("05 22:10", "06 06:10", "in_bed")],
    ]
    assert found[1].totals == {
        SleepKind.AWAKE: 1_800,
        SleepKind.LIGHT: 18_000,
        SleepKind.DEEP: 3_600,
        SleepKind.REM: 5_400,
        SleepKind.NO_DATA: 0,
    }
    assert (found[1].source, found[1].time_zone) == ("Garmin", "Europe/Berlin")
    assert remarks_of(reading) == []


def test_what_did_not_measure_rem_has_none_and_not_a_nought() -> None:
    [old] = sleeps_in(content(OLD))
    assert old.totals is not None
    assert SleepKind.REM not in old.totals


def test_files_that_overlap_the_later_word_counts() -> None:
    later = {**NIGHT, "awakeSleepSeconds": 60}
    folder = "DI_CONNECT/DI-Connect-Wellness"
    members = {
        f"{folder}/2025-10-01_2026-01-09_7_sleepData.json": content(NIGHT),
        f"{folder}/2026-01-01_2026-04-09_7_sleepData.json": content(later, OLD),
        f"{folder}/7_userBioMetrics.json": b'[{"weight": 70}]',
    }
    found = sleeps_in(archive(members))
    assert [sleep.totals[SleepKind.AWAKE] for sleep in found if sleep.totals] == [1_800, 60]


def test_what_is_not_understood_is_said_and_left_out() -> None:
    reading = new_reading()
    odd = night("soon", "2026-01-09T06:10:00.0")
    later = night("2030-01-05T22:10:00.0", "2030-01-06T06:10:00.0")
    assert len(sleeps_in(content(NIGHT, odd, later), reading)) == 1
    assert remarks_of(reading) == [
        (1, "The night “2026-01-09” is not as Garmin writes one. It is left out."),
        (1, "From 2030-01-05 22:10 to 2030-01-06 06:10: this lies in the future."),
    ]


def test_a_file_that_is_cut_off() -> None:
    with pytest.raises(SleepFileError, match="not whole JSON"):
        sleeps_in(content(NIGHT, OLD)[:-40])
