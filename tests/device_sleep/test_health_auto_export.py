"""Health Auto Export's JSON: intervals, or hours of a night; other metrics are passed over."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journal.device_sleep import SleepFileError, SleepFormat, SleepKind
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

HEART = {"name": "heart_rate", "units": "count/min", "data": [{"qty": 61, "date": "2026-07-06"}]}

UNTIL = "“2026-07-07 00:30:00 +0200”"


def content(*rows: Any, **more: Any) -> bytes:
    """What the app writes, with these rows of sleep among other metrics."""
    sleep = {"name": "sleep_analysis", "units": "hr", "data": list(rows)}
    return json.dumps({"data": {"metrics": [HEART, sleep], **more}}).encode()


def part(start: str, end: str, value: str, **more: Any) -> dict[str, Any]:
    """An interval, its times as the app writes them."""
    return {"startDate": start, "endDate": end, "value": value, "source": "Ada’s Watch", **more}


def night(**fields: Any) -> dict[str, Any]:
    """A night in hours, as an issue of the app shows one."""
    return {
        "date": "2026-07-06 00:00:00 +0200",
        "sleepStart": "2026-07-05 23:30:00 +0200",
        "sleepEnd": "2026-07-06 06:30:00 +0200",
        "asleep": 0,
        "awake": 0.5,
        "core": 4,
        "deep": 1,
        "rem": 1.5,
        "inBed": 0,
        "source": "Ada’s Watch",
        **fields,
    }


PARTS = (
    part("2026-07-06 23:30:00 +0200", "2026-07-07 00:30:00 +0200", "Core", qty=1),
    part("2026-07-07 00:30:00 +0200", "2026-07-07 01:00:00 +0200", "Deep"),
    part("2026-07-07 01:00:00 +0200", "2026-07-07 01:10:00 +0200", "Awake"),
    part("2026-07-06 23:20:00 +0200", "2026-07-07 01:20:00 +0200", "In Bed"),
)


def test_intervals_become_a_sleep_and_other_metrics_nothing() -> None:
    reading = new_reading()
    [sleep] = sleeps_in(content(*PARTS), reading)
    assert told(sleep) == [
        ("06 21:20", "06 23:20", "in_bed"),
        ("06 21:30", "06 22:30", "light"),
        ("06 22:30", "06 23:00", "deep"),
        ("06 23:00", "06 23:10", "awake"),
    ]
    assert (sleep.format, sleep.source) == (SleepFormat.HEALTH_AUTO_EXPORT, "Ada’s Watch")
    assert sleep.time_zone == "Europe/Berlin"
    assert sleep.totals is None
    assert remarks_of(reading) == []
    assert not reading.asks_zone


def test_a_night_in_hours_is_totals_and_no_timeline() -> None:
    [sleep] = sleeps_in(content(night()))
    assert told(sleep) == [("05 21:30", "06 04:30", "in_bed")]
    assert sleep.totals == {
        SleepKind.AWAKE: 1_800,
        SleepKind.LIGHT: 14_400,
        SleepKind.DEEP: 3_600,
        SleepKind.REM: 5_400,
    }


def test_a_time_in_bed_that_is_told_is_the_longer_one() -> None:
    times = {"inBedStart": "2026-07-05 23:00:00 +0200", "inBedEnd": "2026-07-06 07:00:00 +0200"}
    [sleep] = sleeps_in(content(night(**times, inBed=8)))
    assert told(sleep) == [("05 21:00", "06 05:00", "in_bed")]


def test_stages_that_are_all_0_were_not_measured() -> None:
    hours = {"core": 0, "deep": 0, "rem": 0, "asleep": 4.75, "awake": 0}
    [sleep] = sleeps_in(content(night(**hours)))
    assert sleep.totals == {SleepKind.ASLEEP: 17_100}
    [sleep] = sleeps_in(content(night(deep=0)))
    assert sleep.totals is not None
    assert sleep.totals[SleepKind.DEEP] == 0


@pytest.mark.parametrize(
    ("hours", "rest"),
    [
        ({"asleep": 6.5}, None),
        ({"asleep": 7}, 1_800),
        ({"asleep": 0.5}, 1_800),
        ({"asleep": 0.5, "totalSleep": 7}, 1_800),
        ({"totalSleep": 6.5}, None),
    ],
)
def test_sleep_of_no_kind_is_what_the_stages_leave(
    hours: dict[str, float], rest: int | None
) -> None:
    [sleep] = sleeps_in(content(night(**hours)))
    assert sleep.totals is not None
    assert sleep.totals.get(SleepKind.ASLEEP) == rest


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-07-06 11:30:00\u202fpm +0200", "2026-07-07 12:30:00\u202fam +0200"),
        ("2026-07-06 11:30:00 PM +0200", "2026-07-07 12:30:00 AM +0200"),
        ("2026-07-06 11:30:00\u00a0p.m. +0200", "2026-07-07 12:30:00\u00a0a.m. +0200"),
        ("2026-07-06T23:30:00+02:00", "2026-07-06 22:30:00 Z"),
        ("2026-07-07 05:30:00 +0800", "2026-07-06 16:30:00 -0600"),
        ("٢٠٢٦-٠٧-٠٦ ٢٣:٣٠:٠٠ +0200", "2026-07-07 00:30:00 +0200"),
    ],
)
def test_a_time_is_read_however_the_phone_shows_it(start: str, end: str) -> None:
    [sleep] = sleeps_in(content(part(start, end, "REM")))
    assert told(sleep) == [("06 21:30", "06 22:30", "rem")]


def test_elsewhere_the_written_offset_is_the_zone() -> None:
    [sleep] = sleeps_in(
        content(part("2026-01-06 23:30:00 -0800", "2026-01-07 00:30:00 -0800", "REM"))
    )
    assert sleep.time_zone == "-08:00"
    [sleep] = sleeps_in(
        content(part("2026-01-06 23:30:00 +0100", "2026-01-07 00:30:00 +0100", "REM"))
    )
    assert sleep.time_zone == "Europe/Berlin"


def test_what_is_not_understood_is_said_by_its_name() -> None:
    reading = new_reading()
    rows = [
        part("2026-07-06 23:30:00 +0200", "2026-07-07 00:30:00 +0200", "Kernschlaf"),
        part("2026-07-06 11:30:00 nachm. +0200", "2026-07-07 00:30:00 +0200", "Core"),
        part("2026-07-06 13:30:00 pm +0200", "2026-07-07 00:30:00 +0200", "Core"),
        part("2026-07-06 23:30:00", "2026-07-07 00:30:00", "Core"),
        night(core="4.250.000", sleepEnd="2026-07-06 06:30:00 +0200"),
        {"date": "2026-07-06"},
    ]
    [sleep] = sleeps_in(content(*rows), reading)
    assert sleep.totals is not None
    assert SleepKind.LIGHT not in sleep.totals
    assert [text for _line, text in remarks_of(reading)] == [
        "“Kernschlaf” is no kind of sleep that is known here. It is left out.",
        f"“2026-07-06 11:30:00 nachm. +0200” to {UNTIL} are no times. This is left out.",
        f"“2026-07-06 13:30:00 pm +0200” to {UNTIL} are no times. This is left out.",
        "“2026-07-06 23:30:00” to “2026-07-07 00:30:00” are no times. This is left out.",
        "“4.250.000” in “core” is no number of hours. It is left out.",
        "“” to “” are no times. This is left out.",
    ]


@pytest.mark.parametrize(
    "row",
    [
        night(core=float("nan")),
        night(core=10**400),
        night(core=True, deep=-1, rem=[1], awake={}),
        night(sleepStart="0001-01-01 00:00:00 +1400", sleepEnd="9999-12-31 23:59:59 -1200"),
        night(sleepStart=5, sleepEnd=None),
        part("0001-01-01 00:00:00 +1400", "9999-12-31 23:59:59 -1200", "Core"),
        part("2026-13-45 25:61:61 +9900", "", "Core"),
        {"startDate": [], "endDate": {}, "value": 10**400, "source": [None]},
    ],
)
def test_an_extreme_row_is_left_out_and_no_fault(row: Any) -> None:
    reading = new_reading()
    assert all(told(sleep) for sleep in sleeps_in(content(row), reading))
    assert reading.remarks


def test_an_archive_with_other_things_before_it() -> None:
    named = json.dumps({"data": {"workouts": [], "metrics": []}}).encode()
    found = sleeps_in(archive({"a.json": named, "b.json": content(*PARTS, workouts=[])}))
    assert len(found) == 1


@pytest.mark.parametrize(
    "odd", [b'{"data": {"metrics": {}}}', b'{"data": {"metrics": 5}}', content(*PARTS)[:-9]]
)
def test_what_is_not_the_apps_is_refused(odd: bytes) -> None:
    with pytest.raises(SleepFileError):
        sleeps_in(odd)


@pytest.mark.parametrize("odd", ["null", "5", '"text"', "[5]", "{}"])
def test_a_metric_without_rows_has_no_sleep(odd: str) -> None:
    metric = f'{{"name": "sleep_analysis", "data": {odd}}}'
    assert sleeps_in(f'{{"data": {{"metrics": [{metric}, null, 5]}}}}'.encode()) == []


def test_whatever_order_its_names_have() -> None:
    metric = {"data": list(PARTS), "units": "hr", "name": "sleep_analysis"}
    data = {"data": {"workouts": [1, {}], "metrics": [HEART, 7, {"name": None}, metric]}, "x": []}
    [sleep] = sleeps_in(json.dumps(data).encode())
    assert len(sleep.intervals) == 4


def test_a_remark_says_the_line() -> None:
    odd = part("2026-07-06 23:30:00 +0200", "soon", "Core")
    text = json.dumps(json.loads(content(odd)), indent=1)
    reading = new_reading()
    assert sleeps_in(text.encode(), reading) == []
    line = text.count("\n", 0, text.index('"startDate"'))
    assert [remark_line for remark_line, _text in remarks_of(reading)] == [line]
