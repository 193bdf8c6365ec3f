"""The page "More" and the five places in the header: what they lead to, and what they mark."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.pages.header import BELOW, PLACES
from tests import builders
from tests.addresses import OWN
from tests.rows_of_every_model import fill

# What the header and the page of settings led to before there were five places.
LINKED_BEFORE = [
    "article",
    "settings",
    "pad",
    "import_diary",
    "export_page",
    "tokens",
    "trash",
    "account_change_password",
    "mfa_index",
    "sign_ins",
    "security_log",
    "account_email",
    "delete_account",
    "help",
]
# Pages to which no place leads: the button in the header, and what a lost session had typed.
NOWHERE = {"log/", "unsaved/"}
# What other pages alone led to.
HIDDEN_BEFORE = ["patterns", "nights", "phone"]


def header(client: Client, address: str) -> str:
    """The places as a page shows them."""
    page = client.get(address).content.decode()
    return page[page.index('<nav class="places"') : page.index("</nav>")]


def marked(client: Client, address: str) -> list[tuple[str, str]]:
    """The places with a mark: where each leads, and the mark."""
    return re.findall(r'<a href="([^"]+)" aria-current="([a-z]+)"', header(client, address))


@pytest.mark.parametrize("route", [*LINKED_BEFORE, *HIDDEN_BEFORE])
def test_each_page_is_found_from_there_with_a_line_on_what_it_is_for(
    as_ada: Client, route: str
) -> None:
    page = as_ada.get("/more/").content.decode()
    row = rf'<a href="{reverse(route)}">[^<]+<span class="purpose">[^<]+</span></a>'
    assert re.search(row, page)
    assert as_ada.get(reverse(route)).status_code in {200, 302}


def test_signing_out_is_there(as_ada: Client) -> None:
    page = as_ada.get("/more/").content.decode()
    assert 'action="/account/logout/"' in page
    assert "You are signed in as <bdi>ada</bdi>." in page


def test_the_header_has_five_places_and_the_button(as_ada: Client) -> None:
    words = re.findall(r">([^<>]+)</a>", header(as_ada, "/more/"))
    assert words == ["Today", "Diary", "Appointment", "Report", "More"]
    assert re.search(r'log-button" href="/log/">Log<', as_ada.get("/more/").content.decode())


@pytest.mark.parametrize("route", PLACES)
def test_the_place_that_is_open_is_marked(as_ada: Client, route: str) -> None:
    assert marked(as_ada, reverse(route)) == [(reverse(route), "page")]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/morning/", "/dashboard/"),
        ("/share/", "/appointment/"),
        ("/report/frozen/", "/report/"),
        ("/settings/", "/more/"),
        ("/settings/tokens/", "/more/"),
        ("/account/email/", "/more/"),
        ("/help/", "/more/"),
    ],
)
def test_a_page_a_level_down_marks_the_place_above_it(
    as_ada: Client, address: str, place: str
) -> None:
    assert marked(as_ada, address) == [(place, "true")]


@pytest.mark.parametrize("route", OWN)
def test_every_page_of_ones_own_lies_at_a_place(as_ada: Client, ada: User, route: str) -> None:
    fill(ada)
    as_ada.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    answer = as_ada.get(OWN[route])
    has_places = not answer.streaming and b'<nav class="places"' in answer.content
    if answer.status_code == 200 and has_places and route not in NOWHERE:
        assert len(marked(as_ada, OWN[route])) == 1


def test_no_page_lies_below_two_places() -> None:
    names = [name for below in BELOW.values() for name in below]
    assert len(names) == len(set(names))


def test_a_visitor_sees_no_places(client: Client, db: None) -> None:
    assert '<nav class="places"' not in client.get("/help/").content.decode()
    assert client.get("/more/")["Location"] == "/account/login/?next=/more/"
