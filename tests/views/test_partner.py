"""The owner's page of what somebody else saw, and the links by which it comes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from journal.classifier import match
from journal.models import (
    Episode,
    PartnerLink,
    Sighting,
)
from journal.retention import delete_expired
from tests.partner_links import NOW, made_link, send, sighting
from tests.views.waiting_sightings import _berlin, settle, waiting

__all__ = ["_berlin"]
pytestmark = pytest.mark.usefixtures("standing_clock")


def read_report(client: Client) -> str:
    """The doctor's page, but for what each answer draws anew."""
    page = client.get("/report/?period=4").content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page[page.index("<main") :])


def test_nothing_counts_before_it_is_added(as_ada: Client, ada: User) -> None:
    before = read_report(as_ada)
    row = waiting(as_ada, movement="jerk", woke_them="yes")
    assert not Episode.objects.of(ada).exists()
    assert read_report(as_ada) == before
    settle(as_ada, **{f"do_{row.pk}": "add"})
    assert Episode.objects.of(ada).count() == 1


def test_what_is_added_is_noticed_by_a_partner_and_holds_no_more_than_was_chosen(
    as_ada: Client, ada: User
) -> None:
    row = waiting(
        as_ada,
        place="foot",
        movement="jerk",
        side="left",
        rhythm="every_20",
        woke_them="yes",
        snored="yes",
    )
    settle(as_ada, **{f"do_{row.pk}": "add"})
    entry = Episode.objects.of(ada).get().entry
    assert (entry.noticed_by, entry.movement, entry.muscle, entry.side) == (
        "partner",
        "jerk",
        "foot",
        "left",
    )
    assert (entry.count, entry.woke, entry.duration_seconds, entry.phase) == (1, None, None, None)
    assert entry.note == (
        "Seen by somebody else: Foot, left; a jerk or kick; every 20 seconds; snoring;"
        " thought that I woke."
    )
    assert "Kim" not in entry.note


def test_a_place_without_a_muscle_of_its_own_records_none(as_ada: Client, ada: User) -> None:
    row = waiting(as_ada, place="leg")
    settle(as_ada, **{f"do_{row.pk}": "add"})
    entry = Episode.objects.of(ada).get().entry
    assert (entry.movement, entry.muscle) == (None, None)


@pytest.mark.parametrize(
    ("answer", "flags"),
    [("asleep", ("jerk_woke_me",)), ("no", ()), ("", ())],
    ids=["woke", "did not", "unanswered"],
)
def test_only_the_persons_own_answer_makes_a_match(
    as_ada: Client, ada: User, answer: str, flags: tuple[str, ...]
) -> None:
    row = waiting(as_ada, movement="jerk", woke_them="yes")
    settle(as_ada, **{f"do_{row.pk}": "add", f"woke_{row.pk}": answer})
    episode = Episode.objects.of(ada).get()
    assert (episode.woke, match(episode.observation).flags) == (answer, flags)


def test_one_touch_adds_all_and_a_second_adds_none_twice(as_ada: Client, ada: User) -> None:
    path = made_link(as_ada)
    send(path, sighting(id="a"), sighting(id="b"), sighting(id="c"))
    page = as_ada.get("/partner/").content.decode()
    chosen = dict(re.findall(r'name="(do-\d+)" value="(add)" checked', page))
    assert len(chosen) == 3
    for _touch in range(2):
        answer = as_ada.post("/partner/settle/", chosen, follow=True)
    assert "none of these waits any more" in answer.content.decode()
    assert Episode.objects.of(ada).count() == 3


def test_what_is_left_for_later_waits_on(as_ada: Client, ada: User) -> None:
    row = waiting(as_ada)
    settle(as_ada, **{f"do_{row.pk}": "later"})
    row.refresh_from_db()
    assert (row.state, Episode.objects.of(ada).exists()) == ("waiting", False)


def test_a_discarded_one_counts_nowhere_and_can_be_brought_back(as_ada: Client, ada: User) -> None:
    row = waiting(as_ada)
    page = settle(as_ada, **{f"do_{row.pk}": "discard"}).content.decode()
    assert "1 is discarded and counts nowhere." in page
    undo = f"/partner/bring-back/{row.pk}/"
    assert f'action="{undo}"' in page
    assert not Episode.objects.of(ada).exists()
    as_ada.post(undo)
    row.refresh_from_db()
    assert (row.state, row.settled_at) == ("waiting", None)
    settle(as_ada, **{f"do_{row.pk}": "add"})
    assert as_ada.post(undo).status_code == 404
    assert Episode.objects.of(ada).count() == 1


def test_a_discarded_one_goes_after_thirty_days(as_ada: Client) -> None:
    row = waiting(as_ada)
    settle(as_ada, **{f"do_{row.pk}": "discard"})
    delete_expired(NOW + timedelta(days=29))
    assert Sighting.objects.count() == 1
    delete_expired(NOW + timedelta(days=31))
    assert Sighting.objects.count() == 0


def test_nobody_settles_what_is_somebody_elses(as_ada: Client, as_ben: Client, ben: User) -> None:
    row = waiting(as_ada)
    link = PartnerLink.objects.get()
    for choice in ("add", "discard"):
        settle(as_ben, **{f"do_{row.pk}": choice})
    as_ben.post(f"/partner/{link.pk}/revoke/", {f"delete-{link.pk}": "on"})
    as_ben.post(f"/partner/bring-back/{row.pk}/")
    row.refresh_from_db()
    link.refresh_from_db()
    assert (row.state, link.revoked_at) == ("waiting", None)
    assert not Episode.objects.of(ben).exists()
    assert "Leg" not in as_ben.get("/partner/").content.decode()


@pytest.mark.parametrize("names", [{"do-": "add"}, {"do-x": "add"}, {"do-9" * 9: "discard"}])
def test_odd_names_change_nothing(as_ada: Client, names: dict[str, str]) -> None:
    row = waiting(as_ada)
    assert as_ada.post("/partner/settle/", names).status_code == 302
    row.refresh_from_db()
    assert row.state == "waiting"


def test_the_page_shows_who_saw_it_and_their_word_as_theirs(as_ada: Client) -> None:
    waiting(as_ada, woke_them="no", rhythm="once")
    page = as_ada.get("/partner/").content.decode()
    assert "seen by <bdi>Kim</bdi>" in page
    assert "They say that you did not wake." in page
    assert "Did it wake you?" in page


def test_the_watchers_name_stands_in_no_report(as_ada: Client) -> None:
    row = waiting(as_ada)
    settle(as_ada, **{f"do_{row.pk}": "add"})
    page = as_ada.get("/report/?period=4").content.decode()
    assert "Kim" not in page
    assert "Seen by somebody else: Leg." in page


def test_today_says_in_one_line_that_something_waits(
    as_ada: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "by somebody else" not in as_ada.get("/dashboard/").content.decode()
    waiting(as_ada)
    with django_assert_max_num_queries(8):
        page = as_ada.get("/dashboard/").content.decode()
    assert "1 note by somebody else waits for you" in page


def test_the_appointments_page_leads_there(as_ada: Client) -> None:
    assert "Nothing waits" in as_ada.get("/appointment/").content.decode()
    waiting(as_ada)
    page = as_ada.get("/appointment/").content.decode()
    assert 'href="/partner/"' in page
    assert "1 note by somebody else waits for you" in page
