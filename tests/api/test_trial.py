"""A trial does all that storing does, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User

from journal.models import ApiToken, Episode
from journal.models.api_token import Scope
from tests.api.conftest import Caller
from tests.api.told_episodes import refusal, sending, statuses, told


def test_it_is_answered_as_ever_and_not_stored(ada_online: Caller) -> None:
    answer = ada_online.post(sending(told("a"), source="pad", trial=True))
    assert (answer.status_code, statuses(answer)) == (200, ["new"])
    assert not Episode.objects.exists()
    assert statuses(ada_online.post(sending(told("a")))) == ["new"]


def test_what_is_there_is_known_and_stays(ada_online: Caller) -> None:
    ada_online.post(sending(told("a")))
    answer = ada_online.post(sending(told("a"), told("b"), trial=True))
    assert statuses(answer) == ["known", "new"]
    assert [episode.client_id for episode in Episode.objects.all()] == ["a"]


def test_it_is_refused_as_ever(ada_online: Caller) -> None:
    answer = ada_online.post(sending(told("a", muscle="elbow"), trial=True))
    assert answer.status_code == 422
    assert "muscle" in refusal(answer)


def test_it_counts_against_no_limit_of_the_day(
    ada_online: Caller, ada: User, settings: object
) -> None:
    settings.ENTRIES_A_DAY = 1  # type: ignore[attr-defined]
    for _try in range(3):
        assert ada_online.post(sending(told("a"), trial=True)).status_code == 200
    assert ada_online.post(sending(told("a"))).status_code == 200
    assert ada_online.post(sending(told("b"), trial=True)).status_code == 429


def test_a_program_may_try_too(program: Callable[[Scope], Caller]) -> None:
    assert statuses(program(Scope.ADD).post(sending(told("a"), trial=True))) == ["new"]
    assert not Episode.objects.exists()
    assert ApiToken.objects.get().last_used_at is None


def test_it_is_true_or_false(ada_online: Caller) -> None:
    assert ada_online.post(sending(told("a"), trial="maybe")).status_code == 400
    assert not Episode.objects.exists()
