"""Sleep of devices by the API: added by a token that may nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal import daily_limits
from journal.actions.api_tokens import make_token
from journal.models import ApiToken, Preferences, StoredSleep, UnfinishedImport
from journal.models.api_token import Scope
from tests.api.conftest import Caller
from tests.api.sent_sleep import HEALTH_AUTO_EXPORT, SleepProgram, metrics, part
from tests.api.told_episodes import told as told_episode
from tests.device_sleep.exports import told

NOW = datetime(2026, 7, 7, 8, tzinfo=UTC)
WHOLE = (part("23:00", "00:30"), part("00:30", "03:00", "Deep"), part("03:00", "07:00", "REM"))


@pytest.fixture(autouse=True)
def clock(ada: User) -> Iterator[Any]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def watch(ada: User) -> SleepProgram:
    """A program with a token of Ada's that adds sleep."""
    text = make_token(ada, name="watch", scope=Scope.SLEEP, as_of=NOW)[1]
    return SleepProgram({"Authorization": f"Bearer {text}"})


def stored() -> list[list[tuple[str, str, str]]]:
    """What is stored, in the order in which it came."""
    return [told(row.sleep) for row in StoredSleep.objects.order_by("recorded_at", "pk")]


def test_sleep_is_stored_once_and_nothing_else_of_it(watch: SleepProgram, ada: User) -> None:
    answer = watch.send(metrics(*WHOLE))
    assert (answer.status_code, answer.json()) == (200, {"stored": 1, "known": 0, "remarks": []})
    assert watch.send(metrics(*WHOLE)).json() == {"stored": 0, "known": 1, "remarks": []}
    row = StoredSleep.objects.of(ada).get()
    assert (row.format, row.source, row.time_zone) == (
        "health_auto_export",
        "Watch",
        "Europe/Berlin",
    )
    assert row.recorded_at == NOW
    assert "heart" not in row.content
    assert ApiToken.objects.get().last_used_at == NOW


def test_a_night_that_comes_in_parts_or_cut_is_whole(watch: SleepProgram, clock: Any) -> None:
    watch.send(metrics(*WHOLE[:2]))
    clock.shift(timedelta(hours=1))
    assert watch.send(metrics(*WHOLE[1:])).json()["stored"] == 1
    assert stored()[-1] == [
        ("06 21:00", "06 22:30", "light"),
        ("06 22:30", "07 01:00", "deep"),
        ("07 01:00", "07 05:00", "rem"),
    ]
    clock.shift(timedelta(hours=1))
    assert watch.send(metrics(WHOLE[2])).json() == {"stored": 0, "known": 1, "remarks": []}


def test_a_later_word_counts_where_it_differs(watch: SleepProgram, clock: Any) -> None:
    watch.send(metrics(*WHOLE))
    clock.shift(timedelta(hours=1))
    watch.send(metrics(part("00:30", "02:00", "Awake"), part("02:00", "03:00", "Core")))
    assert stored()[-1] == [
        ("06 21:00", "06 22:30", "light"),
        ("06 22:30", "07 00:00", "awake"),
        ("07 00:00", "07 01:00", "light"),
        ("07 01:00", "07 05:00", "rem"),
    ]
    assert len(stored()) == 2


def test_another_source_is_never_mixed_in(watch: SleepProgram) -> None:
    watch.send(metrics(*WHOLE))
    watch.send(metrics({**part("00:30", "02:00", "Awake"), "source": "Phone"}))
    assert [len(sleep) for sleep in stored()] == [3, 1]


