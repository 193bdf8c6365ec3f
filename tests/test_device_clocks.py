"""A device's clock may be wrong; what it said is moved by as much, and kept beside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.device_clocks import Settled, settle

RECEIVED = datetime(2026, 7, 7, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_TWO = datetime(2026, 7, 7, 2, tzinfo=UTC)


def settled(said: datetime, sent_at: datetime | None = None, *, pad: bool = False) -> Settled:
    """As received at ``RECEIVED``."""
    return settle(said, sent_at=sent_at, received_at=RECEIVED, never_refuse=pad)


@pytest.mark.parametrize("off", [timedelta(), timedelta(minutes=2), timedelta(minutes=-2)])
def test_a_clock_that_agrees_is_believed(off: timedelta) -> None:
    assert settled(AT_TWO, RECEIVED + off) == Settled(AT_TWO)


@pytest.mark.parametrize(
    "off", [HOUR, -HOUR, timedelta(seconds=121), timedelta(days=-20_000), timedelta(days=365)]
)
def test_a_wrong_clock_is_set_right_and_what_it_said_kept(off: timedelta) -> None:
    assert settled(AT_TWO + off, RECEIVED + off) == Settled(AT_TWO, AT_TWO + off)


def test_never_later_than_received() -> None:
    said = RECEIVED + 3 * HOUR
    assert settled(said, RECEIVED - HOUR) == Settled(RECEIVED, said)
    assert settled(said, pad=True) == Settled(RECEIVED, said)


def test_without_a_clock_to_compare_a_program_is_taken_at_its_word() -> None:
    assert settled(RECEIVED + HOUR) == Settled(RECEIVED + HOUR)
    assert settled(RECEIVED + HOUR, RECEIVED) == Settled(RECEIVED + HOUR)


def test_what_leaves_the_calendar_happened_when_it_came_in() -> None:
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert settled(first, last) == Settled(RECEIVED, first)
    assert settled(last, first) == Settled(RECEIVED, last)


def test_the_pad_is_never_refused_for_a_time_before_all_times() -> None:
    said = datetime(1899, 12, 31, tzinfo=UTC)
    assert settled(said, pad=True) == Settled(RECEIVED, said)
    assert settled(said) == Settled(said)
