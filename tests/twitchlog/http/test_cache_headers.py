"""What one person alone should see is kept by no browser; what is the same for everybody may be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.addresses import OPEN
from tests.project.rooms import ROOT
from tests.rows_of_every_model import fill
from tests.twitchlog.configuration.test_browser_policies import every_address

PASSWORD = {"login": "ada", "password": builders.PASSWORD}
# The same for everybody: they look into no session, whoever asks. The workers keep some of them
# (docs/pad.md).
PUBLIC = (
    "/pad/",
    "/pad/map.svg",
    "/sw.js",
    "/day-sw.js",
    "/partner-sw.js",
    "/offline/",
    "/manifest.webmanifest",
    "/robots.txt",
    "/favicon.ico",
    "/apple-touch-icon.png",
)


def caching(answer: Any) -> str:
    said: str = answer.headers.get("Cache-Control", "")
    return said


def test_nothing_behind_sign_in_is_kept(as_ada: Client, ada: User) -> None:
    fill(ada)
    as_ada.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    as_ada.post(f"/episodes/{builders.episode(ada).pk}/delete/")
    for address in every_address(ada):
        if address in PUBLIC or address == "/account/logout/":
            continue
        for method in (as_ada.get, as_ada.post):
            answer = method(address)
            assert "no-store" in caching(answer), (address, answer.status_code)
            if answer.wsgi_request.user.is_anonymous:  # the address ended the session
                as_ada.force_login(ada)


def test_what_breaks_or_leads_nowhere_is_kept_as_little(as_ada: Client) -> None:
    as_ada.raise_request_exception = False
    for answer in (
        as_ada.get("/nothing/"),
        as_ada.get("/episodes"),
        as_ada.get("/episodes/999999/"),
        as_ada.put("/trash/"),
        as_ada.get("/help/"),
        as_ada.post(
            "/settings/", "a=%ff", content_type="application/x-www-form-urlencoded; charset=utf-16"
        ),
        as_ada.get("/api/nothing"),
        as_ada.get("/dashboard/", headers={"hx-request": "true"}),
        as_ada.get("/static/nothing.css"),
    ):
        assert "no-store" in caching(answer), answer.wsgi_request.path


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_the_same_for_everybody_may_be_kept(
    as_ada: Client, client: Client, address: str
) -> None:
    assert caching(as_ada.get(address)) == caching(client.get(address))
    assert "no-store" not in caching(client.get(address))
    assert "Cookie" not in as_ada.get(address).headers.get("Vary", "")


@pytest.mark.django_db
def test_pages_for_visitors_are_as_they_were(client: Client) -> None:
    assert caching(client.get("/help/")) == ""
    assert caching(client.get("/nothing/")) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [address for address in OPEN.values() if address.startswith("/account/")]
)
def test_ways_in_are_not_kept(client: Client, address: str) -> None:
    assert "no-store" in caching(client.get(address))


@pytest.mark.django_db
def test_that_one_has_to_sign_in_first_is_not_kept(client: Client) -> None:
    assert "no-store" in caching(client.get("/settings/"))


def test_signing_in_and_a_wrong_password_are_not_kept(client: Client, ada: User) -> None:
    assert "no-store" in caching(client.post("/account/login/", PASSWORD | {"password": "wrong"}))
    assert "no-store" in caching(client.post("/account/login/", PASSWORD))


def test_signing_out_empties_the_cache_and_nothing_else(as_ada: Client) -> None:
    answer = as_ada.post("/account/logout/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "no-store" in caching(answer)


def test_deleting_the_account_does_too(as_ada: Client) -> None:
    answer = as_ada.post("/settings/delete-account/", {"password": builders.PASSWORD, "sure": "on"})
    assert User.objects.count() == 0
    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_no_other_answer_does(as_ada: Client, client: Client, ada: User) -> None:
    for answer in (
        as_ada.get("/account/logout/"),
        as_ada.get("/dashboard/"),
        client.post("/account/login/", PASSWORD),
    ):
        assert "Clear-Site-Data" not in answer.headers


@pytest.mark.parametrize(
    "address", ["/", "/dashboard/", "/api/session", "/nothing/", "/static/nothing.css", "/pad/"]
)
def test_other_sites_may_not_embed_anything_and_powers_are_off(
    as_ada: Client, address: str
) -> None:
    headers = as_ada.get(address).headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    is_page = headers.get("Content-Type", "").startswith("text/html")
    assert ("geolocation=()" in headers.get("Permissions-Policy", "")) is is_page
    assert "Server" not in headers


def test_what_scripts_use_is_on_and_nothing_else() -> None:
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").rglob("*.js"))
    used = {
        "screen-wake-lock": "navigator.wakeLock",
        "publickey-credentials-get": "passkey",
        "publickey-credentials-create": "passkey",
    }
    on = {name for name, value in configured.PERMISSIONS_POLICY.items() if value}
    assert on == set(used)
    assert all(call in scripts for call in used.values())
    others = (
        r"geolocation|getUserMedia|navigator\.(clipboard|bluetooth|usb|serial|hid|share|"
        r"getGamepads)|requestFullscreen"
    )
    assert not re.search(others, scripts)


@pytest.mark.django_db
def test_every_static_file_is_what_it_says_it_is(tmp_path: Path, settings: Any) -> None:
    (tmp_path / "x.css").write_text("a{}")
    settings.STATIC_ROOT = str(tmp_path)
    answer = Client().get("/static/x.css")
    assert b"".join(answer) == b"a{}"
    answer.close()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" not in caching(answer)
