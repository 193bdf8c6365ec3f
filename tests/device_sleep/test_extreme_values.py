"""Whatever stands in an export: a reader says what it cannot read, and never fails otherwise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepFileError, SleepFormat
from journal.device_sleep.zones import sleep_night
from journal.diary_file.device_sleep_fields import device_sleep_values
from tests.device_sleep.bent_exports import SOUND_EXPORTS, bends, wild_export
from tests.device_sleep.exports import NOW, new_reading, sleeps_in

# The first and the last zones of the day: a time of year 1 lies before all time in the one, one of
# year 9999 behind it in the other.
ZONES = (ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Pacific/Pago_Pago"))
TEXTS = (
    *("", " ", "0", "-1", "1.5", "NaN", "Infinity", "-inf", "1e400", "9" * 5_000, "-" + "9" * 400),
    *("0001-01-01 00:00:00", "0001-01-01T00:00:00+14:00", "0001-01-01 00:00:00 +0000"),
    *("9999-12-31 23:59:59", "9999-12-31T23:59:59-14:00", "9999-12-31 23:59:59 +0000"),
    *("0001-01-01", "9999-12-31T23:59:59.999999Z", "1989-01-01 00:00", "2999-01-01 00:00"),
    *("2026-01-05T23:00:00+23:59", "2026-01-05T23:00:00-23:59:59.999999", "2026-03-29 02:30"),
    *("253402300799000", "-62135596800000", "99999999999999999999", "9" * 13, "24:00", "99:99:99"),
    *("²", "٣", "½", "٢٠٢٦-٠١-٠٥ ٢٣:٠٠", "\0", "\u2028", "\x1b[0m", "\ufeff", "\U0001f4a4"),
    *("[" * 5_000, "[]", "[0", "[1e400]", "[NaN]", "{}", "null", "[[0]]", '["0"]', "[0,1,2,3]"),
    *("+99:99", "UTC+99:99", "UTC-18:00", "Mars/Olympus", "../../etc/passwd", "/dev/zero", "UTC"),
    *("%s%(x)s%d%", "{0.__class__}", "<b>&amp;", "=1+1", "\r", "\n", '"', ",;\t", "x" * 200_000),
    *("9" * 400 + ":00:00", "00:" + "9" * 5_000, "1:2:3", "4" * 100_000, "AWAKE_START-" + "9" * 9),
)  # fmt: skip
SURROGATES = ("\ud800", "\udfff x", "2026-01-05\udc80")
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2**31, 2**63, -(2**63), 10**400, 1.5, -0.0, 1e308, -1e308),
    *(float("nan"), float("inf"), float("-inf"), [], {}, [[]], [None], {"": None}, [1, "a", {}]),
    *({"data": 1}, {"data": {}}, {"data": [[]]}, [{}], "", *TEXTS, *SURROGATES),
)
CELLS: tuple[Any, ...] = (
    *(None, 0, -1, 2**63 - 1, -(2**63), 253_402_300_799_999, 253_402_300_800_000, 1.5),
    *(float("inf"), -62_135_596_800_001, b"", b"\xff\0", *TEXTS),
)


def values_for(place: str) -> tuple[Any, ...]:
    """The values that a place of that kind may hold."""
    if ".json" in place:
        return VALUES
    return CELLS if "_table." in place else (*TEXTS, *SURROGATES)


def faults(content: bytes, zone: ZoneInfo) -> Iterator[str]:
    """What else than a sentence comes of it."""
    try:
        for sleep in sleeps_in(content, new_reading(zone)):
            sleep_night(sleep.starts_at, sleep.time_zone, zone)
            device_sleep_values(sleep, NOW)
    except SleepFileError as error:
        if not str(error):
            yield "no sentence"
    except Exception as error:  # noqa: BLE001 - it is what is looked for
        yield repr(error)[:200]


# Messages of Sleep as Android come one by one and are no file (tests/api has their odd values).
OF_A_FILE = [kind for kind in SleepFormat if kind is not SleepFormat.SLEEP_AS_ANDROID_WEB]


@pytest.mark.parametrize("sleep_format", OF_A_FILE)
def test_one_value_that_is_none(sleep_format: SleepFormat, tmp_path: Path) -> None:
    found = []
    for turn, (place, bend) in enumerate(bends(sleep_format, tmp_path)):
        for number, value in enumerate(values_for(place)):
            if ".csv" in place and (number + turn) % 5:
                continue  # a table has many places of one kind
            try:
                content = bend(value)
            except (sqlite3.Error, OverflowError):
                continue  # no database holds it there
            zone = ZONES[number % 2]
            found += [(place, repr(value)[:40], text) for text in faults(content, zone)]
    assert found == []


@pytest.mark.parametrize("sleep_format", SOUND_EXPORTS)
def test_many_values_that_are_none(sleep_format: SleepFormat) -> None:
    values = [value for value in VALUES if len(str(value)) < 500]
    for seed in range(60):
        content = wild_export(sleep_format, values, seed)
        found = [text for zone in ZONES for text in faults(content, zone)]
        assert (seed, found) == (seed, [])
