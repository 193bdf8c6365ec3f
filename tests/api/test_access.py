"""Who may come in, what a token may do, and that nobody's entries cross."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from journal.actions.api_tokens import make_token, revoke
from journal.models import ApiToken, Episode
from journal.models.api_token import Scope
from tests import builders
from tests.api.conftest import Caller
from tests.api.told_episodes import sending, statuses, told

MakeProgram = Callable[[Scope], Caller]
READING = ["/api/episodes", "/api/nights", "/api/sleep", "/api/muscles", "/api/places"]
NIGHT = (datetime.now(UTC).date() - timedelta(days=2)).isoformat()


def test_the_session_names_the_account_without_the_name(
    ada_online: Caller, ben_online: Caller
) -> None:
    answer = ada_online.ask("GET", "/api/session")
    assert answer.status_code == 200
    assert set(answer.json()) == {"account", "csrf_token"}
    assert "no-store" in answer.headers["Cache-Control"]
    account = answer.json()["account"]
    assert account == ada_online.ask("GET", "/api/session").json()["account"]
    assert account != ben_online.ask("GET", "/api/session").json()["account"]
    assert re.fullmatch(r"[0-9a-f]{32}", account)


def test_an_account_under_the_same_number_after_a_fresh_start_is_another(
    ada_online: Caller, ada: User
) -> None:
    before = ada_online.ask("GET", "/api/session").json()["account"]
    User.objects.filter(pk=ada.pk).update(date_joined=ada.date_joined + timedelta(microseconds=1))
    assert ada_online.ask("GET", "/api/session").json()["account"] != before


@pytest.mark.django_db
def test_nobody_is_told_nothing(client: Client) -> None:
    asked = [client.get(path) for path in ["/api/session", *READING]]
    asked.append(client.post("/api/episodes", json.dumps(told()), content_type="application/json"))
    asked.append(client.put(f"/api/nights/{NIGHT}"))
    for answer in asked:
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.json()["message"].startswith("Sign in first")
    assert not Episode.objects.exists()


def test_a_session_that_ended_on_the_server_is_401_and_stores_nothing(ada_online: Caller) -> None:
    Session.objects.all().delete()
    assert ada_online.post(sending(told())).status_code == 401
    assert not Episode.objects.exists()


@pytest.mark.parametrize("token", ["", "wrong", "x" * 64])
def test_a_wrong_csrf_token_is_403_and_stores_nothing(ada_online: Caller, token: str) -> None:
    answer = Caller(ada_online.client).post(sending(told()), X_CSRFToken=token)
    assert answer.status_code == 403
    assert "GET /api/session" in answer.json()["message"]
    assert not Episode.objects.exists()


def test_entries_of_another_account_are_409_and_stored_nowhere(
    ada_online: Caller, ben_online: Caller
) -> None:
    accounts = [
        one.ask("GET", "/api/session").json()["account"] for one in (ada_online, ben_online)
    ]
    answer = ben_online.post(sending(told()), X_Twitchlog_Account=accounts[0])
    assert answer.status_code == 409
    assert not Episode.objects.exists()
    assert statuses(ada_online.post(sending(told()), X_Twitchlog_Account=accounts[0])) == ["new"]


def test_a_program_that_may_only_add_reads_nothing(program: MakeProgram, ada: User) -> None:
    builders.episode(ada, id="secret", note="private")
    adding = program(Scope.ADD)
    answer = adding.post(sending(told(), told("secret")))
    assert answer.json() == {
        "results": [
            {"id": "a-1", "status": "new", "problems": []},
            {"id": "secret", "status": "known", "problems": []},
        ]
    }
    for path in READING:
        refused = adding.ask("GET", path)
        assert refused.status_code == 403
        assert (
            refused.json()["message"]
            == "This token may not do that. It was made for: Add entries, and nothing else."
        )
    assert adding.ask("PUT", f"/api/nights/{NIGHT}").status_code == 403
    assert adding.ask("DELETE", f"/api/nights/{NIGHT}").status_code == 403
    assert adding.ask("PATCH", f"/api/sleep/{NIGHT}").status_code == 403


def test_a_program_that_may_only_read_changes_nothing(program: MakeProgram) -> None:
    reading = program(Scope.READ)
    assert [reading.ask("GET", path).status_code for path in READING] == [200] * len(READING)
    assert reading.post(told()).status_code == 403
    assert reading.ask("PUT", f"/api/nights/{NIGHT}").status_code == 403
    assert not Episode.objects.exists()


def test_a_program_that_may_do_all(program: MakeProgram) -> None:
    able = program(Scope.ALL)
    assert statuses(able.post(told())) == ["new"]
    assert able.ask("PUT", f"/api/nights/{NIGHT}").status_code == 200
    assert able.ask("DELETE", f"/api/nights/{NIGHT}").status_code == 204
    assert [able.ask("GET", path).status_code for path in READING] == [200] * len(READING)
    assert able.ask("GET", "/api/session").status_code == 401


def test_a_token_does_not_lean_on_the_session_beside_it(ada_online: Caller) -> None:
    answer = ada_online.post(sending(told()), Authorization="Bearer tw_wrong")
    assert answer.status_code == 401
    assert ada_online.post(sending(told()), Authorization="Basic YWRhOmFkYQ==").status_code == 401


def test_a_revoked_token_and_one_of_a_closed_account_open_nothing(
    program: MakeProgram, ada: User
) -> None:
    adding, reading = program(Scope.ADD), program(Scope.READ)
    revoke(ApiToken.objects.get(scope=Scope.ADD), datetime.now(UTC))
    assert adding.post(told()).status_code == 401
    assert reading.ask("GET", "/api/episodes").status_code == 200
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert reading.ask("GET", "/api/episodes").status_code == 401


def test_a_program_sees_only_its_owner(program: MakeProgram, ben: User) -> None:
    builders.episode(ben)
    assert program(Scope.READ).ask("GET", "/api/episodes").json() == {"episodes": [], "next": None}


def test_last_use_is_noted_at_most_once_an_hour_and_never_on_reading(program: MakeProgram) -> None:
    able = program(Scope.ALL)
    start = datetime(2026, 7, 7, 12, tzinfo=UTC)
    seen = []
    with time_machine.travel(start, tick=False) as clock:
        for minutes in (0, 59, 1):
            clock.shift(timedelta(minutes=minutes))
            assert able.ask("GET", "/api/episodes").status_code == 200
            able.post(told(f"n-{minutes}"))
            seen.append(ApiToken.objects.get().last_used_at)
    assert seen == [start, start, start + timedelta(hours=1)]


def test_last_use_is_noted_also_if_all_was_known(program: MakeProgram) -> None:
    able = program(Scope.ADD)
    able.post(told())
    ApiToken.objects.update(last_used_at=None)
    assert statuses(able.post(told())) == ["known"]
    assert ApiToken.objects.get().last_used_at is not None


def test_only_the_hash_of_a_token_is_stored(ada: User) -> None:
    made, text = make_token(ada, name="watch", scope=Scope.ADD, as_of=datetime.now(UTC))
    assert len(text) >= 3 + 43
    stored = ApiToken.objects.filter(pk=made.pk).values().get()
    assert not [value for value in stored.values() if text in str(value)]
    assert text.startswith(stored["prefix"])
    assert len(stored["prefix"]) == 9
    assert ApiToken.objects.presented("tw_\ud800") is None


def test_what_there_is_not_is_said_in_json(ada_online: Caller) -> None:
    for address in ("/api/nothing/here", "/api/"):
        missing = ada_online.ask("GET", address)
        assert missing.status_code == 404
        assert "/api/docs" in missing.json()["message"]
    wrong = ada_online.ask("PATCH", "/api/episodes")
    assert wrong.status_code == 405
    assert set(wrong.headers["Allow"].split(", ")) == {"GET", "POST"}
    assert wrong.json()["message"] == "This address does not do that."
