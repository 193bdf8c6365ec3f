"""Decisions on patterns: made once, and open again when something joins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import RULES_VERSION
from journal.models import Episode, PatternDecision
from tests import builders
from tests.views.drawn_patterns import BACK, NOW, _today, berlin, days_ago, decide, rows

__all__ = ["_today", "berlin"]


def test_a_decision_is_kept_with_rules_and_entries_and_asked_no_more(
    as_ada: Client, ada: User
) -> None:
    entry = builders.episode(ada, happened_at=days_ago(2), side="left", **BACK)
    assert "To decide" in as_ada.get(reverse("patterns")).content.decode()
    key = "back_muscles/erector_spinae/left"
    assert "To decide" not in decide(as_ada, pattern=key, decision="raise", note="Since May")
    stored = PatternDecision.objects.get(owner=ada)
    assert (stored.criterion, stored.pattern, stored.decision, stored.note) == (
        "back_muscles",
        key,
        "raise",
        "Since May",
    )
    assert (stored.entries, stored.rules_version) == ([entry.pk], RULES_VERSION)


def test_it_is_open_again_only_when_something_joins(as_ada: Client, ada: User) -> None:
    first = builders.episode(ada, happened_at=days_ago(2), side="left", **BACK)
    builders.episode(ada, happened_at=days_ago(3), side="left", **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="not_for_me")
    Episode.objects.filter(pk=first.pk).update(deleted_at=NOW)
    assert not rows(ada)[0].waits
    builders.episode(ada, happened_at=days_ago(1), side="left", **BACK)
    assert rows(ada)[0].waits
    assert "1 entry has joined since." in as_ada.get(reverse("patterns")).content.decode()


def test_older_entries_that_a_longer_period_shows_have_not_joined(
    as_ada: Client, ada: User
) -> None:
    for number in (2, 40):
        builders.episode(ada, happened_at=days_ago(number), side="left", **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="not_for_me", weeks="2")
    assert [(row.pattern.nights, row.waits) for row in rows(ada, "12")] == [
        (tuple((NOW - timedelta(days=number)).date() for number in (40, 2)), False)
    ]


def test_an_open_question_answered_later_joins(as_ada: Client, ada: User) -> None:
    builders.episode(
        ada, happened_at=days_ago(2), movement="twitch", muscle="trapezius_upper", called_back="yes"
    )
    episode = builders.episode(
        ada, happened_at=days_ago(3), movement="twitch", muscle="trapezius_upper"
    )
    decide(as_ada, pattern="back_muscles/trapezius_upper/-", decision="raise")
    Episode.objects.filter(pk=episode.pk).update(called_back="yes")
    assert rows(ada)[0].joined == 1


def test_the_dashboard_decides_on_the_same_patterns(as_ada: Client, ada: User) -> None:
    for number, side in ((2, "left"), (3, "left"), (4, "right")):
        builders.episode(ada, happened_at=days_ago(number), side=side, **BACK)
    page = as_ada.get(reverse("dashboard")).content.decode()
    for row in rows(ada):
        assert f'name="note-{row.key}"' in page
        assert row.text in page
    assert page.count(">To decide<") == 2
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="unsure", note="See me")
    page = as_ada.get(reverse("dashboard")).content.decode()
    assert page.count(">To decide<") == 1
    assert "See me" in page


def test_other_rules_open_it_again(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/-", decision="raise")
    PatternDecision.objects.update(rules_version="0")
    assert rows(ada)[0].waits


def test_a_pattern_that_is_gone_is_said_and_nothing_kept(as_ada: Client) -> None:
    assert "no longer there" in decide(as_ada, pattern="back_muscles/calf/left", decision="raise")
    assert not PatternDecision.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"decision": "ignore"}, {"decision": "raise", "note": "x" * 501}, {}]
)
def test_a_decision_that_cannot_be_kept_is_refused(
    as_ada: Client, ada: User, fields: dict[str, str]
) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/-", **fields)
    assert not PatternDecision.objects.exists()
