"""Times of day, local times, instants, choices and line ends."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.observations import Movement
from journal.parsing import UnreadableError, choice, clock, instant, line_feeds, local_time

CLOCKS = {
    "23:10": time(23, 10),
    "7:05": time(7, 5),
    "23.10": time(23, 10),
    "2310": time(23, 10),
    "23:10:30": time(23, 10, 30),
    "11:10 pm": time(23, 10),
    "11:10 PM": time(23, 10),
    "11:10\u202fPM": time(23, 10),
    "12:00 AM": time(0, 0),
    "12:30 p.m.": time(12, 30),
    "\u0662\u0663:\u0661\u0660": time(23, 10),
}
HALF_PAST_ELEVEN = (
    *(
        "2026-07-06T23:30",
        "2026-07-06 23:30",
        "2026-07-06t23:30:00",
        "6 July 2026, 23:30",
        "6 July 2026 at 23.30",
    ),
    *("6.7.2026 23:30", "13/7/2026 23:30", "2026-07-06 11:30 PM"),
    *("2026. 7. 6. 23:30", "13.7.2026. 23:30", "13.7.2026 23.30.00"),
)


@pytest.mark.parametrize(("typed", "meant"), CLOCKS.items())
def test_a_time_of_day(typed: str, meant: time) -> None:
    reading = clock(typed)
    assert reading.value == meant
    assert (reading.remark is not None) == ("m" in typed.lower())


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "9",
        "25:00",
        "13:00 pm",
        "0:30 am",
        "7:5",
        "23:60",
        "23:10Z",
        "noon",
        "23:10:30:1",
        "23.10.30",
    ],
)
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="is not a time of day"):
        clock(typed)


def test_midnight_has_one_name() -> None:
    with pytest.raises(UnreadableError, match="Midnight is written 00:00"):
        clock("24:00")
    with pytest.raises(UnreadableError, match="Midnight is 00:00 of the next day"):
        local_time("2026-07-06 24:00")


@pytest.mark.parametrize("typed", HALF_PAST_ELEVEN)
def test_a_day_with_a_time(typed: str) -> None:
    found = local_time(typed).value
    assert (found.month, found.hour, found.minute, found.tzinfo) == (7, 23, 30, None)


def test_what_was_understood_of_a_local_time_is_said() -> None:
    assert (
        str(local_time("6.7.2026 23:30").remark) == "“6.7.2026 23:30” was read as 2026-07-06 23:30."
    )
    assert (
        str(local_time("2026-07-06 11:30 PM").remark)
        == "“2026-07-06 11:30 PM” was read as 2026-07-06 23:30."
    )


@pytest.mark.parametrize(
    "typed",
    ["", "23:30", "2026-07-06", "2026-07-06T23:30Z", "2026-07-06T23:30+02:00", "2026-07-06T"],
)
def test_what_is_no_local_time_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError, match="is not a day with a time"):
        local_time(typed)


def test_an_exchanged_day_is_asked_about_with_a_time_too() -> None:
    with pytest.raises(UnreadableError, match="can mean 2026-06-07 or 2026-07-06"):
        local_time("7/6/2026 23:30")


@given(
    st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1)).map(  # noqa: DTZ001
        lambda at: at.replace(microsecond=0)
    )
)
def test_what_a_browser_sends_is_read(at: datetime) -> None:
    assert local_time(at.isoformat()).value == at


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-07-07T02:15:00+02:00", datetime(2026, 7, 7, 0, 15, tzinfo=UTC)),
        ("2026-07-07 00:15z", datetime(2026, 7, 7, 0, 15, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_an_instant(text: str, meant: datetime) -> None:
    assert instant(text) == meant


@pytest.mark.parametrize(
    "text", ["2026-07-07T02:15", "0001-01-01T00:00+14:00", "2026-07-07T25:00Z", "now", ""]
)
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError, match="is not a time with an offset"):
        instant(text)


def test_a_choice_has_any_case() -> None:
    assert choice(Movement, " Jerk ") is Movement.JERK
    with pytest.raises(UnreadableError, match="“jump” is not one of the choices"):
        choice(Movement, "jump")


@given(st.text(alphabet="a\r\n", max_size=12))
def test_a_line_ends_in_one_character(text: str) -> None:
    found = line_feeds(text)
    assert "\r" not in found
    assert len(found.split("\n")) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
