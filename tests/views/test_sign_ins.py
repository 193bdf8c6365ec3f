"""Where one is signed in: noted at sign-in, listed with what else opens the diary, and ended from
there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from journal.models import SignIn
from tests import builders
from tests.forms import opened, post_forms
from tests.identity.test_second_step import words
from tests.views.signed_in_browsers import IPHONE, PAGE, START, browser, is_in


def test_each_place_is_listed_with_its_device_and_days(ada: User, ben: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        here = browser()
        clock.shift(timedelta(days=3))
        browser(IPHONE)
        browser(IPHONE, "ben")
        text = words(here.get(PAGE))
    assert (
        "Firefox on Windows this one Signed in on 1 July 2026, 12:00. Last used on 1 July 2026."
        in text
    )
    assert (
        "Safari on iPhone Signed in on 4 July 2026, 12:00. Last used on 4 July 2026. Sign out there"
        in text
    )
    assert text.count("Sign out there") == 1


def test_use_is_noted_once_a_day_and_never_by_looking(
    ada: User, django_assert_num_queries: Any
) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = browser()
        clock.shift(timedelta(days=2))
        client.get("/settings/")
        assert SignIn.objects.get().used_at == START
        client.post("/account/email/")
        client.post("/account/email/")
        assert SignIn.objects.get().used_at == START + timedelta(days=2)
        assert SignIn.objects.get().made_at == START


def test_signing_out_there_leaves_this_place_and_others(ada: User) -> None:
    here, other_browser, elsewhere = browser(), browser(IPHONE), browser()
    pk = SignIn.objects.get(system="iPhone").pk
    answer = here.post(f"{PAGE}{pk}/end/", opened(here, PAGE), follow=True)
    assert "Signed out there." in answer.content.decode()
    assert [is_in(client) for client in (here, other_browser, elsewhere)] == [True, False, True]
    assert (
        "Signed out there."
        in here.post(f"{PAGE}{pk}/end/", opened(here, PAGE), follow=True).content.decode()
    )
    assert here.post(f"{PAGE}{pk}/end/").status_code == 404


def test_what_it_still_sends_is_refused(ada: User) -> None:
    """A page that lies open there, and the night pad's API."""
    here, other_browser = browser(), browser(IPHONE)
    form = next(
        form
        for form in post_forms(other_browser.get("/appointment/").content.decode())
        if form.action == "/appointment/"
    )
    here.post(f"{PAGE}end/")
    entry = {"episodes": [{"id": "a", "happened_at": "2026-07-01T02:00Z", "time_zone": "UTC"}]}
    assert (
        other_browser.post("/api/episodes", entry, content_type="application/json").status_code
        == 401
    )
    assert other_browser.get("/api/session").status_code == 401
    late = other_browser.post("/appointment/", form.sends() | {"questions": "typed there"})
    assert late.status_code == 401
    assert "What you typed is taken along" in late.content.decode()


def test_this_place_is_left_by_its_own_page(ada: User) -> None:
    here = browser()
    assert here.post(f"{PAGE}{SignIn.objects.get().pk}/end/")["Location"] == "/account/logout/"
    assert is_in(here)


def test_somebody_elses_place_is_not_there(ada: User, ben: User) -> None:
    here, of_ben = browser(), browser(IPHONE, "ben")
    assert here.post(f"{PAGE}{SignIn.objects.get(owner=ben).pk}/end/").status_code == 404
    assert is_in(of_ben)


def test_a_session_from_before_is_ended_too_and_noted_at_its_next_use(ada: User) -> None:
    here, old = browser(), browser(IPHONE)
    SignIn.objects.filter(system="iPhone").delete()
    session = old.session
    del session["renewed_at"], session["signed_in_at"]
    session.save()
    old.post("/account/email/")
    assert "Safari on iPhone Signed in before this list was kept." in words(here.get(PAGE))


def test_a_row_goes_with_its_session(ada: User) -> None:
    client = browser()
    client.post("/account/logout/")
    assert not SignIn.objects.exists()
    browser()
    Session.objects.all().delete()
    assert not SignIn.objects.exists()


def test_visitors_of_the_demo_see_their_own_place_alone(settings: Any, db: None) -> None:
    settings.DEMO = True
    builders.person("demo")
    first, other = Client(), Client()
    for client in (first, other):
        client.post("/demo/")
    assert words(first.get(PAGE)).count("Signed in on") == 1
    first.post(f"{PAGE}end/")
    assert is_in(other)


@pytest.mark.parametrize("number", [1, 60])
def test_queries_do_not_grow(ada: User, number: int, django_assert_num_queries: Any) -> None:
    here = browser()
    for _place in range(number):
        Client().force_login(ada)
    here.get(PAGE)
    with django_assert_num_queries(5):
        page = here.get(PAGE).content.decode()
    assert page.count("Sign out there") == min(number, 49)
    assert ("And 11 more" in page) is (number == 60)
