"""Changing, deleting and restoring an episode in the browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from journal.models import Episode, Preferences
from journal.models.episode_queryset import TRASH_KEPT
from journal.observations import Phase, Woke
from tests import builders
from tests.log_form import LOG, NOW, only, sent_from


@pytest.fixture(autouse=True)
def _night(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def test_an_unchanged_time_keeps_its_instant_also_the_second_of_a_doubled_hour(
    ada: User, as_ada: Client
) -> None:
    second = datetime(
        2025, 10, 26, 1, 30, 17, tzinfo=UTC
    )  # 02:30 for the second time, and 17 seconds
    stored = builders.episode(ada, happened_at=second)
    address = reverse("edit", args=[stored.pk])
    as_ada.post(address, sent_from(as_ada, address, movement="cramp"))
    stored.refresh_from_db()
    assert (stored.happened_at, stored.movement) == (second, "cramp")
    as_ada.post(address, sent_from(as_ada, address, at="2025-10-26T02:31"))
    stored.refresh_from_db()
    assert stored.happened_at == datetime(2025, 10, 26, 0, 31, tzinfo=UTC)


def test_another_zone_keeps_the_time_on_the_clock(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada, happened_at=datetime(2026, 7, 6, 1, 2, 3, tzinfo=UTC))
    address = reverse("edit", args=[stored.pk])
    as_ada.post(address, sent_from(as_ada, address, time_zone="Asia/Tokyo"))
    stored.refresh_from_db()
    assert stored.happened_at == datetime(2026, 7, 5, 18, 2, 3, tzinfo=UTC)


def test_editing_shows_what_is_there_and_keeps_what_was_not_recorded(
    ada: User, as_ada: Client
) -> None:
    stored = builders.episode(
        ada,
        muscle="calf",
        side="left",
        phase=Phase.REM,
        woke=Woke.YES,
        duration_seconds=120,
        count=3,
        note="first",
    )
    before = stored.entry
    address = reverse("edit", args=[stored.pk])
    page = as_ada.get(address).content.decode()
    assert "Dream sleep (from a device)" in page
    as_ada.post(address, sent_from(as_ada, address))
    stored.refresh_from_db()
    assert stored.entry == before


def test_without_scripts_the_page_says_which_place_is_chosen(ada: User, as_ada: Client) -> None:
    address = reverse("edit", args=[builders.episode(ada, muscle="soleus", side="right").pk])
    assert "Chosen so far: Lower calf, deep, right" in as_ada.get(address).content.decode()
    assert "Chosen so far" not in as_ada.get(LOG).content.decode()
    sent = {**sent_from(as_ada, address), "count": "0", "side": "sideways"}
    assert "Chosen so far: Lower calf, deep" in as_ada.post(address, sent).content.decode()


def test_a_device_phase_is_offered_only_where_it_already_is(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada, phase=Phase.N2)
    offered = re.findall(
        r'name="phase" value="(\w*)"',
        as_ada.get(reverse("edit", args=[stored.pk])).content.decode(),
    )
    assert {"asleep", "n2"} <= set(offered)
    assert "n3" not in offered  # not anywhere on the page: a form's token may hold these letters
    assert "from a device" not in as_ada.get(LOG).content.decode()


def test_after_a_change_one_is_back_where_one_came_from(ada: User, as_ada: Client) -> None:
    address = reverse("edit", args=[builders.episode(ada).pk])
    sent = sent_from(as_ada, address, movement="twitch", next="/episodes/?movement=twitch")
    assert as_ada.post(address, sent)["Location"] == "/episodes/?movement=twitch"
    assert as_ada.post(address, {**sent, "next": "//evil.example/"})["Location"] == reverse("diary")


def test_deleting_needs_no_question_and_can_be_undone(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    answer = as_ada.post(reverse("delete", args=[stored.pk]))
    assert not Episode.objects.kept().exists()
    (message,) = get_messages(answer.wsgi_request)
    assert (str(message), message.extra_tags) == (
        "Moved to the trash.",
        reverse("restore", args=[stored.pk]),
    )
    as_ada.post(message.extra_tags)
    assert Episode.objects.kept().get() == stored


def test_deleting_twice_does_not_prolong_the_stay_in_the_trash(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    as_ada.post(reverse("delete", args=[stored.pk]))
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        as_ada.post(reverse("delete", args=[stored.pk]))
    stored.refresh_from_db()
    assert stored.deleted_at == NOW


def test_what_lay_in_the_trash_for_too_long_cannot_be_restored_and_the_next_delete_purges_it(
    ada: User, ben: User, as_ada: Client
) -> None:
    gone, theirs, other = builders.episode(ada), builders.episode(ben), builders.episode(ada)
    Episode.objects.filter(pk__in=[gone.pk, theirs.pk]).update(
        deleted_at=NOW - TRASH_KEPT - timedelta(seconds=1)
    )
    assert as_ada.post(reverse("restore", args=[gone.pk])).status_code == 404
    as_ada.post(reverse("delete", args=[other.pk]))
    assert set(Episode.objects.values_list("pk", flat=True)) == {theirs.pk, other.pk}


def test_saving_again_what_lies_in_the_trash_offers_to_take_it_out(as_ada: Client) -> None:
    sent = sent_from(as_ada, movement="twitch")
    as_ada.post(LOG, sent)
    as_ada.post(reverse("delete", args=[only().pk]))
    answer = as_ada.post(LOG, sent)
    (*_, message) = get_messages(answer.wsgi_request)
    assert message.extra_tags == reverse("restore", args=[only().pk])
    assert "It is in the trash." in str(message)


@pytest.mark.parametrize("name", ["edit", "delete", "restore"])
def test_episodes_of_others_do_not_exist(ada: User, as_ben: Client, name: str) -> None:
    address = reverse(name, args=[builders.episode(ada).pk])
    assert as_ben.post(address, {"movement": "jerk"}).status_code == 404
    assert as_ben.get(address).status_code == (404 if name == "edit" else 302)
    assert only().movement == ""
    assert only().deleted_at is None


def test_an_entry_in_the_trash_is_not_there_to_be_changed(ada: User, as_ada: Client) -> None:
    stored = builders.episode(ada)
    as_ada.post(reverse("delete", args=[stored.pk]))
    assert as_ada.get(reverse("edit", args=[stored.pk])).status_code == 404


@pytest.mark.parametrize(
    "address", [LOG, "/episodes/1/", "/episodes/1/delete/", "/episodes/1/restore/"]
)
def test_a_visitor_is_asked_to_sign_in(client: Client, address: str) -> None:
    assert client.post(address)["Location"].startswith(reverse("account_login"))
