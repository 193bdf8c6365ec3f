"""Passphrases of links: what is refused when one is made, and how often one may be tried by
whom.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import ShareLink
from journal.sharing import passphrase_tries, visitor_cookies
from tests import builders
from tests.sharing.standing_settings import NOW, _settings
from tests.views.sharing import make
from tests.views.test_share_passphrases import PHRASE

__all__ = ["_settings"]
WRONG = {"passphrase": "loud calves"}
RIGHT = {"passphrase": PHRASE}


@pytest.fixture
def path(as_ada: Client, ada: User) -> str:
    builders.episode(ada, note="after running")
    return make(as_ada, passphrase=PHRASE)


def from_place(number: int) -> Client:
    """A browser in a network of its own."""
    return Client(REMOTE_ADDR=f"10.{number >> 8 & 255}.{number & 255}.7")


def wrong_ones(number: int) -> None:
    """As if that many had been tried before, on other days."""
    ShareLink.objects.update(wrong_tries=number, tried_at=NOW - timedelta(days=1))


def test_who_has_the_link_keeps_nobody_else_out(path: str) -> None:
    stranger, doctor = from_place(1), from_place(2)
    assert [stranger.post(path, WRONG).status_code for _turn in range(7)] == [422] * 5 + [429] * 2
    assert stranger.post(path, RIGHT).status_code == 429
    assert doctor.post(path, RIGHT).status_code == 302


def test_an_ipv6_network_is_one_visitor(path: str) -> None:
    codes = [
        Client(REMOTE_ADDR=f"2001:db8::{number:x}").post(path, WRONG).status_code
        for number in range(1, 8)
    ]
    assert codes == [422] * 5 + [429] * 2


def test_a_visitor_has_a_days_tries_and_is_told_how_long_to_wait(path: str) -> None:
    stranger = from_place(1)
    codes = []
    for minute in range(8):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            codes += [stranger.post(path, WRONG).status_code for _turn in range(5)]
    assert codes == [422] * 30 + [429] * 10
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        refused = stranger.post(path, RIGHT)
    assert 14 * 3600 < int(refused["Retry-After"]) < 15 * 3600
    assert "minutes, then try again" in refused.content.decode()
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert stranger.post(path, RIGHT).status_code == 302


def test_the_right_one_counts_nowhere(path: str, as_ada: Client) -> None:
    for number in range(3):
        assert from_place(number).post(path, RIGHT).status_code == 302
    link = ShareLink.objects.get()
    assert (link.wrong_tries, link.tried_at) == (0, None)
    assert "wrong passphrase" not in as_ada.get(reverse("share")).content.decode()


@pytest.mark.parametrize(("before", "a_day", "pause"), [(1000, 200, 10), (5000, 50, 30)])
def test_many_addresses_are_slowed_and_a_newcomer_is_not_locked_out(
    path: str, before: int, a_day: int, pause: int
) -> None:
    wrong_ones(before)
    codes = [from_place(number).post(path, WRONG).status_code for number in range(a_day + 20)]
    assert codes == [422] * a_day + [429] * 20
    waits = from_place(900_000).post(path, RIGHT)
    assert (waits.status_code, int(waits["Retry-After"])) == (429, 60 * pause + 1)
    with time_machine.travel(NOW + timedelta(minutes=pause), tick=False):
        assert from_place(900_000).post(path, RIGHT).status_code == 302


def of_network(number: int, network: int = 0) -> Client:
    """A browser that changes its address within one customer's network; never the same visitor
    twice.
    """
    return Client(REMOTE_ADDR=f"2001:db8:{network:x}:{number:x}::1")


@pytest.mark.parametrize(("before", "most"), [(0, 100), (1000, 12), (5000, 6)])
def test_a_network_full_of_addresses_has_few_tries(path: str, before: int, most: int) -> None:
    wrong_ones(before)
    codes = [of_network(number).post(path, WRONG).status_code for number in range(most + 5)]
    assert codes == [422] * most + [429] * 5
    assert of_network(7, 1).post(path, RIGHT).status_code == 302


def test_once_all_wait_who_has_tried_least_waits_shortest(path: str) -> None:
    wrong_ones(5000)
    for network in range(50):
        from_place(network).post(path, WRONG)
    for network in range(1, 4):  # the fewest of whoever tries have one now
        of_network(0, network).post(path, WRONG)
    tried_at = NOW
    for turn in range(
        1, 4
    ):  # three networks take what there is, and then a newcomer stands before each of them
        tried_at = NOW + turn * timedelta(minutes=30)
        with time_machine.travel(tried_at, tick=False):
            assert of_network(turn, turn).post(path, WRONG).status_code == 422
    with time_machine.travel(tried_at + timedelta(minutes=30), tick=False):
        codes = [of_network(9, network).post(path, WRONG).status_code for network in range(1, 4)]
        assert codes == [429] * 3
        assert from_place(900).post(path, RIGHT).status_code == 302
    with time_machine.travel(tried_at + timedelta(minutes=60), tick=False):
        assert of_network(10, 1).post(path, WRONG).status_code == 422


def test_what_the_release_before_counted_counts_on(path: str) -> None:
    each = {"abc": 1}
    ShareLink.objects.update(
        tries_today={"day": "2026-07-08/0", "all": 1000, "each": each}, tried_at=NOW
    )
    assert from_place(1).post(path, RIGHT).status_code == 429


def test_over_https_its_cookie_came_over_https_alone(path: str) -> None:
    doctor = from_place(1)
    cookies = doctor.post(path, RIGHT, secure=True).cookies
    assert {name.startswith("__Secure-") for name in cookies} == {True}
    assert f"__Secure-{visitor_cookies.KNOWN_COOKIE}" in cookies
    wrong_ones(5000)
    for number in range(2, 60):
        from_place(number).post(path, WRONG)
    assert doctor.post(path, WRONG, secure=True).status_code == 422
    doctor.cookies[visitor_cookies.KNOWN_COOKIE] = doctor.cookies.pop(
        f"__Secure-{visitor_cookies.KNOWN_COOKIE}"
    ).value
    assert doctor.post(path, WRONG, secure=True).status_code == 429


def test_all_tries_of_all_addresses_in_ninety_days_are_few() -> None:
    made = day = 0
    while day < 90:
        step = next(one for one in passphrase_tries.ALLOWANCES if made >= one.many)
        made += step.for_all + timedelta(days=1) // step.pause
        day += 1
    assert made < 25_000


def test_a_browser_that_opened_it_before_goes_on(path: str) -> None:
    doctor = from_place(1)
    assert doctor.post(path, RIGHT).cookies[visitor_cookies.KNOWN_COOKIE]["path"] == path
    wrong_ones(5000)
    for number in range(2, 60):
        from_place(number).post(path, WRONG)
    for number in (2, 5):  # also from another place
        with time_machine.travel(NOW + timedelta(hours=number), tick=False):
            there = Client(REMOTE_ADDR=f"10.9.9.{number}")
            there.cookies = doctor.cookies
            from_place(1_000 + number).post(path, WRONG)
            assert (
                there.get(path).content.decode().count("after running") == 0
            )  # it is asked again after an hour
            assert there.post(path, RIGHT).status_code == 302


def test_a_known_browsers_cookie_is_of_its_link_alone(path: str, as_ada: Client) -> None:
    doctor = from_place(1)
    doctor.post(path, RIGHT)
    other = make(as_ada, passphrase=PHRASE)
    wrong_ones(5000)
    for number in range(2, 60):
        from_place(number).post(other, WRONG)
    assert doctor.post(other, WRONG).status_code == 429


def test_the_owner_sees_that_somebody_tried(path: str, as_ada: Client) -> None:
    from_place(1).post(path, WRONG)
    assert (
        "A wrong passphrase was typed 1 time, on 8 July 2026, 09:00."
        in as_ada.get(reverse("share")).content.decode()
    )
    wrong_ones(400)
    text = as_ada.get(reverse("share")).content.decode()
    assert "typed 400 times, the last time on 7 July 2026, 09:00." in text
    assert "End this link and make another one." in text


def test_no_address_is_written_down(path: str) -> None:
    from_place(1).post(path, WRONG)
    assert "10.0.1" not in str(ShareLink.objects.values())
