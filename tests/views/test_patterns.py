"""Matches as patterns: grouped, compared with the weeks before, decided once, open again when
something joins.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from journal.models import NightRecord, Preferences, TooManyAnswer
from tests import builders
from tests.forbidden_words import forbidden
from tests.views.drawn_patterns import BACK, NOW, _today, berlin, days_ago, decide, details, rows

__all__ = ["_today", "berlin"]


def test_entries_of_one_place_and_side_are_one_pattern(ada: User) -> None:
    for number, side in ((2, "left"), (3, "left"), (3, "left"), (4, "right"), (5, "")):
        builders.episode(ada, happened_at=days_ago(number), side=side or None, **BACK)
    texts = {row.name: (row.text, len(row.pattern.entries)) for row in rows(ada)}
    assert texts == {
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
    assert "Too few nights to tell" in details(ada)[0].change


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (20, 1, "More nights than before."),
        (1, 20, "Fewer nights than before."),
        (10, 9, "Too few nights to tell which is more."),
    ],
)
def test_a_change_is_said_in_words_that_need_no_statistics(
    ada: User, now: int, before: int, words: str
) -> None:
    for number in range(1, 57):
        late = number <= 28
        if (number - 1) % 28 < (now if late else before):
            builders.episode(ada, happened_at=days_ago(number), **BACK)
        else:
            night = (NOW - timedelta(days=number)).date()
            NightRecord.objects.create(owner=ada, night_of=night, recorded_at=NOW)
    (detail,) = details(ada)
    assert (
        detail.row.text
        == f"{now} {'entry' if now == 1 else 'entries'}, on {now} of 28 recorded nights."
    )
    assert f"on {before} of 28 recorded nights" in detail.change
    assert words in detail.change


def test_the_words_stay_calm(as_ada: Client, ada: User) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    for number in range(1, 50):
        builders.episode(ada, happened_at=days_ago(number), **BACK)
    for route in ("patterns", "appointment", "share"):
        assert forbidden(strip_tags(as_ada.get(reverse(route)).content.decode())) == []


def test_everything_has_no_weeks_before(ada: User) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    assert details(ada, "all")[0].change == ""


def test_too_many_by_ones_own_answer_is_one_pattern(ada: User) -> None:
    TooManyAnswer.objects.create(owner=ada, answer="yes", answered_at=NOW)
    builders.episode(ada, happened_at=days_ago(40), movement="twitch", muscle="calf")
    (detail,) = details(ada)
    row = detail.row
    assert detail.change == ""
    assert (row.key, row.text) == ("too_many/-/-", "You think that you are getting too many.")


def test_a_card_shows_what_waits_first_and_counts_the_rest(as_ada: Client, ada: User) -> None:
    for number, muscle in enumerate(
        ("erector_spinae", "lower_back", "latissimus", "rhomboids", "multifidus")
    ):
        for side in ("left", "right"):
            builders.episode(
                ada, happened_at=days_ago(2 + number), movement="twitch", muscle=muscle, side=side
            )
    first = rows(ada)[0]
    assert f'name="note-{first.key}"' in as_ada.get(reverse("dashboard")).content.decode()
    decide(as_ada, pattern=first.key, decision="unsure")
    page = as_ada.get(reverse("dashboard")).content.decode()
    assert f'name="note-{first.key}"' not in page
    notes = page.count('name="note-')
    assert f"{len(rows(ada)) - notes} more, and all compared with the weeks before" in page


def test_with_matches_switched_off_there_are_no_patterns(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    builders.episode(ada, happened_at=days_ago(2), **BACK)
    berlin.show_matches = False
    berlin.save()
    assert "Matches are switched off." in as_ada.get(reverse("patterns")).content.decode()


def test_an_unknown_period_is_not_found(as_ada: Client) -> None:
    assert as_ada.get(reverse("patterns") + "?weeks=3").status_code == 404


@pytest.mark.parametrize("number", [3, 40])
def test_queries_do_not_grow(
    as_ada: Client, ada: User, number: int, django_assert_num_queries: Any
) -> None:
    for minutes in range(number):
        builders.episode(ada, happened_at=days_ago(2) + timedelta(minutes=minutes), **BACK)
    NightRecord.objects.create(owner=ada, night_of=days_ago(200).date(), recorded_at=days_ago(1))
    with django_assert_num_queries(8):
        as_ada.get(reverse("patterns"))
