"""Sleep as Android's messages by the API: in a header, or in an address of its own kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal import daily_limits, request_limits
from journal.actions import sleep_events
from journal.actions.api_tokens import make_token, revoke
from journal.actions.device_sleep import delete_device_sleep
from journal.models import ApiToken, Preferences, StoredSleep, StoredSleepEvent
from journal.models.api_token import Scope
from journal.retention import delete_expired
from tests.api.conftest import Caller
from tests.api.sent_sleep import SleepProgram
from tests.device_sleep.exports import told

NOW = datetime(2026, 7, 6, 21, tzinfo=UTC)
ADDRESS = "/api/device-sleep/sleep-as-android"


@pytest.fixture(autouse=True)
def clock(ada: User) -> Iterator[Any]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class Phone:
    """The app, which knows an address and nothing else."""

    def __init__(self, key: str, clock: Any) -> None:
        self.address, self.clock = f"{ADDRESS}/{key}", clock
        self.client = Client(enforce_csrf_checks=True)

    def post(self, body: Any, content_type: str = "application/json") -> Any:
        """Send a body as it is."""
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return self.client.post(self.address, text, content_type=content_type)

    def tell(self, event: str, after: float = 0, **more: str) -> str:
        """Send a message so many minutes after the one before; what became of it."""
        self.clock.shift(timedelta(minutes=after))
        answer = self.post({"event": event, **more})
        assert answer.status_code == 200
        return str(answer.json()["status"])


@pytest.fixture
def phone(ada: User, clock: Any) -> Phone:
    """Ada's phone."""
    key = make_token(ada, name="phone", scope=Scope.SLEEP_ADDRESS, as_of=NOW)[1]
    return Phone(key, clock)


def test_a_night_of_messages_is_a_sleep_and_leaves_no_message(phone: Phone, ada: User) -> None:
    assert phone.tell("sleep_tracking_started") == "stored"
    assert phone.tell("light_sleep", 20) == "stored"
    assert phone.tell("alarm_alert_start", 5, value1="1582719660934", value2="work") == "not_kept"
    assert phone.tell("deep_sleep", 35) == "stored"
    assert not StoredSleep.objects.exists()
    assert StoredSleepEvent.objects.of(ada).count() == 3
    assert phone.tell("sleep_tracking_stopped", 60) == "stored"
    row = StoredSleep.objects.of(ada).get()
    assert (row.format, row.source, row.time_zone) == (
        "sleep_as_android_web",
        "",
        "Europe/Berlin",
    )
    assert told(row.sleep) == [
        ("06 21:00", "06 23:00", "in_bed"),
        ("06 21:20", "06 22:00", "light"),
        ("06 22:00", "06 23:00", "deep"),
    ]
    assert not StoredSleepEvent.objects.exists()
    assert ApiToken.objects.get().last_used_at == row.ends_at


def test_what_is_sent_twice_is_kept_once(phone: Phone) -> None:
    told_twice = [phone.tell("sleep_tracking_started", after) for after in (0, 0.5)]
    assert told_twice == ["stored", "known"]
    assert phone.tell("rem", 10) == "stored"
    assert [phone.tell("sleep_tracking_stopped", after) for after in (10, 0.1)] == [
        "stored",
        "stored",
    ]
    assert StoredSleep.objects.count() == 1
    assert not StoredSleepEvent.objects.exists()


def test_an_end_that_never_came_is_made_by_the_next_beginning_or_the_night(phone: Phone) -> None:
    phone.tell("sleep_tracking_started")
    phone.tell("awake", 30)
    phone.tell("sleep_tracking_started", 600)
    assert told(StoredSleep.objects.get().sleep) == [("06 21:00", "06 21:30", "in_bed")]
    phone.tell("rem", 30)
    phone.clock.shift(timedelta(hours=15))
    delete_expired()
    assert StoredSleep.objects.count() == 1
    phone.clock.shift(timedelta(hours=1))
    delete_expired()
    assert StoredSleep.objects.count() == 2
    assert not StoredSleepEvent.objects.exists()


def test_a_clock_that_was_set_back_puts_nothing_before_what_came_earlier(phone: Phone) -> None:
    phone.tell("sleep_tracking_started")
    phone.tell("light_sleep", 60)
    phone.tell("deep_sleep", -30)
    phone.tell("sleep_tracking_stopped", 90)
    assert told(StoredSleep.objects.get().sleep) == [
        ("06 21:00", "06 23:00", "in_bed"),
        ("06 22:00", "06 23:00", "deep"),
    ]


