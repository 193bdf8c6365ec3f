"""A wrong clock, through the door: both times are kept, and the pad is never refused for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import Episode
from tests.api.conftest import Caller
from tests.api.test_episodes import sending, statuses, told

NOW = datetime(2026, 7, 7, 6, tzinfo=UTC)
TOUCHED = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize("off", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=-20_000)])
def test_the_server_keeps_the_phones_time_and_its_own(ada_online: Caller, ada: User, off: timedelta) -> None:
    said, sent_at, logged_at = ((at + off).isoformat() for at in (TOUCHED, NOW, TOUCHED))
    with time_machine.travel(NOW, tick=False):
        one = told(happened_at=said, logged_at=logged_at)
        assert statuses(ada_online.post(sending(one, sent_at=sent_at, source="pad"))) == ["new"]
    stored = Episode.objects.of(ada).get()
    assert stored.happened_at == TOUCHED
    assert stored.night_of.isoformat() == "2026-07-06"
    assert stored.recorded_at == NOW
    assert stored.device_happened_at == stored.device_recorded_at == TOUCHED + off


def test_a_clock_that_was_set_right_in_between(ada_online: Caller, ada: User) -> None:
    """Touched while the clock ran a day ahead, sent with the right time: it happened no later than now."""
    ahead = NOW + timedelta(days=1)
    with time_machine.travel(NOW, tick=False):
        answer = ada_online.post(sending(told(happened_at=ahead.isoformat()), sent_at=NOW.isoformat(), source="pad"))
    assert statuses(answer) == ["new"]
    stored = Episode.objects.of(ada).get()
    assert (stored.happened_at, stored.device_happened_at) == (NOW, ahead)


def test_a_program_that_says_the_future_is_told_so(ada_online: Caller) -> None:
    answer = ada_online.post(told(happened_at=(datetime.now(UTC) + timedelta(hours=1)).isoformat()))
    assert statuses(answer) == ["refused"]
    assert answer.json()["results"][0]["problems"] == [
        {"field": "happened_at", "message": "This time is in the future."}
    ]
