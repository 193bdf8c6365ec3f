"""A request that is refused before any page sees it says which of our settings would let it in, and
lists none.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.rows_of_every_model import fill
from tests.twitchlog.configuration.test_browser_policies import every_address
from tests.twitchlog.http.refused_requests import browser, logged, page_of

__all__ = ["browser"]
pytestmark = pytest.mark.django_db


def test_an_unknown_host_is_told_the_setting(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["secret.home.arpa"]
    page = page_of(client.get("/dashboard/", headers={"host": "diary.local:8443"}), 400)
    assert "TWITCHLOG_HOSTS=diary.local<" in page
    assert "secret.home.arpa" not in page
    assert "too large" not in page
    assert "TWITCHLOG_HOSTS=secret.home.arpa,diary.local would do" in logged(caplog)


@pytest.mark.parametrize(
    "host", ["my_diary", "", "a..b:x", "<script>alert(1)</script>", "x" * 500 + "_"]
)
def test_a_host_that_no_setting_takes_is_told_so(
    client: Client, host: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = page_of(client.get("/", headers={"host": host}), 400)
    assert "No setting takes this one" in page
    assert "<script>alert" not in page
    assert len(logged(caplog)) < 300


def test_a_program_is_told_in_json(client: Client) -> None:
    answer = client.get("/api/session", headers={"host": "diary.local"})
    assert answer.status_code == 400
    assert "TWITCHLOG_HOSTS=diary.local" in answer.json()["message"]


@pytest.mark.parametrize("header", ["x-forwarded-prefix", "x-script-name"])
def test_a_path_before_everything_is_refused_in_words(
    client: Client, header: str, caplog: pytest.LogCaptureFixture
) -> None:
    page = page_of(client.get("/help/", headers={header: "/twitchlog"}), 400)
    assert "TWITCHLOG_PATH=/twitchlog/," in page
    assert "TWITCHLOG_PATH=/twitchlog/ would do" in logged(caplog)
    assert client.get("/help/", headers={header: "/"}).status_code == 200


def test_a_mount_of_the_server_itself_is_refused_too(client: Client) -> None:
    page = page_of(client.get("/help/", SCRIPT_NAME="/twitchlog"), 400)
    assert "TWITCHLOG_PATH=/twitchlog/," in page


def test_a_path_that_was_set_is_none_too_many(client: Client, settings: Any) -> None:
    settings.FORCE_SCRIPT_NAME, settings.APP_PATH = "/twitchlog", "/twitchlog/"
    headers = {"x-forwarded-prefix": "/twitchlog"}
    assert client.get("/help/", headers=headers).status_code == 200
    headers = {"x-forwarded-prefix": "/diary/"}
    assert "TWITCHLOG_PATH=/diary/," in page_of(client.get("/help/", headers=headers), 400)


def test_a_path_that_a_proxy_leaves_is_named(client: Client, as_ada: Client) -> None:
    assert "under “/twitchlog/”: whoever runs it" in page_of(
        client.get("/twitchlog/dashboard/"), 404
    )
    assert "under “/twitchlog/”: whoever runs it" in page_of(client.get("/twitchlog/"), 404)
    assert "under “" not in page_of(client.get("/nothing/of/that/name"), 404)
    assert "under “" not in page_of(as_ada.get("/twitchlog/"), 404)


def test_too_large_is_said_only_of_what_is(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = page_of(browser.post("/account/login/", {"login": "x" * 3_000_000}), 400)
    assert "This is too large" in page
    assert "A form may hold 2 MB" in page
    assert "more than 2 MB" in logged(caplog)
    caplog.clear()
    body = "&".join(f"f{number}=1" for number in range(1100))
    kind = "application/x-www-form-urlencoded"
    assert "more fields" in page_of(browser.post("/account/login/", body, content_type=kind), 400)
    assert "more fields" in logged(caplog)
    caplog.clear()
    page = page_of(
        browser.post("/account/login/", "--x", content_type="multipart/form-data; boundary="), 400
    )
    assert "too large" not in page


def test_an_address_that_only_takes_forms_leads_to_its_page(as_ada: Client, ada: User) -> None:
    assert as_ada.get("/ending/")["Location"] == "/appointment/"
    assert as_ada.get("/article/other-things/")["Location"] == "/checklist/"
    assert as_ada.head("/too-many/")["Location"] == "/dashboard/"
    answer = as_ada.put("/too-many/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Nothing was changed." in answer.content.decode()


def test_no_page_answers_a_look_with_a_refusal(as_ada: Client, ada: User) -> None:
    fill(ada)
    as_ada.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    builders.episode(ada)
    as_ada.post(f"/episodes/{builders.episode(ada).pk}/delete/")
    pages = (address for address in every_address(ada) if not address.startswith("/api/"))
    refused = [address for address in pages if as_ada.get(address).status_code == 405]
    assert refused == []


def test_after_signing_in_again_too(client: Client, ada: User) -> None:
    answer = client.get("/ending/")
    assert answer["Location"] == "/account/login/?next=/ending/"
    sent = {"login": "ada", "password": builders.PASSWORD, "next": "/ending/"}
    answer = client.post("/account/login/", sent, follow=True)
    assert answer.redirect_chain[-1][0] == "/appointment/"
