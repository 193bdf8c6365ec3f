"""What one person can set, and that it touches nothing they logged."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from journal.forms.zone_select import zones_by_region
from journal.models import Episode, Preferences
from tests import builders
from tests.forms import opened

AS_IT_IS = {"time_zone": "UTC", "theme": "auto", "show_matches": "on"}


def save(client: Client, **changed: str) -> str:
    """Send the form as it stands, with something changed; what the next page shows."""
    typed = {name: value for name, value in {**AS_IT_IS, **changed}.items() if value}
    typed |= opened(client, "/settings/", "theme")
    return client.post("/settings/", typed, follow=True).content.decode()


def test_everything_can_be_set(as_ada: Client, ada: User) -> None:
    page = save(
        as_ada, time_zone="Europe/Berlin", theme="dark", show_matches="", limited="on", limit="20"
    )
    assert "Saved." in page
    assert 'data-theme="dark"' in page
    now = Preferences.of(ada)
    assert (now.time_zone, now.theme, now.show_matches, now.limit) == (
        "Europe/Berlin",
        "dark",
        False,
        20,
    )


def test_each_has_their_own(as_ada: Client, as_ben: Client, ben: User) -> None:
    save(as_ada, theme="dark")
    assert Preferences.of(ben).theme == "auto"
    assert 'data-theme="auto"' in as_ben.get("/settings/").content.decode()


def test_another_time_zone_changes_nothing_that_was_logged(as_ada: Client, ada: User) -> None:
    builders.episode(ada)
    before = Episode.objects.values().get()
    save(as_ada, time_zone="Pacific/Auckland")
    assert Episode.objects.values().get() == before
    assert "keep the time and zone they were logged in" in as_ada.get("/settings/").content.decode()


def test_a_limit_that_is_switched_off_is_forgotten(as_ada: Client, ada: User) -> None:
    save(as_ada, limited="on", limit="20")
    save(as_ada, limit="20")
    assert Preferences.of(ada).limit is None


@pytest.mark.parametrize("typed", ["", "0", "-3", "10000", "many", "1.5"])
def test_a_limit_that_is_no_limit_is_said_beside_the_field(
    as_ada: Client, ada: User, typed: str
) -> None:
    page = save(as_ada, limited="on", limit=typed)
    assert re.search(r'id="id_limit_error"[^§]*?<strong>Write a (whole )?number', page)
    assert Preferences.of(ada).limit is None


def test_what_was_typed_into_a_switched_off_limit_does_not_matter(as_ada: Client) -> None:
    assert "Saved." in save(as_ada, limit="many")


def test_an_unknown_time_zone_is_refused_in_words(as_ada: Client, ada: User) -> None:
    assert "There is no time zone “Mars/Olympus”." in save(as_ada, time_zone="Mars/Olympus")
    assert Preferences.of(ada).time_zone == "UTC"


def test_the_limit_is_never_a_recommendation(as_ada: Client) -> None:
    page = as_ada.get("/settings/").content.decode()
    assert "Set in advance, and by you alone" in page
    assert 'name="limit" inputmode="numeric" autocomplete="off"' in page
    assert 'id="id_limit"' in page
    assert "value=" not in page.split('name="limit"')[1].split(">")[0]


def test_every_zone_can_be_chosen_once() -> None:
    names = [name for _region, zones in zones_by_region() for name, _place in zones]
    assert len(names) == len(set(names))
    assert {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} <= set(names)


def test_everything_of_ones_own_is_one_touch_away(as_ada: Client) -> None:
    page = as_ada.get("/more/").content.decode()
    names = [
        "import_diary",
        "export_page",
        "trash",
        "article",
        "account_change_password",
        "mfa_index",
        "account_email",
    ]
    for name in [*names, "delete_account"]:
        assert f'href="{reverse(name)}"' in page
    assert f'action="{reverse("account_logout")}"' in page


def test_looking_at_the_settings_writes_nothing(as_ada: Client) -> None:
    as_ada.get("/settings/")
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("entries", [3, 60])
def test_queries_do_not_follow_the_diary(
    as_ada: Client, ada: User, entries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(entries):
        builders.episode(ada)
    with django_assert_num_queries(2):
        as_ada.get("/settings/")
