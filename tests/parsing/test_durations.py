"""Durations: in the unit beside them, or with units of their own; rounding is said."""

from __future__ import annotations

import pytest

from journal.parsing import UnreadableError, duration
from journal.parsing.durations import in_units

PLAIN = {
    "90": 90,
    "5 s": 5,
    "1 000": 1000,
    "0:01:30": 90,
    "1 min 30 s": 90,
    "½": 1,
    "-1": -1,
    "-0.2": -1,
}


@pytest.mark.parametrize(("typed", "seconds"), PLAIN.items())
def test_seconds_are_read(typed: str, seconds: int) -> None:
    assert duration(typed, unit=1).value == seconds


@pytest.mark.parametrize(("typed", "seconds"), [("2", 120), ("1,5", 90), ("½", 30), ("0.25", 15)])
def test_minutes_are_read(typed: str, seconds: int) -> None:
    assert duration(typed, unit=60) == duration(typed, unit=60).__class__(seconds)


@pytest.mark.parametrize(
    ("typed", "unit", "seconds", "said"),
    [
        ("90.5", 1, 91, "“90.5” is stored in whole seconds, as 1 min 31 s."),
        ("0.2", 1, 0, "“0.2” is stored in whole seconds, as 0 s."),
        ("0.01", 60, 1, "“0.01” is stored in whole seconds, as 1 s."),
        ("5 min", 1, 300, "None"),
        ("5m", 1, 300, "“5m” is stored as 5 min."),
        ("90 s", 60, 90, "“90 s” is stored as 1 min 30 s."),
        ("1 hour and 5 minutes", 1, 3900, "“1 hour and 5 minutes” is stored as 1 h 5 min."),
    ],
)
def test_what_is_not_plain_is_said(typed: str, unit: int, seconds: int, said: str) -> None:
    reading = duration(typed, unit=unit)
    assert (reading.value, str(reading.remark)) == (seconds, said)


@pytest.mark.parametrize("unit", [1, 60])
def test_one_colon_may_mean_two_things(unit: int) -> None:
    with pytest.raises(UnreadableError, match="Please write 90 s or 90 min"):
        duration("1:30", unit=unit)


@pytest.mark.parametrize("typed", ["1.000", "1.000 s", "1,500 min"])
def test_thousands_are_asked_about_with_a_unit_too(typed: str) -> None:
    with pytest.raises(UnreadableError, match="can mean"):
        duration(typed, unit=1)


@pytest.mark.parametrize(
    "typed", ["", "s", "1:75", "5 min 3", "1 s 1 min", "5 apples", "1:2:3:4", "1e3 s"]
)
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError):
        duration(typed, unit=1)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0 s"), (90, "1 min 30 s"), (3600, "1 h"), (86400, "24 h")]
)
def test_seconds_in_units(seconds: int, text: str) -> None:
    assert in_units(seconds) == text
