"""Several answers to one question: boxes that are sent, refused, shown again and merged."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Episode
from tests import builders
from tests.forms import post_forms
from tests.log_form import LOG, errors, log, only, sent_from

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)
LONE = "“Nothing did” and “Not tried” stand alone. Take them away, or the others."


@pytest.fixture(autouse=True)
def _july() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def checked(answer: Any) -> list[str]:
    """The boxes that the page shows checked."""
    [form] = [form for form in post_forms(answer.content.decode()) if form.typed]
    return [
        control.value for control in form.fields if control.name == "eased_by" and control.checked
    ]


def test_any_of_them_are_stored_once_each_in_their_order(as_ada: Client) -> None:
    log(as_ada, eased_by=["", "pressing", "moving", "pressing"])
    assert only().entry.eased_by == ("moving", "pressing")
    assert only().eased_by == "moving pressing"


@pytest.mark.parametrize("lone", ["nothing", "not_tried"])
def test_what_stands_alone_is_refused_beside_another_and_nothing_is_lost(
    as_ada: Client, lone: str
) -> None:
    answer = log(as_ada, eased_by=["", "moving", lone], note="on the stairs")
    assert errors(answer) == {"eased_by": LONE}
    assert checked(answer) == ["moving", lone]
    assert "on the stairs" in answer.content.decode()
    assert not Episode.objects.exists()


def test_the_same_stands_alone(as_ada: Client) -> None:
    log(as_ada, eased_by=["", "nothing"])
    assert only().entry.eased_by == ("nothing",)


def test_what_is_no_answer_is_refused(as_ada: Client) -> None:
    assert errors(log(as_ada, eased_by=["prayer"])) == {
        "eased_by": "“prayer” is not one of the choices."
    }


def edited(client: Client, episode: Episode, **changes: Any) -> Any:
    address = f"/episodes/{episode.pk}/"
    return client.post(address, sent_from(client, address, **changes))


def test_a_page_that_did_not_ask_takes_nothing_back(ada: User, as_ada: Client) -> None:
    episode = builders.episode(
        ada, movement="twitch", perceived="seen", spread="in_turn", eased_by=("moving",)
    )
    sent = sent_from(as_ada, f"/episodes/{episode.pk}/", note="later")
    for name in ("perceived", "spread", "eased_by"):
        del sent[name]
    as_ada.post(f"/episodes/{episode.pk}/", sent)
    entry = only().entry
    assert (entry.note, entry.perceived, entry.spread, entry.eased_by) == (
        *("later", "seen", "in_turn"),
        ("moving",),
    )


def test_no_box_checked_takes_the_answers_back(ada: User, as_ada: Client) -> None:
    episode = builders.episode(ada, movement="twitch", eased_by=("moving",))
    edited(as_ada, episode, eased_by=[""])
    assert only().entry.eased_by == ()


def test_two_windows_are_shown_both_in_words(ada: User, as_ada: Client) -> None:
    episode = builders.episode(ada, movement="twitch", eased_by=("moving",))
    address = f"/episodes/{episode.pk}/"
    first, second = (
        sent_from(as_ada, address, eased_by=["", *texts])
        for texts in (
            ["stretching", "moving"],
            ["nothing"],
        )
    )
    assert as_ada.post(address, first).status_code == 302
    answer = as_ada.post(address, second)
    assert answer.status_code == 409
    assert "Moving or using it, Stretching" in answer.content.decode()
    assert checked(answer) == ["nothing"]


def test_a_form_that_was_saved_before_with_other_answers_keeps_them_all(as_ada: Client) -> None:
    sent = sent_from(as_ada, LOG, movement="twitch")
    as_ada.post(LOG, sent)
    answer = as_ada.post(LOG, {**sent, "eased_by": ["", "moving", "pressing"]})
    assert checked(answer) == ["moving", "pressing"]


def test_a_contradiction_is_shown_as_typed(as_ada: Client) -> None:
    log(as_ada, movement="buzzing", perceived="seen")
    diary = as_ada.get("/episodes/").content.decode()
    assert "Buzzing" in diary
    assert "Seen" in diary
