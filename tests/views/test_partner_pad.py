"""The screen beside the bed: whoever has the link writes, and whoever attacks it learns nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from journal.account_deletion import delete_account
from journal.actions.partner_link import revoke_partner_link
from journal.models import PartnerLink, Sighting
from tests.partner_links import NOW, made_link, send, sighting
from tests.views.watched_link import BROWSER, _berlin, path, results
from twitchlog.logs.formatting import Formatter

__all__ = ["_berlin", "path"]
pytestmark = pytest.mark.usefixtures("standing_clock")
TOKEN = "Ab3-" * 8


# The link reads nothing


def test_every_link_shows_the_same_to_the_letter(
    path: str, as_ada: Client, as_ben: Client, client: Client
) -> None:
    send(path, sighting(), sighting(place="arm"))
    other, bens = made_link(as_ada, watcher="Lou"), made_link(as_ben, watcher="Max")
    pages = {client.get(each, headers=BROWSER).content for each in (path, other, bens)}
    assert len(pages) == 1
    text = pages.pop().decode()
    assert not any(name in text for name in ("ada", "ben", "Kim", "Lou", "Max", path, "July"))
    assert len({client.get(f"{each}session").content for each in (path, other, bens)}) == 1


def test_the_owner_signed_in_sees_no_more_than_anybody(path: str, as_ada: Client) -> None:
    send(path, sighting())
    assert as_ada.get(path, headers=BROWSER).content == Client().get(path, headers=BROWSER).content


def gone_paths(path: str, as_ada: Client, ada: User) -> dict[str, Callable[[], str]]:
    """Ways for a link not to work."""

    def revoked() -> str:
        revoke_partner_link(PartnerLink.objects.get(), NOW, with_waiting=False)
        return path

    def over() -> str:
        PartnerLink.objects.update(ends_at=NOW)
        return path

    def deleted() -> str:
        delete_account(ada)
        return path

    return {
        "never made": lambda: f"/w/{TOKEN}/",
        "no token at all": lambda: "/w/abc/",
        "taken back": revoked,
        "over": over,
        "account deleted": deleted,
    }


WAYS = ["never made", "no token at all", "taken back", "over", "account deleted"]


@pytest.mark.parametrize("way", WAYS)
def test_what_does_not_work_is_answered_alike(
    way: str, path: str, as_ada: Client, ada: User, client: Client
) -> None:
    there = gone_paths(path, as_ada, ada)[way]()
    page, session = client.get(there, headers=BROWSER), client.get(f"{there}session")
    sent = send(there, sighting())
    never = client.get("/w/" + "x" * 32 + "/", headers=BROWSER)
    assert (page.status_code, page.content) == (404, never.content)
    assert (session.status_code, sent.status_code) == (401, 401)
    assert session.content == sent.content == client.get("/w/" + "x" * 32 + "/session").content
    assert not Sighting.objects.exists()


def test_nobody_is_told_whether_an_id_came_before(path: str) -> None:
    one = sighting()
    first, second = send(path, one), send(path, one)
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert results(first) == ["new"]
    assert Sighting.objects.count() == 1


def test_no_address_of_the_link_gives_anything_back(path: str, client: Client) -> None:
    send(path, sighting())
    assert client.get(f"{path}sightings").status_code == 405
    assert client.get(f"{path}session").json() == {"account": "link", "csrf_token": ""}
    assert client.post(f"{path}session").status_code == 405
    assert client.get(path).cookies == {}
    assert client.delete(path).status_code == 405


def test_a_disk_that_takes_no_more_files_keeps_no_sighting_out(
    path: str, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As where all inodes are used up: nothing can be made there, also by root."""
    (tmp_path / "file").touch()
    settings.API_COUNTS = tmp_path / "file" / "counts"
    assert results(send(path, sighting())) == ["new"]
    assert "requests are not counted" in caplog.text


# Headers, logs, previews


@pytest.mark.parametrize("part", ["", "session", "sightings", "nothing", "../"])
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_no_answer_is_kept_found_or_told_to_others(
    path: str, client: Client, part: str, method: str
) -> None:
    for there in (path, f"/w/{TOKEN}/", f"/W/{TOKEN}/"):
        answer = getattr(client, method)(f"{there}{part}", HTTP_ACCEPT="text/html")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize(
    "typed", ["/w/T/", "/w/T", "//w//T/", "/w/T/sightings", "/x/w/T/y", "/w/T."]
)
def test_no_key_is_written_into_the_log_however_it_is_mistyped(typed: str) -> None:
    for token in (TOKEN, "short"):
        address = typed.replace("T", token)
        record = logging.LogRecord("x", logging.INFO, "x", 1, "Not Found: %s", (address,), None)
        assert token not in Formatter().format(record)


def test_what_looks_ahead_is_told_to_come_back(path: str, client: Client) -> None:
    assert client.get(path, HTTP_SEC_PURPOSE="prefetch").status_code == 503


def test_the_screen_costs_few_queries(
    path: str, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(1):
        client.get(path)
    with django_assert_max_num_queries(10):
        send(path, *(sighting() for _number in range(50)), client=client)
    assert Sighting.objects.count() == 50


def test_the_screen_says_who_reads_it_and_names_nobody(path: str, client: Client) -> None:
    page = client.get(path).content.decode()
    assert "Only whoever gave you this link reads what you write." in page