@pytest.mark.parametrize("event", ["", "unheard_of", "🌙" * 5000, "sleep_tracking_started "])
def test_what_is_not_known_is_answered_and_not_kept(phone: Phone, event: str) -> None:
    assert phone.tell(event) == "not_kept"
    assert not StoredSleepEvent.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[" * 100_000, 400),
        (b"\xff", 400),
        ("null", 422),
        ("5", 422),
        ('["event"]', 422),
        ({"value1": ""}, 422),
        ({"event": None}, 422),
        ({"event": {"event": "rem"}}, 422),
        ('{"event": "rem", "event": "awake"}', 400),
    ],
)
def test_what_is_no_message_is_said_and_not_kept(phone: Phone, body: Any, status: int) -> None:
    answer = phone.post(body)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert not StoredSleepEvent.objects.exists()


@pytest.mark.parametrize("kind", ["text/plain", "application/json; charset=utf-8", ""])
def test_json_is_read_whatever_it_is_called(phone: Phone, kind: str) -> None:
    assert phone.post({"event": "rem"}, content_type=kind).json() == {"status": "stored"}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_is_no_message_and_no_fault(phone: Phone, kind: str) -> None:
    assert phone.post("event=rem", content_type=kind).status_code in (400, 415)
    assert not StoredSleepEvent.objects.exists()


def test_a_token_in_a_header_does_as_well_and_each_only_where_it_belongs(
    ada: User, phone: Phone
) -> None:
    text = make_token(ada, name="tasker", scope=Scope.SLEEP, as_of=NOW)[1]
    sender = SleepProgram({"Authorization": f"Bearer {text}"})
    assert sender.send({"event": "rem"}, ADDRESS).json() == {"status": "stored"}
    assert sender.send({"event": "awake"}, f"{ADDRESS}/{text}").status_code == 403
    key = phone.address.rpartition("/")[2]
    in_header = SleepProgram({"Authorization": f"Bearer {key}"})
    assert in_header.send({"event": "awake"}, ADDRESS).status_code == 403
    assert StoredSleepEvent.objects.count() == 1


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.SLEEP_ADDRESS])
def test_no_other_token_works_in_an_address(
    program: Callable[[Scope], Caller], scope: Scope
) -> None:
    key = program(scope).headers["Authorization"].removeprefix("Bearer ")
    assert SleepProgram().send({"event": "rem"}, f"{ADDRESS}/{key}").status_code == 403


def test_a_revoked_address_and_a_guess_open_nothing_and_guesses_are_slowed_down(
    phone: Phone,
) -> None:
    revoke(ApiToken.objects.get(), NOW)
    answers = [phone.post({"event": "rem"}) for _ in range(request_limits.FAILURES_A_MINUTE)]
    assert {answer.status_code for answer in answers} == {401}
    assert SleepProgram().send({"event": "rem"}, f"{ADDRESS}/tw_guess").status_code == 429
    assert not StoredSleepEvent.objects.exists()


def test_a_day_and_a_sleep_have_room_for_so_many(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sleep_events, "MOST_EVENTS", 2)
    phone.tell("sleep_tracking_started")
    phone.tell("rem", 10)
    phone.clock.shift(timedelta(minutes=10))
    assert phone.post({"event": "awake"}).status_code == 429
    phone.tell("sleep_tracking_stopped", 10)
    assert StoredSleep.objects.count() == 1
    monkeypatch.setattr(daily_limits, "BY_ADDING_TOKEN", 3)
    assert phone.post({"event": "rem"}).status_code == 429
    assert phone.clock.shift(timedelta(days=1)) is None
    assert phone.tell("rem") == "stored"


def test_a_full_diary_keeps_its_messages(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journal.actions.diary_limits.MOST_OF_A_COLLECTION", {"device_sleep": 0})
    phone.tell("sleep_tracking_started")
    phone.clock.shift(timedelta(hours=8))
    assert phone.post({"event": "sleep_tracking_stopped"}).status_code == 422
    assert StoredSleepEvent.objects.count() == 1
    phone.tell("rem", 10)
    phone.clock.shift(timedelta(hours=9))
    delete_expired()
    assert StoredSleepEvent.objects.count() == 2


def test_messages_go_with_all_device_sleep_and_nobody_elses(phone: Phone, ada: User) -> None:
    phone.tell("rem")
    ben = User.objects.create_user("ben2")
    delete_device_sleep(ben)
    assert StoredSleepEvent.objects.count() == 1
    delete_device_sleep(ada)
    assert not StoredSleepEvent.objects.exists()
