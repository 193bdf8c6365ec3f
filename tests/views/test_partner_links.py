"""The links by which comes what somebody else saw: made, ended, and how long they work."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    Appointment,
    Episode,
    PartnerLink,
    SecurityEvent,
    Sighting,
)
from journal.reading.partner_links import MOST_PARTNER_LINKS
from tests.partner_links import LAST, NOW, made_link, send, sighting
from tests.views.waiting_sightings import _berlin, settle, waiting

__all__ = ["_berlin"]
pytestmark = pytest.mark.usefixtures("standing_clock")


def test_the_same_form_sent_twice_makes_one_link(as_ada: Client) -> None:
    pages = [
        as_ada.post("/partner/", {"key": "k" * 20, "watcher": "Kim"}).content.decode()
        for _touch in range(2)
    ]
    addresses = {re.findall(r'value="(http://[^"]+/w/[\w-]{32}/)"', page)[0] for page in pages}
    assert (len(addresses), PartnerLink.objects.count()) == (1, 1)
    link = PartnerLink.objects.get()
    assert link.token_sha256 not in "".join(addresses)
    assert all(link.token_sha256 not in page for page in pages)


def test_a_form_whose_link_was_ended_makes_no_other(as_ada: Client) -> None:
    form = {"key": "k" * 20, "watcher": "Kim"}
    as_ada.post("/partner/", form)
    as_ada.post(f"/partner/{PartnerLink.objects.get().pk}/revoke/")
    assert "no longer works. Nothing was made" in as_ada.post("/partner/", form).content.decode()
    assert PartnerLink.objects.count() == 1


def test_making_and_ending_stand_in_the_security_log(as_ada: Client, ada: User) -> None:
    made_link(as_ada)
    for _touch in range(2):
        as_ada.post(f"/partner/{PartnerLink.objects.get().pk}/revoke/")
    kinds = list(SecurityEvent.objects.of(ada).values_list("kind", flat=True).order_by("pk"))
    assert kinds.count("partner_link_made") == 1
    assert kinds.count("partner_link_ended") == 1


@pytest.mark.parametrize(("ticked", "left"), [(True, 0), (False, 1)])
def test_ending_a_link_deletes_what_waits_only_if_it_is_said(
    as_ada: Client, ticked: bool, left: int
) -> None:
    row = waiting(as_ada)
    form = {f"delete-{row.link_id}": "on"} if ticked else {}
    page = as_ada.post(f"/partner/{row.link_id}/revoke/", form, follow=True).content.decode()
    assert ("1 note that waited was deleted." in page, Sighting.objects.count()) == (ticked, left)
    assert send_again(row) == 401


def send_again(row: Sighting) -> int:
    """What the phone is answered that has this link still."""
    status: int = send(LAST[-1], sighting(id="later")).status_code
    return status


def test_ending_deletes_nothing_that_was_added_or_discarded(as_ada: Client, ada: User) -> None:
    path = made_link(as_ada)
    send(path, sighting(id="a"), sighting(id="b"), sighting(id="c"))
    first, second, _third = Sighting.objects.order_by("pk")
    settle(as_ada, **{f"do_{first.pk}": "add", f"do_{second.pk}": "discard"})
    link = PartnerLink.objects.get().pk
    as_ada.post(f"/partner/{link}/revoke/", {f"delete-{link}": "on"})
    assert sorted(Sighting.objects.values_list("state", flat=True)) == ["accepted", "discarded"]
    assert Episode.objects.of(ada).count() == 1


def test_there_are_so_many_links_and_no_more(as_ada: Client) -> None:
    for number in range(MOST_PARTNER_LINKS):
        made_link(as_ada, watcher=f"Kim {number}")
    answer = as_ada.post("/partner/", {"key": "another", "watcher": "Lou"})
    assert (answer.status_code, PartnerLink.objects.count()) == (422, MOST_PARTNER_LINKS)
    page = answer.content.decode()
    assert "no room for another link" in page
    assert 'value="Lou"' in page


def visit(ada: User, on: date) -> Appointment:
    return Appointment.objects.create(owner=ada, on_date=on, created_at=NOW)


def works(path: str, at: Any) -> bool:
    with time_machine.travel(at, tick=False):
        return Client().get(path).status_code == 200


def test_a_link_ends_with_the_day_of_the_appointment(as_ada: Client, ada: User) -> None:
    visit(ada, NOW.date() + timedelta(days=10))
    path = made_link(as_ada)
    assert works(path, NOW + timedelta(days=10))
    assert not works(path, NOW + timedelta(days=11))


def test_a_link_follows_its_appointment(as_ada: Client, ada: User) -> None:
    row = visit(ada, NOW.date() + timedelta(days=10))
    path = made_link(as_ada)
    row.on_date += timedelta(days=20)
    row.save()
    assert works(path, NOW + timedelta(days=29))
    row.closed_at = NOW + timedelta(days=3)
    row.save()
    assert works(path, NOW + timedelta(days=2))
    assert not works(path, NOW + timedelta(days=4))


def test_an_appointment_that_is_deleted_leaves_the_end_as_it_was(as_ada: Client, ada: User) -> None:
    row = visit(ada, NOW.date() + timedelta(days=10))
    path = made_link(as_ada)
    row.delete()
    assert works(path, NOW + timedelta(days=10))
    assert not works(path, NOW + timedelta(days=11))


def test_without_an_appointment_it_works_for_four_weeks_and_the_page_says_so(
    as_ada: Client,
) -> None:
    assert "without one, in four weeks" in as_ada.get("/partner/").content.decode()
    path = made_link(as_ada)
    assert works(path, NOW + timedelta(days=28))
    assert not works(path, NOW + timedelta(days=29))


def test_no_appointment_lets_a_link_work_longer_than_a_year(as_ada: Client, ada: User) -> None:
    visit(ada, NOW.date() + timedelta(days=700))
    path = made_link(as_ada)
    assert works(path, NOW + timedelta(days=365))
    assert not works(path, NOW + timedelta(days=368))
