"""Answers on the dashboard's cards: what they change, what they leave alone, and whom they
refuse.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.anatomy import Side
from journal.models import Episode, Preferences
from journal.observations import CalledBack, Movement, Phase, Woke
from tests import builders
from tests.views.answering import HTMX, back

__all__ = ["back"]


def send(
    client: Client, episode: Episode, headers: dict[str, str] | None = None, **fields: Any
) -> Any:
    """The response to an answer."""
    return client.post(reverse("answer", args=[episode.pk]), fields, headers=headers)


@pytest.mark.parametrize(
    ("question", "value", "field"),
    [
        ("back", "yes", "called_back"),
        ("muscle", "erector_spinae", "muscle"),
        ("type", "jerk", "movement"),
        ("woke", "dropping_off", "woke"),
        ("phase", "asleep", "phase"),
    ],
)
def test_an_answer_fills_one_field_and_leaves_the_others(
    as_ada: Client, ada: User, question: str, value: str, field: str
) -> None:
    query = {
        "movement": Movement.TWITCH,
        "muscle": "trapezius_upper",
        "side": Side.LEFT,
        "phase": Phase.AWAKE_IN_BED,
        "woke": Woke.UNSURE,
        "called_back": CalledBack.NO,
        "note": "beside the window",
        "count": 4,
        "duration_seconds": 30,
        "intensity": 2,
    }
    episode = builders.episode(ada, **query)
    before = Episode.objects.values().get(pk=episode.pk)
    send(as_ada, episode, question=question, value=value, was=query.get(field))
    assert Episode.objects.values().get(pk=episode.pk) == {**before, field: value}


@pytest.mark.parametrize(
    ("stored", "chosen", "expected"),
    [
        ({}, {"value": "calf:right"}, ("calf", "right")),
        ({}, {"place": "1", "place-1": "calf", "place-1-side": "both"}, ("calf", "both")),
        ({}, {"place": "1", "place-1": "calf", "place-1-side": ""}, ("calf", "")),
        ({"side": "left"}, {"value": "calf"}, ("calf", "left")),
        ({"side": "left"}, {"value": "calf:right"}, ("calf", "right")),
        ({"muscle": "calf", "side": "left"}, {"value": "calf:right"}, ("calf", "left")),
    ],
)
def test_a_place_comes_with_its_side(
    as_ada: Client,
    ada: User,
    stored: dict[str, str],
    chosen: dict[str, Any],
    expected: tuple[str, str],
) -> None:
    episode = builders.episode(ada, **stored)
    send(as_ada, episode, question="muscle", **chosen)
    episode.refresh_from_db()
    assert (episode.muscle, episode.side) == expected


def test_without_javascript_it_leads_back_to_the_card_and_period(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.JERK)
    answered = send(as_ada, episode, question="woke", value="asleep", weeks="8")
    assert (answered.status_code, answered.headers["Location"]) == (
        302,
        "/dashboard/?weeks=8#jerk_woke_me",
    )
    assert "Saved in 1 entry." in as_ada.get(reverse("dashboard")).content.decode()


def test_with_htmx_only_the_cards_come_back(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.TWITCH)
    answered = send(
        as_ada, episode, HTMX, question="muscle", value="calf", weeks="all"
    ).content.decode()
    assert answered.lstrip().startswith('<section id="points"')
    assert "Saved in 1 entry." in answered
    assert 'name="weeks" value="all"' in answered


def test_the_card_of_last_night_comes_back_with_its_page(as_ada: Client, ada: User) -> None:
    pk = builders.episode(ada, movement=Movement.JERK).pk
    answered = as_ada.post(
        f"{reverse('answer', args=[pk])}?question=woke&was=&night=1",
        {"value": "no", "next": "/dashboard/"},
        headers=HTMX,
    )
    assert answered.headers["Location"] == "/dashboard/"
    assert "HX-Retarget" not in answered.headers
    assert Episode.objects.get(pk=pk).woke == Woke.NO


def test_it_is_said_also_where_no_card_is_shown(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, show_matches=False)
    episode = builders.episode(ada, movement=Movement.JERK)
    assert (
        "Saved in 1 entry."
        in send(as_ada, episode, HTMX, question="woke", value="no").content.decode()
    )


def test_one_answer_changes_exactly_the_entries_it_names(as_ada: Client, ada: User) -> None:
    first, second, third = (builders.episode(ada, muscle="trapezius_upper") for _n in range(3))
    send(as_ada, first, question="back", value="no", also=[second.pk])
    answers = dict(Episode.objects.values_list("pk", "called_back"))
    assert answers == {first.pk: "no", second.pk: "no", third.pk: ""}


def test_not_sure_leaves_it_open_and_says_so(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.TWITCH, woke=Woke.ASLEEP)
    answered = send(
        as_ada, episode, HTMX, question="type", value="unsure", weeks="all"
    ).content.decode()
    assert "The question stays open" in answered
    assert "Open question" in answered
    answered = send(
        as_ada, episode, HTMX, question="type", value="twitch", weeks="all"
    ).content.decode()
    assert "stays open while the entry also says that it woke you" in answered


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("back", "unsure"),
        ("muscle", "elbow"),
        ("muscle", "not_sure_where"),
        ("type", "cramp"),
        ("woke", "yes"),
        ("phase", "n3"),
        ("phase", "unknown"),
        ("woke", ""),
        ("too_many", "yes"),
        ("note", "x"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_no_answer_is_refused_in_words(
    as_ada: Client, ada: User, question: str, value: str, headers: dict[str, str]
) -> None:
    episode = builders.episode(ada, movement=Movement.JERK)
    before = Episode.objects.values().get(pk=episode.pk)
    answered = send(as_ada, episode, headers, question=question, value=value)
    assert answered.status_code == 422
    text = answered.content.decode()
    assert "This is not one of the answers." in text or "Choose an answer." in text
    assert Episode.objects.values().get(pk=episode.pk) == before


def test_an_answer_that_contradicts_the_entry_is_refused_with_the_reason(
    as_ada: Client, ada: User
) -> None:
    episode = builders.episode(ada, side=Side.LEFT)
    answered = send(as_ada, episode, question="muscle", value="lips")
    assert answered.status_code == 422
    assert "This muscle lies in the middle of the body" in answered.content.decode()
    assert Episode.objects.get(pk=episode.pk).muscle == ""


def test_too_many_entries_at_once_are_refused(as_ada: Client, ada: User) -> None:
    keys = [builders.episode(ada, muscle="trapezius_upper") for _n in range(51)]
    answered = send(
        as_ada, keys[0], question="back", value="yes", also=[episode.pk for episode in keys[1:]]
    )
    assert answered.status_code == 422
    assert not Episode.objects.exclude(called_back="").exists()


def test_entries_of_others_do_not_exist(as_ada: Client, ada: User, ben: User) -> None:
    mine, theirs = builders.episode(ada), builders.episode(ben)
    assert send(as_ada, theirs, question="back", value="yes").status_code == 404
    assert send(as_ada, mine, question="back", value="yes", also=[theirs.pk]).status_code == 404
    assert not Episode.objects.exclude(called_back="").exists()


def test_entries_in_the_trash_are_not_answered(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada)
    Episode.objects.update(deleted_at=datetime.now(UTC))
    assert send(as_ada, episode, question="back", value="yes").status_code == 404


@pytest.mark.parametrize("place", ["/episodes/1/answer/", "/too-many/", "/decide/"])
def test_answers_are_only_posted(as_ada: Client, client: Client, place: str) -> None:
    assert as_ada.get(place).headers["Location"] == reverse("dashboard")
    assert client.post(place).headers["Location"].startswith(reverse("account_login"))
