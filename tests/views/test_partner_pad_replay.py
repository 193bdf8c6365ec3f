"""The screen beside the bed: what is sent again, with others' ids, in a flood, or late."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal import sightings
from journal.actions import sightings as actions
from journal.actions.partner_link import revoke_partner_link
from journal.models import Episode, PartnerLink, Sighting
from journal.sharing import partner_guard
from journal.sightings import SentSighting, sighting_problems
from tests import builders
from tests.partner_links import NOW, SEEN, made_link, send, sighting
from tests.views.watched_link import BROWSER, _berlin, path, results

__all__ = ["_berlin", "path"]
pytestmark = pytest.mark.usefixtures("standing_clock")


# Replay, and ids of others


@pytest.mark.parametrize("choice", ["add", "discard"])
def test_what_was_settled_is_not_brought_back_by_sending_it_again(
    choice: str, path: str, as_ada: Client, ada: User
) -> None:
    one = sighting()
    send(path, one)
    as_ada.post("/partner/settle/", {f"do-{Sighting.objects.get().pk}": choice})
    assert results(send(path, one)) == ["new"]
    assert Sighting.objects.get().state == {"add": "accepted", "discard": "discarded"}[choice]
    assert Episode.objects.of(ada).count() == (choice == "add")


def test_an_id_of_another_link_or_person_is_another_sighting(
    path: str, as_ada: Client, as_ben: Client, ada: User, ben: User
) -> None:
    paths = [path, made_link(as_ada, watcher="Lou"), made_link(as_ben)]
    for number, each in enumerate(paths):
        place = ("leg", "arm", "face")[number]
        assert results(send(each, sighting(id="same", place=place))) == ["new"]
    assert list(Sighting.objects.of(ada).order_by("pk").values_list("place", flat=True)) == [
        "leg",
        "arm",
    ]
    assert Sighting.objects.of(ben).get().place == "face"


def test_an_accepted_one_never_takes_the_place_of_an_entry(
    path: str, as_ada: Client, ada: User
) -> None:
    """Whoever guesses the id of an entry has another one made of theirs."""
    entry = builders.episode(ada, id="pad-1")
    send(path, sighting(id="pad-1"))
    as_ada.post("/partner/settle/", {f"do-{Sighting.objects.get().pk}": "add"})
    assert Episode.objects.of(ada).count() == 2
    entry.refresh_from_db()
    assert (entry.muscle, entry.noticed_by) == ("", "self")


def test_twice_in_one_request_is_once(path: str) -> None:
    one = sighting()
    assert results(send(path, one, one)) == ["new", "new"]
    assert Sighting.objects.count() == 1


# A flood


def test_a_night_holds_so_many_and_says_what_it_did_not_take(
    path: str, as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_NIGHT", 3)
    answer = send(path, *(sighting(id=f"n{number}") for number in range(5)))
    assert answer.status_code == 422
    assert results(answer) == ["new"] * 3 + ["refused"] * 2
    [problem] = answer.json()["results"][-1]["problems"]
    assert problem["message"] == "This night holds as many as it can. This one was not sent."
    earlier = (SEEN - timedelta(hours=16.5)).isoformat()
    assert results(send(path, sighting(happened_at=earlier))) == ["new"]
    assert results(send(path, sighting(id="n0"))) == ["new"]
    assert results(send(made_link(as_ada, watcher="Lou"), sighting())) == ["new"]
    assert results(send(path, sighting())) == ["refused"]


def test_what_is_discarded_makes_no_room_in_its_night(
    path: str, as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_NIGHT", 1)
    send(path, sighting())
    as_ada.post("/partner/settle/", {f"do-{Sighting.objects.get().pk}": "discard"})
    assert results(send(path, sighting())) == ["refused"]


def test_so_many_wait_and_no_more(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    nights = ((SEEN - timedelta(hours=hours)).isoformat() for hours in (0, 10, 20))
    answers = [send(path, sighting(happened_at=at)) for at in nights]
    assert [results(answer) for answer in answers] == [["new"], ["new"], ["refused"]]


def test_the_bounds_hold_a_bad_night_and_no_flood() -> None:
    assert sightings.MOST_A_NIGHT == 200
    assert sightings.MOST_WAITING == 2_000


def test_a_link_is_asked_so_often_and_no_more(
    path: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partner_guard, "LINK_REQUESTS_A_MINUTE", 3)
    monkeypatch.setattr(partner_guard, "PARTNER_REQUESTS_A_MINUTE", 1_000)
    answers = [client.get(f"{path}session", REMOTE_ADDR=f"192.0.2.{number}") for number in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 2
    assert int(answers[-1]["Retry-After"]) <= 60
    assert client.get(path, headers=BROWSER).status_code == 429


def test_guesses_are_few(client: Client, path: str) -> None:
    codes = [client.get(f"/w/{number:032d}/").status_code for number in range(15)]
    assert codes == [404] * 10 + [429] * 5
    assert client.get(path).status_code == 200  # whoever has the link is not held up


# Ended while a phone was offline, or while it was sending


def test_what_comes_after_the_end_is_not_stored_and_nobody_is_told_why(
    path: str, as_ada: Client
) -> None:
    as_ada.post(f"/partner/{PartnerLink.objects.get().pk}/revoke/")
    answer = send(path, sighting())
    assert (answer.status_code, answer.json()) == (401, {"message": "This link has ended."})
    assert not Sighting.objects.exists()


def test_a_link_that_is_ended_in_the_same_moment_stores_nothing(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sighting_problems

    def ended_meanwhile(item: SentSighting, *, as_of: datetime, link_made_at: datetime) -> Any:
        revoke_partner_link(PartnerLink.objects.get(), NOW, with_waiting=True)
        return real(item, as_of=as_of, link_made_at=link_made_at)

    monkeypatch.setattr("journal.actions.sightings.sighting_problems", ended_meanwhile)
    assert send(path, sighting()).status_code == 401
    assert not Sighting.objects.exists()
