"""Answers on the dashboard's cards: what they change, what they leave alone, and whom they refuse."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from journal.anatomy import Side
from journal.criteria import RULES_VERSION
from journal.models import Episode, PatternDecision, Preferences, TooManyAnswer
from journal.observations import CalledBack, Movement, Phase, Woke
from tests import builders
from tests.forms import opened

HTMX = {"HX-Request": "true"}


def send(client: Client, episode: Episode, headers: dict[str, str] | None = None, **said: Any) -> Any:
    """The response to an answer."""
    return client.post(reverse("answer", args=[episode.pk]), said, headers=headers)


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
    told = {
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
    episode = builders.episode(ada, **told)
    before = Episode.objects.values().get(pk=episode.pk)
    send(as_ada, episode, question=question, value=value, was=told.get(field))
    assert Episode.objects.values().get(pk=episode.pk) == {**before, field: value}


def test_without_javascript_it_leads_back_to_the_card_and_period(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.JERK)
    answered = send(as_ada, episode, question="woke", value="asleep", weeks="8")
    assert (answered.status_code, answered.headers["Location"]) == (302, "/dashboard/?weeks=8#jerk_woke_me")
    assert "Saved in 1 entry." in as_ada.get(reverse("dashboard")).content.decode()


def test_with_htmx_only_the_cards_come_back(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.TWITCH)
    answered = send(as_ada, episode, HTMX, question="muscle", value="calf", weeks="all").content.decode()
    assert answered.lstrip().startswith('<section id="points"')
    assert "Saved in 1 entry." in answered
    assert 'name="weeks" value="all"' in answered


def test_it_is_said_also_where_no_card_is_shown(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, show_matches=False)
    episode = builders.episode(ada, movement=Movement.JERK)
    assert "Saved in 1 entry." in send(as_ada, episode, HTMX, question="woke", value="no").content.decode()


def test_one_answer_changes_exactly_the_entries_it_names(as_ada: Client, ada: User) -> None:
    first, second, third = (builders.episode(ada, muscle="trapezius_upper") for _n in range(3))
    send(as_ada, first, question="back", value="no", also=[second.pk])
    said = dict(Episode.objects.values_list("pk", "called_back"))
    assert said == {first.pk: "no", second.pk: "no", third.pk: ""}


def test_not_sure_leaves_it_open_and_says_so(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, movement=Movement.TWITCH, woke=Woke.ASLEEP)
    answered = send(as_ada, episode, HTMX, question="type", value="unsure", weeks="all").content.decode()
    assert "The question stays open" in answered
    assert "Open question" in answered
    answered = send(as_ada, episode, HTMX, question="type", value="twitch", weeks="all").content.decode()
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


def test_an_answer_that_contradicts_the_entry_is_refused_with_the_reason(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, side=Side.LEFT)
    answered = send(as_ada, episode, question="muscle", value="lips")
    assert answered.status_code == 422
    assert "This muscle lies in the middle of the body" in answered.content.decode()
    assert Episode.objects.get(pk=episode.pk).muscle == ""


def test_too_many_entries_at_once_are_refused(as_ada: Client, ada: User) -> None:
    keys = [builders.episode(ada, muscle="trapezius_upper") for _n in range(51)]
    answered = send(as_ada, keys[0], question="back", value="yes", also=[one.pk for one in keys[1:]])
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


def test_too_many_keeps_every_answer(as_ada: Client, ada: User) -> None:
    for said in ("yes", "not-sure"):
        as_ada.post(reverse("too_many"), {"answer": said})
    assert list(TooManyAnswer.objects.of(ada).latest_first().values_list("answer", flat=True)) == ["not-sure", "yes"]


def test_too_many_shows_the_new_verdict(as_ada: Client) -> None:
    answered = as_ada.post(reverse("too_many"), {"answer": "yes"}, headers=HTMX).content.decode()
    assert "Your answer is saved." in answered
    assert "You answered yes on" in answered
    assert 'value="yes" aria-pressed="true"' in answered


@pytest.mark.parametrize("answer", ["", "maybe", "not_sure"])
def test_too_many_refuses_anything_else(as_ada: Client, answer: str) -> None:
    assert as_ada.post(reverse("too_many"), {"answer": answer}).status_code == 422
    assert not TooManyAnswer.objects.exists()


BACK = "back_muscles/erector_spinae/left"


@pytest.fixture
def back(ada: User) -> Episode:
    """An entry that makes up the pattern ``BACK``."""
    return builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left")


def decide(client: Client, *, key: str = BACK, headers: Any = None, **said: str) -> HttpResponse:
    """Post a decision as the dashboard's card does."""
    answer: HttpResponse = client.post(reverse("decide"), {"pattern": key, **said}, headers=headers)  # type: ignore[assignment]
    return answer


