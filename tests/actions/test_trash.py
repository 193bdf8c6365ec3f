"""The trash: thirty days, out again or gone for good, and never somebody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from journal.actions.trash import discard
from journal.models import Episode
from journal.models.episode_queryset import TRASH_KEPT
from tests import builders
from tests.forms import opened

NOW = datetime(2026, 7, 7, 12, 0, tzinfo=UTC)
TRASH = "/trash/"


@pytest.fixture(autouse=True)
def _afternoon(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def deleted(owner: User, ago: timedelta = timedelta()) -> Episode:
    """An entry that was put into the trash some time ago."""
    gone = builders.episode(owner)
    discard(gone, NOW - ago)
    return gone


def shown(client: Client) -> list[int]:
    return [row.pk for row in client.get(TRASH).context["page"].rows]


def left() -> set[int]:
    return set(Episode.objects.values_list("pk", flat=True))


def test_the_last_deleted_comes_first_and_what_is_kept_is_not_there(
    ada: User, as_ada: Client
) -> None:
    earlier, later = deleted(ada, timedelta(days=2)), deleted(ada)
    builders.episode(ada)
    assert shown(as_ada) == [later.pk, earlier.pk]


def test_thirty_days_and_not_a_second_more_and_a_look_deletes_nothing(
    ada: User, as_ada: Client
) -> None:
    last_moment, expired = deleted(ada, TRASH_KEPT), deleted(ada, TRASH_KEPT + timedelta(seconds=1))
    assert shown(as_ada) == [last_moment.pk]
    assert left() == {last_moment.pk, expired.pk}


def test_restoring_from_the_trash_comes_back_to_it(ada: User, as_ada: Client) -> None:
    gone = deleted(ada)
    answer = as_ada.post(reverse("restore", args=[gone.pk]), {"next": TRASH})
    assert answer["Location"] == TRASH
    assert Episode.objects.kept().get() == gone


def test_one_entry_for_good(ada: User, as_ada: Client) -> None:
    gone, other = deleted(ada), deleted(ada)
    page = as_ada.post(TRASH, {"forget": gone.pk}, follow=True)
    assert "1 entry deleted for good." in page.content.decode()
    page = as_ada.post(TRASH, {"forget": gone.pk}, follow=True)
    assert "Nothing more was there to delete." in page.content.decode()
    assert left() == {other.pk}


def test_emptying_takes_the_trash_alone(ada: User, ben: User, as_ada: Client) -> None:
    deleted(ada)
    deleted(ada)
    in_diary, theirs = builders.episode(ada), deleted(ben)
    page = as_ada.post(TRASH, {"empty": "1"}, follow=True)
    assert "2 entries deleted for good." in page.content.decode()
    assert "The trash is empty." in page.content.decode()
    assert left() == {in_diary.pk, theirs.pk}


@pytest.mark.parametrize("wrong", ["", "x", "-1", "99999999999999999999999"])
def test_a_spoilt_request_deletes_nothing(ada: User, as_ada: Client, wrong: str) -> None:
    gone = deleted(ada)
    as_ada.post(TRASH, {"forget": wrong})
    assert left() == {gone.pk}


def test_what_is_not_in_the_trash_cannot_be_forgotten(ada: User, as_ada: Client) -> None:
    in_diary = builders.episode(ada)
    as_ada.post(TRASH, {"forget": in_diary.pk})
    assert left() == {in_diary.pk}


def test_the_trash_of_others_is_out_of_reach(ada: User, as_ben: Client) -> None:
    gone = deleted(ada)
    assert shown(as_ben) == []
    as_ben.post(TRASH, {"forget": gone.pk})
    as_ben.post(TRASH, {"empty": "1"})
    assert left() == {gone.pk}


@pytest.mark.parametrize("number", [3, 60])
def test_the_page_costs_the_same_however_much_is_in_it(
    ada: User, as_ada: Client, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        deleted(ada)
    with django_assert_num_queries(3):  # session, person with preferences, entries
        as_ada.get(TRASH)


@pytest.mark.sqlite
def test_the_trash_is_found_through_its_index(ada: User) -> None:
    plan = Episode.objects.of(ada).trashed().restorable(NOW)[:101].explain()
    assert "episode_trash (owner_id=? AND deleted_at>?)" in plan
    assert "episode_trash" in Episode.objects.of(ada).expired(NOW).explain()


def test_a_full_trash_shows_the_latest_hundred(ada: User, as_ada: Client) -> None:
    for _ in range(101):
        deleted(ada)
    assert len(shown(as_ada)) == 100
    assert "These are the latest 100." in as_ada.get(TRASH).content.decode()


def test_purging_takes_what_is_expired_from_everybody(ada: User, ben: User) -> None:
    for owner in (ada, ben):
        deleted(owner, TRASH_KEPT + timedelta(seconds=1))
    recent = deleted(ada, TRASH_KEPT)
    output = StringIO()
    call_command("purge_trash", stdout=output)
    assert output.getvalue() == "2 deleted for good\n"
    assert left() == {recent.pk}


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(TRASH)["Location"].startswith(reverse("account_login"))


def test_emptying_takes_what_the_page_showed_and_nothing_that_came_since(
    ada: User, as_ada: Client
) -> None:
    deleted(ada)
    page = opened(as_ada, TRASH)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        later = builders.episode(ada)
        discard(later, NOW + timedelta(minutes=4))
        as_ada.post(TRASH, {**page, "empty": "1"})
    assert left() == {later.pk}
