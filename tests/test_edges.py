"""A request that is refused before any page sees it says which of our settings would let it in, and lists none."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.belongings import fill
from tests.test_security import every_address
from twitchlog.cookies import OLD_CSRF

pytestmark = pytest.mark.django_db
DJANGOS = ("ALLOWED_HOSTS", "CSRF_", "SECURE_PROXY", "DATA_UPLOAD", "trusted origins", "settings.")
LOGIN = {"login": "ada", "password": "x"}
EDGE = "twitchlog.edges"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """The one line of ours; nobody else says anything, and nothing in Django's words."""
    records = [record for record in caplog.records if record.levelname != "DEBUG"]
    assert [record.name for record in records] == [EDGE], [record.getMessage() for record in records]
    assert not any(word in records[0].getMessage() for word in DJANGOS)
    return records[0].getMessage()


def page_of(answer: Any, status: int) -> str:
    page: str = answer.content.decode()
    assert answer.status_code == status
    assert not any(word in page for word in DJANGOS)
    return page


@pytest.fixture
def browser() -> Client:
    """A browser that has looked at the sign-in page and sends what it is told to."""
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    return client


@pytest.fixture
def https(settings: Any) -> None:
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def test_an_unknown_host_is_told_the_setting(client: Client, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.ALLOWED_HOSTS = ["secret.home.arpa"]
    page = page_of(client.get("/dashboard/", headers={"host": "diary.local:8443"}), 400)
    assert "TWITCHLOG_HOSTS=diary.local<" in page
    assert "secret.home.arpa" not in page
    assert "too large" not in page
    assert "TWITCHLOG_HOSTS=secret.home.arpa,diary.local would do" in logged(caplog)


@pytest.mark.parametrize("host", ["my_diary", "", "a..b:x", "<script>alert(1)</script>", "x" * 500 + "_"])
def test_a_host_that_no_setting_takes_is_told_so(client: Client, host: str, caplog: pytest.LogCaptureFixture) -> None:
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
    assert "cannot live under a path yet" in page
    assert "/twitchlog" in page
    assert "'/twitchlog'" in logged(caplog)
    assert client.get("/help/", headers={header: "/"}).status_code == 200


def test_a_mount_of_the_server_itself_is_refused_too(client: Client) -> None:
    page = page_of(client.get("/help/", SCRIPT_NAME="/twitchlog"), 400)
    assert "cannot live under a path yet" in page


def test_a_path_that_a_proxy_leaves_is_named(client: Client, as_ada: Client) -> None:
    assert "under “/twitchlog/”: it cannot" in page_of(client.get("/twitchlog/dashboard/"), 404)
    assert "under “/twitchlog/”: it cannot" in page_of(client.get("/twitchlog/"), 404)
    assert "under “" not in page_of(client.get("/nothing/of/that/name"), 404)
    assert "under “" not in page_of(as_ada.get("/twitchlog/"), 404)


@pytest.mark.parametrize(
    ("origin", "host", "would_do"),
    [
        ("https://diary.test", "diary.test", "TWITCHLOG_HTTPS=1"),
        ("https://diary.test:8443", "diary.test:8443", "TWITCHLOG_HTTPS=1"),
        ("https://diary.test:8443", "diary.test", "TWITCHLOG_HTTPS=1 TWITCHLOG_ORIGINS=https://diary.test:8443"),
        ("http://diary.test:8080", "diary.test", "TWITCHLOG_ORIGINS=http://diary.test:8080"),
        ("http://name.test", "diary.test", "TWITCHLOG_ORIGINS=http://name.test"),
    ],
)
def test_a_form_from_elsewhere_is_told_the_setting(  # noqa: PLR0917
    browser: Client, settings: Any, caplog: pytest.LogCaptureFixture, origin: str, host: str, would_do: str
) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    answer = browser.post("/account/login/", LOGIN, headers={"origin": origin, "host": host})
    page = page_of(answer, 403)
    assert f"starts it with: {would_do}<" in page
    assert "another window" not in page
    assert would_do in logged(caplog)


@pytest.mark.parametrize(
    ("set_up", "origin", "host"),
    [
        ({"HTTPS": True}, "https://diary.test", "diary.test"),
        ({"CSRF_TRUSTED_ORIGINS": ["https://diary.test:8443"]}, "https://diary.test:8443", "diary.test"),
        ({"CSRF_TRUSTED_ORIGINS": ["http://name.test"]}, "http://name.test", "diary.test"),
    ],
)
def test_what_would_do_does(settings: Any, set_up: dict[str, Any], origin: str, host: str) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if "HTTPS" in set_up else None
    for name, value in set_up.items():
        setattr(settings, name, value)
    client = Client(enforce_csrf_checks=True, headers={"host": host, "x-forwarded-proto": origin.partition(":")[0]})
    token = client.get("/account/login/").context["csrf_token"]
    answer = client.post("/account/login/", {**LOGIN, "csrfmiddlewaretoken": str(token)}, headers={"origin": origin})
    assert answer.status_code == 200


def test_a_proxy_that_does_not_say_https_is_named(
    browser: Client, https: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    there = {"origin": "https://diary.test", "host": "diary.test"}
    page = page_of(browser.post("/account/login/", LOGIN, headers=there), 403)
    assert "TWITCHLOG_ORIGINS=https://diary.test Or has the proxy say: X-Forwarded-Proto: https<" in page
    assert "X-Forwarded-Proto: https" in logged(caplog)


def test_a_form_from_nowhere_is_told_that_no_setting_helps(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    page = page_of(browser.post("/account/login/", LOGIN, headers={"origin": "null"}), 403)
    assert "did not say which page the form came from" in page
    assert "TWITCHLOG_" not in page
    assert "Origin: null" in logged(caplog)


def test_plain_http_where_cookies_are_for_https_alone(https: None, caplog: pytest.LogCaptureFixture) -> None:
    page = page_of(Client(enforce_csrf_checks=True).post("/account/login/", LOGIN), 403)
    assert "Open https://testserver/" in page
    assert "TWITCHLOG_HTTPS=0" in page
    assert "TWITCHLOG_HTTPS=0 would do" in logged(caplog)


def test_https_without_a_referrer(browser: Client, https: None) -> None:
    page = page_of(browser.post("/account/login/", LOGIN, headers={"x-forwarded-proto": "https"}), 403)
    assert "kept back which page" in page
    told = {"x-forwarded-proto": "https", "referer": "https://other.test/x"}
    assert "TWITCHLOG_ORIGINS=https://other.test<" in page_of(browser.post("/account/login/", LOGIN, headers=told), 403)


def test_no_cookie_and_an_old_token(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert "Allow cookies" in page_of(Client(enforce_csrf_checks=True).post("/account/login/", LOGIN), 403)
    assert "no cookie" in logged(caplog)
    caplog.clear()
    sent = {**LOGIN, "csrfmiddlewaretoken": "b" * 64}
    assert "in another window" in page_of(browser.post("/account/login/", sent), 403)
    assert "before a sign-in" in logged(caplog)
    assert OLD_CSRF not in browser.cookies


def test_a_page_that_sends_json_is_told_the_setting(ada: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    client = Client(enforce_csrf_checks=True, headers={"host": "diary.test"})
    client.force_login(ada)
    token = client.get("/api/session").json()["csrf_token"]
    sent: dict[str, Any] = {"content_type": "application/json", "headers": {"x-csrftoken": token}}
    sent["headers"]["origin"] = "https://diary.test"
    answer = client.post("/api/episodes", {"episodes": []}, **sent)
    assert answer.status_code == 403
    assert "TWITCHLOG_HTTPS=1" in answer.json()["message"]


def test_too_large_is_said_only_of_what_is(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
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
    page = page_of(browser.post("/account/login/", "--x", content_type="multipart/form-data; boundary="), 400)
    assert "too large" not in page


def test_an_address_that_only_takes_forms_leads_to_its_page(as_ada: Client, ada: User) -> None:
    assert as_ada.get("/ending/")["Location"] == "/appointment/"
    assert as_ada.get("/article/other-things/")["Location"] == "/article/"
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


@pytest.mark.parametrize(
    "told", [{"origin": "https://["}, {"origin": "☃"}, {"referer": "https://[", "x-forwarded-proto": "https"}]
)
def test_an_origin_that_is_no_address_breaks_nothing(browser: Client, https: None, told: dict[str, str]) -> None:
    assert browser.post("/account/login/", LOGIN, headers=told).status_code == 403
