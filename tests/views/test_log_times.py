"""When an episode that is logged by day took place: chips, typed times and zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client

from tests.log_form import LOG, NOW, errors, log, only, sent_from
from tests.views.log_night import _night

__all__ = ["_night"]


@pytest.mark.parametrize(
    ("ago", "happened_at"),
    [
        ("now", NOW),
        ("5", NOW - timedelta(minutes=5)),
        ("15", NOW - timedelta(minutes=15)),
        ("60", NOW - timedelta(hours=1)),
        # At 02:15 the latest three in the morning was yesterday's.
        ("last_night", datetime(2026, 7, 6, 1, 0, tzinfo=UTC)),
    ],
)
def test_chips_count_back_from_when_the_form_was_opened(
    as_ada: Client, ago: str, happened_at: datetime
) -> None:
    log(as_ada, ago=ago)
    assert only().happened_at == happened_at.replace(microsecond=0)


def test_by_day_last_night_lies_in_the_night_that_has_ended(as_ada: Client) -> None:
    with time_machine.travel(datetime(2026, 7, 7, 8, 0, tzinfo=UTC), tick=False):
        log(as_ada, ago="last_night")
    assert only().happened_at == datetime(2026, 7, 7, 1, 0, tzinfo=UTC)
    assert only().night_of.isoformat() == "2026-07-06"


def test_a_time_typed_without_touching_a_chip_counts(as_ada: Client) -> None:
    log(as_ada, at="2026-07-06T23:40")
    assert only().happened_at == datetime(2026, 7, 6, 21, 40, tzinfo=UTC)


def test_a_typed_time_against_another_chip_is_asked_about(as_ada: Client) -> None:
    assert "A time was typed" in errors(log(as_ada, at="2026-07-06T23:40", ago="15"))["at"]


def test_a_script_that_fills_the_box_with_the_chips_time_is_understood(as_ada: Client) -> None:
    log(as_ada, at="2026-07-07T02:00", ago="15")
    assert only().happened_at == datetime(2026, 7, 7, 0, 0, 42, tzinfo=UTC)


def test_a_phone_whose_clock_runs_ahead_can_still_log(as_ada: Client) -> None:
    log(as_ada, opened_at="2026-07-07T00:25:00.000Z", at="2026-07-07T02:25")
    assert only().happened_at == NOW


@pytest.mark.parametrize("opened", ["", "soon", "2026-07-07T00:15:00", "9999-12-31T23:59:59Z"])
def test_a_spoilt_opening_time_counts_as_now(as_ada: Client, opened: str) -> None:
    log(as_ada, opened_at=opened)
    assert only().happened_at == NOW


@pytest.mark.parametrize(
    ("at", "night"), [("2026-07-06T11:59", "2026-07-05"), ("2026-07-06T12:00", "2026-07-06")]
)
def test_noon_divides_the_nights(as_ada: Client, at: str, night: str) -> None:
    log(as_ada, at=at, ago="at")
    assert only().night_of.isoformat() == night


@pytest.mark.parametrize("typed", ["Asia/Tokyo", "asia/tokyo", " ASIA/Tokyo "])
def test_the_browsers_zone_is_kept_with_the_entry(as_ada: Client, typed: str) -> None:
    log(as_ada, time_zone=typed, at="2026-07-07T03:00", ago="at")
    assert (only().time_zone, only().happened_at) == (
        "Asia/Tokyo",
        datetime(2026, 7, 6, 18, 0, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("at", "stored", "remark"),
    [
        (
            "2026-03-29T02:30",
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            "The clocks skipped 02:30 on 29 March 2026, so it was stored as 03:30.",
        ),
        (
            "2025-10-26T02:30",
            datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
            (
                "02:30 came twice on 26 October 2025. The first was stored (02:30 CEST), not the "
                "second (02:30 CET)."
            ),
        ),
    ],
)
def test_a_local_time_that_is_skipped_or_doubled_is_resolved_and_said(
    as_ada: Client, at: str, stored: datetime, remark: str
) -> None:
    answer = as_ada.post(LOG, sent_from(as_ada, movement="twitch", at=at, ago="at"))
    assert only().happened_at == stored
    assert f"Saved. {remark}" in [str(message) for message in get_messages(answer.wsgi_request)]