def test_a_decision_is_kept_with_rules_and_entries_and_replaced(as_ada: Client, ada: User, back: Episode) -> None:
    decide(as_ada, decision="unsure")
    page = opened(as_ada, "/patterns/?weeks=all", f"note-{BACK}")
    answered = decide(as_ada, decision="raise", note="Ask about the left side.", weeks="2", **page)
    assert answered.headers["Location"] == "/dashboard/?weeks=2#back_muscles"
    kept = PatternDecision.objects.get(owner=ada)
    assert (kept.criterion, kept.pattern, kept.decision) == ("back_muscles", BACK, "raise")
    assert (kept.note, kept.entries, kept.rules_version) == ("Ask about the left side.", [back.pk], RULES_VERSION)


def test_a_decision_is_on_the_card_and_said_beside_its_pattern(as_ada: Client, ada: User, back: Episode) -> None:
    builders.episode(ada, movement="twitch", muscle="lower_back")
    answered = decide(as_ada, decision="not_for_me", weeks="all", headers=HTMX).content.decode()
    assert answered.count("Your decision is saved.") == 1
    there = answered.index(f'id="{BACK.replace("/", "-")}"')
    assert there < answered.index("Your decision is saved.") < answered.index("<strong>Do not raise it</strong>")
    assert answered.count("To decide") == 1


def test_too_many_is_one_pattern_with_or_without_entries(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("too_many"), {"answer": "yes"})
    assert decide(as_ada, key="too_many/-/-", decision="raise").status_code == 302
    assert PatternDecision.objects.get(owner=ada).entries == []
    as_ada.post(reverse("too_many"), {"answer": "no"})
    assert decide(as_ada, key="too_many/-/-", decision="unsure").status_code == 422
    assert PatternDecision.objects.get(owner=ada).decision == "raise"


def test_too_many_by_a_limit_is_made_of_the_twitches_of_those_nights(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=2)
    over = builders.episode(ada, movement="twitch", count=3)
    builders.episode(ada, movement="jerk", happened_at=over.happened_at)
    assert decide(as_ada, key="too_many/-/-", decision="raise").status_code == 302
    assert PatternDecision.objects.get(owner=ada).entries == [over.pk]


@pytest.mark.parametrize("said", [{"decision": "ignore"}, {}, {"decision": "raise", "note": "x" * 501}])
def test_a_decision_that_cannot_be_kept_is_refused(as_ada: Client, back: Episode, said: dict[str, str]) -> None:
    assert decide(as_ada, **said).status_code == 422
    assert not PatternDecision.objects.exists()


@pytest.mark.parametrize(
    "key",
    [
        "",
        "side/calf/left",
        "back_muscles",
        "back_muscles/calf/left",
        "too_many/calf/left",
        "too_many/-/-",
        f"{BACK}/more",
        "back_muscles/erector_spinae/",
        "x" * 81,
    ],
)
def test_a_pattern_that_is_not_there_is_refused_and_said(as_ada: Client, back: Episode, key: str) -> None:
    refused = decide(as_ada, key=key, decision="raise", headers=HTMX)
    assert refused.status_code == 422
    assert 'role="status"' in refused.content.decode()
    assert not PatternDecision.objects.exists()


def test_everybody_decides_for_themselves(as_ada: Client, as_ben: Client, back: Episode, ben: User) -> None:
    assert decide(as_ben, decision="raise").status_code == 422
    decide(as_ada, decision="raise")
    assert not PatternDecision.objects.of(ben).exists()
    assert "Raise it at the appointment</strong>" not in as_ben.get("/dashboard/").content.decode()
