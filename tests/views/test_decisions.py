"""Decisions on the dashboard's cards: kept with rules and entries, replaced, refused, and
everybody's own.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from journal.criteria import RULES_VERSION
from journal.models import Episode, PatternDecision, Preferences, TooManyAnswer
from tests import builders
from tests.forms import opened
from tests.views.answering import HTMX, back

__all__ = ["back"]


def test_too_many_keeps_every_answer(as_ada: Client, ada: User) -> None:
    for value in ("yes", "not-sure"):
        as_ada.post(reverse("too_many"), {"answer": value})
    assert list(TooManyAnswer.objects.of(ada).latest_first().values_list("answer", flat=True)) == [
        "not-sure",
        "yes",
    ]


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


def decide(client: Client, *, key: str = BACK, headers: Any = None, **fields: str) -> HttpResponse:
    """Post a decision as the dashboard's card does."""
    answer: HttpResponse = client.post(
        reverse("decide"), {"pattern": key, **fields}, headers=headers
    )  # type: ignore[assignment]
    return answer


def test_a_decision_is_kept_with_rules_and_entries_and_replaced(
    as_ada: Client, ada: User, back: Episode
) -> None:
    decide(as_ada, decision="unsure")
    page = opened(as_ada, "/patterns/?weeks=all", f"note-{BACK}")
    answered = decide(as_ada, decision="raise", note="Ask about the left side.", weeks="2", **page)
    assert answered.headers["Location"] == "/dashboard/?weeks=2#back_muscles"
    stored = PatternDecision.objects.get(owner=ada)
    assert (stored.criterion, stored.pattern, stored.decision) == ("back_muscles", BACK, "raise")
    assert (stored.note, stored.entries, stored.rules_version) == (
        "Ask about the left side.",
        [back.pk],
        RULES_VERSION,
    )


def test_a_decision_is_on_the_card_and_said_beside_its_pattern(
    as_ada: Client, ada: User, back: Episode
) -> None:
    builders.episode(ada, movement="twitch", muscle="lower_back")
    answered = decide(as_ada, decision="not_for_me", weeks="all", headers=HTMX).content.decode()
    assert answered.count("Your decision is saved.") == 1
    place = answered.index(f'id="{BACK.replace("/", "-")}"')
    assert (
        place
        < answered.index("Your decision is saved.")
        < answered.index("<strong>Do not raise it</strong>")
    )
    assert answered.count("To decide") == 1


def test_too_many_is_one_pattern_with_or_without_entries(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("too_many"), {"answer": "yes"})
    assert decide(as_ada, key="too_many/-/-", decision="raise").status_code == 302
    assert PatternDecision.objects.get(owner=ada).entries == []
    as_ada.post(reverse("too_many"), {"answer": "no"})
    assert decide(as_ada, key="too_many/-/-", decision="unsure").status_code == 422
    assert PatternDecision.objects.get(owner=ada).decision == "raise"


def test_too_many_by_a_limit_is_made_of_the_twitches_of_those_nights(
    as_ada: Client, ada: User
) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=2)
    over = builders.episode(ada, movement="twitch", count=3)
    builders.episode(ada, movement="jerk", happened_at=over.happened_at)
    assert decide(as_ada, key="too_many/-/-", decision="raise").status_code == 302
    assert PatternDecision.objects.get(owner=ada).entries == [over.pk]


@pytest.mark.parametrize(
    "fields", [{"decision": "ignore"}, {}, {"decision": "raise", "note": "x" * 501}]
)
def test_a_decision_that_cannot_be_kept_is_refused(
    as_ada: Client, back: Episode, fields: dict[str, str]
) -> None:
    assert decide(as_ada, **fields).status_code == 422
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
def test_a_pattern_that_is_not_there_is_refused_and_said(
    as_ada: Client, back: Episode, key: str
) -> None:
    refused = decide(as_ada, key=key, decision="raise", headers=HTMX)
    assert refused.status_code == 422
    assert 'role="status"' in refused.content.decode()
    assert not PatternDecision.objects.exists()


def test_everybody_decides_for_themselves(
    as_ada: Client, as_ben: Client, back: Episode, ben: User
) -> None:
    assert decide(as_ben, decision="raise").status_code == 422
    decide(as_ada, decision="raise")
    assert not PatternDecision.objects.of(ben).exists()
    assert "Raise it at the appointment</strong>" not in as_ben.get("/dashboard/").content.decode()
