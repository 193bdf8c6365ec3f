"""What opens the diary to others, or is read, in one line of the server's log."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from journal.models import ApiToken, FrozenReport, SecurityEvent, ShareLink
from tests import builders
from tests.identity.test_second_step import words
from tests.views.noted_events import PAGE, _lines_are_seen, kinds, lines
from tests.views.signed_in_browsers import IPHONE, browser

__all__ = ["_lines_are_seen"]
LINE = re.compile(r"[a-z_]+ (done|refused) account=(none|\d+) address=[\w.:/]+")


def test_a_limit_that_is_reached_is_a_line(
    ada: User, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    for _try in range(8):
        client.post("/account/login/", {"login": "ada", "password": "wrong guess 7"})
    for _try in range(12):
        client.get("/s/guessed/")
    assert lines(caplog).count("limit_reached refused account=none address=127.0.0.1") >= 4


def test_what_opens_the_diary_to_others(
    ada: User, as_ada: Client, client: Client, caplog: Any
) -> None:
    as_ada.post("/report/freeze/", {"period": "4"})
    as_ada.post(f"/report/frozen/{FrozenReport.objects.get().pk}/delete/")
    data = {"name": "watch", "scope": "add", "key": "drawn"}
    for _touch in range(2):
        as_ada.post("/settings/tokens/", data)
        as_ada.post(
            "/share/",
            {"period": "4", "ends_on": "2026-12-01", "key": "drawn", "passphrase": "violet otter"},
        )
    token = ApiToken.objects.get()
    for _touch in range(2):
        as_ada.post(f"/settings/tokens/{token.pk}/revoke/")
        as_ada.post(f"/share/{ShareLink.objects.get().pk}/revoke/")
    as_ada.get("/export/diary.json")
    as_ada.head("/export/diary.json")
    for _time in range(2):
        as_ada.get("/report/report.fhir.json?period=all")
    as_ada.head("/report/report.fhir.json")
    assert kinds(ada)[1:] == [
        "report_frozen",
        "report_deleted",
        "token_made",
        "link_made",
        "token_revoked",
        "link_ended",
        "exported",
    ]
    text = words(as_ada.get(PAGE))
    assert "The diary was exported, 3 times that day" in text
    assert f"A token was made ({token.prefix}…)" in text
    assert "watch" not in text
    assert not [line for line in lines(caplog) if not LINE.fullmatch(line)]


def test_what_is_read_is_not_withheld_by_a_full_disk(
    ada: User, as_ada: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page = as_ada.post("/share/", {"period": "4", "ends_on": "2026-12-01"}).content.decode()
    link = re.search(r'value="http://testserver(/s/[^"]+)"', page)
    assert link

    def is_full(*arguments: Any, **named: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("journal.identity.security_log.note_event", is_full)
    assert as_ada.get("/export/diary.json").status_code == 200
    assert Client(headers={"User-Agent": IPHONE}).get(link[1]).status_code == 200
    assert [record.name for record in caplog.records].count("journal.identity.security_log") == 2
    assert f"exported done account={ada.pk} address=127.0.0.1" in lines(caplog)


def test_the_demo_notes_for_the_server_alone(
    settings: Any, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    settings.DEMO = True
    demo = builders.person("demo")
    Client().post("/demo/")
    assert kinds(demo) == []
    assert f"sign_in done account={demo.pk} address=127.0.0.1" in lines(caplog)


def test_signing_out_and_deleting_the_account_are_lines(
    ada: User, caplog: pytest.LogCaptureFixture
) -> None:
    client, pk = browser(), ada.pk
    client.post("/account/logout/")
    client = browser()
    client.post("/settings/delete-account/", {"password": builders.PASSWORD})
    logged = lines(caplog)
    assert f"sign_out done account={pk} address=127.0.0.1" in logged
    assert f"account_deleted done account={pk} address=127.0.0.1" in logged
    assert [line for line in logged if line.startswith(f"account_erased done account={pk} ")]
    assert not SecurityEvent.objects.exists()


def test_an_address_of_a_proxy_breaks_no_line(
    ada: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = Client(headers={"X-Forwarded-For": "1.2.3.4 account=1\r\nsign_in done"})
    client.post("/account/login/", {"login": "ada\r\nsign_in done account=9", "password": "x"})
    assert all(LINE.fullmatch(line) for line in lines(caplog))
    assert lines(caplog)