def test_what_is_odd_is_said_beside_what_was_stored(watch: SleepProgram) -> None:
    answer = watch.send(metrics(*WHOLE, part("07:00", "08:00", "Wach")))
    assert answer.json() == {
        "stored": 1,
        "known": 0,
        "remarks": ["“Wach” is no kind of sleep that is known here. It is left out."],
    }


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("[", 400, "This is not JSON."),
        ("[]", 422, "This is not as Health Auto Export writes: it has no metrics."),
        ({"data": {}}, 200, ""),
        (metrics(part("07:00", "08:00", "Wach")), 422, "No sleep in this can be read"),
        (metrics({"startDate": "soon"}), 422, "No sleep in this can be read"),
        (metrics(*WHOLE * 700), 413, "This is too much at once."),
        ('{"data": ' + "[" * 100_000, 400, "This is not JSON."),
        (b"\xff\xfe", 400, "This is not JSON."),
    ],
)
def test_what_cannot_be_read_is_said_and_stores_nothing(
    watch: SleepProgram, body: Any, status: int, words: str
) -> None:
    answer = watch.send(body)
    assert answer.status_code == status
    assert answer.json().get("message", "").startswith(words)
    assert not StoredSleep.objects.exists()


def test_only_json_is_taken(watch: SleepProgram) -> None:
    assert watch.send(metrics(*WHOLE), content_type="text/csv").status_code == 415


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.SLEEP])
def test_no_other_token_adds_sleep(program: Callable[[Scope], Caller], scope: Scope) -> None:
    caller = program(scope)
    answer = SleepProgram(caller.headers).send(metrics(*WHOLE))
    assert answer.status_code == 403
    assert "It was made for: " in answer.json()["message"]
    assert not StoredSleep.objects.exists()


@pytest.mark.parametrize("scope", [Scope.SLEEP, Scope.SLEEP_ADDRESS])
def test_a_token_for_sleep_does_nothing_else(
    program: Callable[[Scope], Caller], scope: Scope
) -> None:
    caller = program(scope)
    assert caller.post(told_episode()).status_code == 403
    for address in ("episodes", "nights", "sleep", "muscles", "places", "medicines"):
        assert caller.ask("GET", f"/api/{address}").status_code == 403
    for way, address in (
        ("PUT", "nights/2026-07-06"),
        ("DELETE", "nights/2026-07-06"),
        ("PATCH", "sleep/2026-07-06"),
        ("PUT", "medicines/a"),
    ):
        assert caller.ask(way, f"/api/{address}").status_code == 403
    assert caller.ask("GET", "/api/session").status_code == 401


def test_a_session_adds_no_sleep(ada_online: Caller) -> None:
    sender = SleepProgram(ada_online.headers, ada_online.client)
    assert sender.send(metrics(*WHOLE)).status_code == 401
    assert not StoredSleep.objects.exists()


def test_a_day_has_room_for_so_much_and_the_account_is_not_held_up(
    watch: SleepProgram, monkeypatch: pytest.MonkeyPatch, ada_online: Caller, settings: Any
) -> None:
    monkeypatch.setattr(daily_limits, "BY_ADDING_TOKEN", 1)
    settings.ENTRIES_A_DAY = 1
    assert watch.send(metrics(*WHOLE)).status_code == 200
    refused = watch.send(metrics(part("08:00", "09:00")))
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == str(16 * 3600 + 1)
    assert ada_online.post(told_episode()).status_code == 200


def test_while_an_import_is_under_way_it_comes_again_later(watch: SleepProgram, ada: User) -> None:
    UnfinishedImport.objects.create(
        owner=ada, table="journal_storedsleep", first=1, last=9, key="a", beat_at=NOW
    )
    answer = watch.send(metrics(*WHOLE))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert not StoredSleep.objects.exists()


def test_a_full_diary_takes_no_more(watch: SleepProgram, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = "journal.actions.diary_limits.MOST_OF_A_COLLECTION"
    monkeypatch.setattr(limits, {"device_sleep": 0})
    answer = watch.send(metrics(*WHOLE))
    assert answer.status_code == 422
    assert "At most" in str(answer.json()) or "at most" in str(answer.json())


def test_get_is_not_allowed(watch: SleepProgram) -> None:
    assert watch.client.get(HEALTH_AUTO_EXPORT, headers=watch.headers).status_code == 405
