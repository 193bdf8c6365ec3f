"""Matches as patterns: grouped, compared with the weeks before, decided once, open again when something joins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import RULES_VERSION
from journal.models import Episode, NightRecord, PatternDecision, Preferences, TooManyAnswer
from journal.pages.reviewing import groups
from tests import builders

NOW = datetime(2026, 7, 31, 9, 0, tzinfo=UTC)
BACK = {"movement": "twitch", "muscle": "erector_spinae"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


def days_ago(number: int) -> datetime:
    """01:00 in the night that began ``number`` days ago."""
    return NOW - timedelta(days=number - 1, hours=8)


def rows(person: User, weeks: str = "4") -> list[Any]:
    """The rows of all criteria."""
    return [row for _criterion, some in groups(person, Preferences.of(person), weeks, NOW) for row in some]


def test_entries_of_one_place_and_side_are_one_pattern(ada: User) -> None:
    for number, side in ((2, "left"), (3, "left"), (3, "left"), (4, "right"), (5, "")):
        builders.episode(ada, happened_at=days_ago(number), side=side or None, **BACK)
    found = {row.name: (row.says, len(row.pattern.entries)) for row in rows(ada)}
    assert found == {
        "Along the spine, left": ("3 entries, on 2 of 4 recorded nights.", 3),
        "Along the spine, right": ("1 entry, on 1 of 4 recorded nights.", 1),
        "Along the spine": ("1 entry, on 1 of 4 recorded nights.", 1),
    }


def test_what_matches_nothing_is_no_pattern(ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), movement="twitch", muscle="calf")
    builders.episode(ada, happened_at=days_ago(2), movement="jerk", muscle="calf")
    assert rows(ada) == []


def test_few_nights_say_nothing_about_a_change(ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    assert "Too few nights to say" in rows(ada)[0].change


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (20, 1, "More nights than before: between"),
        (1, 20, "Fewer nights than before: between"),
        (10, 9, "No difference can be told"),
    ],
)
def test_a_change_is_said_in_plain_words_with_its_interval(ada: User, now: int, before: int, words: str) -> None:
    for number in range(1, 57):
        late = number <= 28
        if (number - 1) % 28 < (now if late else before):
            builders.episode(ada, happened_at=days_ago(number), **BACK)
        else:
            night = (NOW - timedelta(days=number)).date()
            NightRecord.objects.create(owner=ada, night_of=night, recorded_at=NOW)
    (row,) = rows(ada)
    assert row.says == f"{now} {'entry' if now == 1 else 'entries'}, on {now} of 28 recorded nights."
    assert f"on {before} of 28 recorded nights" in row.change
    assert words in row.change


def test_everything_has_no_weeks_before(ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    assert rows(ada, "all")[0].change == ""


def test_too_many_by_ones_own_answer_is_one_pattern(ada: User) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    (row,) = rows(ada)
    assert (row.key, row.says) == ("too_many/-/-", "By your own answer.")


def decide(client: Client, **said: str) -> str:
    """The page after a decision."""
    return client.post(reverse("decide"), {"weeks": "4", **said}, follow=True).content.decode()


def test_a_decision_is_kept_with_rules_and_entries_and_asked_no_more(as_ada: Client, ada: User) -> None:
    entry = builders.episode(ada, happened_at=days_ago(2), side="left", **BACK)
    assert "To decide" in as_ada.get(reverse("patterns")).content.decode()
    key = "back_muscles/erector_spinae/left"
    assert "To decide" not in decide(as_ada, pattern=key, decision="raise", note="Since May")
    kept = PatternDecision.objects.get(owner=ada)
    assert (kept.criterion, kept.pattern, kept.decision, kept.note) == ("back_muscles", key, "raise", "Since May")
    assert (kept.entries, kept.rules_version) == ([entry.pk], RULES_VERSION)


def test_it_is_open_again_only_when_something_joins(as_ada: Client, ada: User) -> None:
    first = builders.episode(ada, happened_at=days_ago(2), side="left", **BACK)
    builders.episode(ada, happened_at=days_ago(3), side="left", **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="not_for_me")
    Episode.objects.filter(pk=first.pk).update(deleted_at=NOW)
    assert not rows(ada)[0].waits
    builders.episode(ada, happened_at=days_ago(1), side="left", **BACK)
    assert rows(ada)[0].waits
    assert "1 entry has joined since." in as_ada.get(reverse("patterns")).content.decode()


def test_other_rules_open_it_again(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/-", decision="raise")
    PatternDecision.objects.update(rules_version="0")
    assert rows(ada)[0].waits


def test_a_pattern_that_is_gone_is_said_and_nothing_kept(as_ada: Client) -> None:
    assert "no longer there" in decide(as_ada, pattern="back_muscles/calf/left", decision="raise")
    assert not PatternDecision.objects.exists()


@pytest.mark.parametrize("said", [{"decision": "ignore"}, {"decision": "raise", "note": "x" * 501}, {}])
def test_a_decision_that_cannot_be_kept_is_refused(as_ada: Client, ada: User, said: dict[str, str]) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/-", **said)
    assert not PatternDecision.objects.exists()


def test_with_matches_switched_off_there_are_no_patterns(as_ada: Client, ada: User, berlin: Preferences) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    berlin.show_matches = False
    berlin.save()
    assert "Matches are switched off." in as_ada.get(reverse("patterns")).content.decode()


def test_an_unknown_period_is_not_found(as_ada: Client) -> None:
    assert as_ada.get(reverse("patterns") + "?weeks=3").status_code == 404


@pytest.mark.parametrize("number", [3, 40])
def test_queries_do_not_grow(as_ada: Client, ada: User, number: int, django_assert_num_queries: Any) -> None:
    for minutes in range(number):
        builders.episode(ada, happened_at=days_ago(2) + timedelta(minutes=minutes), **BACK)
    with django_assert_num_queries(8):
        as_ada.get(reverse("patterns"))
