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
from django.utils.html import strip_tags

from journal.criteria import RULES_VERSION
from journal.models import Episode, NightRecord, PatternDecision, Preferences, TooManyAnswer
from journal.pages.reviewing import Detail, PatternRow, groups
from tests import builders
from tests.calm import alarming

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


def rows(person: User, weeks: str = "4") -> list[PatternRow]:
    """The rows of all criteria."""
    return [one.row for one in details(person, weeks)]


def details(person: User, weeks: str = "4") -> list[Detail]:
    """The same with what the page of patterns says beside them."""
    return [one for _criterion, some in groups(person, Preferences.of(person), weeks, NOW) for one in some]


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
    NightRecord.objects.create(owner=ada, night_of=days_ago(200).date(), recorded_at=days_ago(1))
    assert "Too few nights to say" in details(ada)[0].change


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (20, 1, "More nights than before: between"),
        (1, 20, "Fewer nights than before: between"),
        (10, 9, "These nights show no clear change"),
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
    (one,) = details(ada)
    assert one.row.says == f"{now} {'entry' if now == 1 else 'entries'}, on {now} of 28 recorded nights."
    assert f"on {before} of 28 recorded nights" in one.change
    assert words in one.change


def test_the_words_stay_calm(as_ada: Client, ada: User) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    for number in range(1, 50):
        builders.episode(ada, happened_at=days_ago(number), **BACK)
    for route in ("patterns", "appointment", "share"):
        assert alarming(strip_tags(as_ada.get(reverse(route)).content.decode())) == []


def test_everything_has_no_weeks_before(ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    assert details(ada, "all")[0].change == ""


def test_too_many_by_ones_own_answer_is_one_pattern(ada: User) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    builders.episode(ada, happened_at=days_ago(40), movement="twitch", muscle="calf")
    (one,) = details(ada)
    row = one.row
    assert one.change == ""
    assert (row.key, row.says) == ("too_many/-/-", "You think that you are getting too many.")


def decide(client: Client, **said: str) -> str:
    """The page of patterns after a decision taken there."""
    there = {"weeks": "4", "next": reverse("patterns")}
    return client.post(reverse("decide"), there | said, follow=True).content.decode()


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


def test_older_entries_that_a_longer_period_shows_have_not_joined(as_ada: Client, ada: User) -> None:
    for number in (2, 40):
        builders.episode(ada, happened_at=days_ago(number), side="left", **BACK)
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="not_for_me", weeks="2")
    assert [(row.pattern.nights, row.waits) for row in rows(ada, "12")] == [
        (tuple((NOW - timedelta(days=number)).date() for number in (40, 2)), False)
    ]


def test_an_open_question_answered_later_joins(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), movement="twitch", muscle="trapezius_upper", called_back="yes")
    asked = builders.episode(ada, happened_at=days_ago(3), movement="twitch", muscle="trapezius_upper")
    decide(as_ada, pattern="back_muscles/trapezius_upper/-", decision="raise")
    Episode.objects.filter(pk=asked.pk).update(called_back="yes")
    assert rows(ada)[0].joined == 1


def test_the_dashboard_decides_on_the_same_patterns(as_ada: Client, ada: User) -> None:
    for number, side in ((2, "left"), (3, "left"), (4, "right")):
        builders.episode(ada, happened_at=days_ago(number), side=side, **BACK)
    page = as_ada.get(reverse("dashboard")).content.decode()
    for row in rows(ada):
        assert f'name="note-{row.key}"' in page
        assert row.says in page
    assert page.count(">To decide<") == 2
    decide(as_ada, pattern="back_muscles/erector_spinae/left", decision="unsure", note="See me")
    page = as_ada.get(reverse("dashboard")).content.decode()
    assert page.count(">To decide<") == 1
    assert "See me" in page


def test_a_card_shows_what_waits_first_and_counts_the_rest(as_ada: Client, ada: User) -> None:
    for number, muscle in enumerate(("erector_spinae", "lower_back", "latissimus", "rhomboids", "multifidus")):
        for side in ("left", "right"):
            builders.episode(ada, happened_at=days_ago(2 + number), movement="twitch", muscle=muscle, side=side)
    first = rows(ada)[0]
    assert f'name="note-{first.key}"' in as_ada.get(reverse("dashboard")).content.decode()
    decide(as_ada, pattern=first.key, decision="unsure")
    page = as_ada.get(reverse("dashboard")).content.decode()
    assert f'name="note-{first.key}"' not in page
    shown = page.count('name="note-')
    assert f"{len(rows(ada)) - shown} more, and all compared with the weeks before" in page


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
    NightRecord.objects.create(owner=ada, night_of=days_ago(200).date(), recorded_at=days_ago(1))
    with django_assert_num_queries(8):
        as_ada.get(reverse("patterns"))
