"""A wrong clock, through the API: both times are kept, and the pad is never refused for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import Episode
from tests.api.conftest import Caller
from tests.api.told_episodes import sending, statuses, told
from twitchlog import machine_clock

NOW = datetime(2026, 7, 7, 6, tzinfo=UTC)
TOUCHED = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)


@pytest.mark.parametrize("off", [timedelta(hours=3), timedelta(hours=-3), timedelta(days=-20_000)])
def test_the_server_keeps_the_phones_time_and_its_own(
    ada_online: Caller, ada: User, off: timedelta
) -> None:
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
    """Touched while the clock ran a day ahead, sent with the right time: it happened no later than
    now.
    """
    ahead = NOW + timedelta(days=1)
    with time_machine.travel(NOW, tick=False):
        answer = ada_online.post(
            sending(told(happened_at=ahead.isoformat()), sent_at=NOW.isoformat(), source="pad")
        )
    assert statuses(answer) == ["new"]
    stored = Episode.objects.of(ada).get()
    assert (stored.happened_at, stored.device_happened_at) == (NOW, ahead)


def test_a_program_that_says_the_future_is_told_so(ada_online: Caller) -> None:
    answer = ada_online.post(told(happened_at=(datetime.now(UTC) + timedelta(hours=1)).isoformat()))
    assert statuses(answer) == ["refused"]
    assert answer.json()["results"][0]["problems"] == [
        {"field": "happened_at", "message": "This time is in the future."}
    ]


def one_stored(ada: User) -> Episode:
    """The one entry there is."""
    return Episode.objects.of(ada).get()


def test_a_touch_that_waited_for_a_server_that_was_asleep_keeps_its_time(
    ada_online: Caller, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_clock.WATCH, "asleep_seconds", lambda: 150.0)
    with time_machine.travel(NOW, tick=False):
        sent_at = (NOW - timedelta(seconds=150)).isoformat()
        one = told(happened_at=TOUCHED.isoformat())
        assert statuses(ada_online.post(sending(one, sent_at=sent_at, source="pad"))) == ["new"]
    assert one_stored(ada).happened_at == TOUCHED
    assert one_stored(ada).device_happened_at is None
    assert one_stored(ada).recorded_at == NOW


@pytest.mark.parametrize("source", ["pad", "api"])
def test_a_touch_at_a_server_whose_clock_is_years_behind_keeps_its_time(
    ada_online: Caller, ada: User, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    """Nothing of it lies in the future then."""
    monkeypatch.setattr(machine_clock.WATCH, "last_seen", (NOW - timedelta(hours=1)).timestamp())
    with time_machine.travel(NOW - timedelta(days=2000), tick=False):
        one = told(happened_at=TOUCHED.isoformat())
        answer = ada_online.post(sending(one, sent_at=NOW.isoformat(), source=source))
        assert statuses(answer) == ["new"]
    assert one_stored(ada).happened_at == TOUCHED
    assert one_stored(ada).recorded_at == NOW


def test_a_body_that_took_long_moves_nothing(ada_online: Caller, ada: User) -> None:
    with time_machine.travel(NOW, tick=False):
        arrived_at = (NOW - timedelta(minutes=9)).timestamp()
        ada_online.client.defaults.update({"twitchlog.arrived_at": arrived_at})  # type: ignore[dict-item]
        one = told(happened_at=TOUCHED.isoformat())
        sent_at = (NOW - timedelta(minutes=10)).isoformat()
        assert statuses(ada_online.post(sending(one, sent_at=sent_at, source="pad"))) == ["new"]
    assert one_stored(ada).happened_at == TOUCHED
    assert one_stored(ada).device_happened_at is None
