"""The passphrase of a shared link, and that no key is written into the log."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from journal.models import ShareLink, ShareOpening
from tests.views.sharing import NOW, _settings, episode, make
from twitchlog.logs.formatting import Formatter

__all__ = ["_settings", "episode"]
PHRASE = "quiet calves"


def test_a_passphrase_stands_before_page_and_pdf(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada, passphrase=PHRASE)
    asked = client.get(path)
    assert "running" not in asked.content.decode()
    assert client.get(f"{path}report.pdf").status_code == 404
    wrong = client.post(path, {"passphrase": "loud calves"})
    assert "This is not the passphrase." in wrong.content.decode()
    assert not wrong.cookies
    assert ShareOpening.objects.count() == 0
    right = client.post(path, {"passphrase": PHRASE})
    assert right.status_code == 302
    assert right.cookies["twitchlog_shared"]["path"] == path
    assert right.cookies["twitchlog_shared"]["httponly"]
    assert "running" in client.get(path).content.decode()
    assert client.get(f"{path}report.pdf").status_code == 200
    assert PHRASE not in str(ShareLink.objects.values())


def test_over_https_the_passphrase_cookie_is_bound_to_it(as_ada: Client, client: Client) -> None:
    path = make(as_ada, passphrase=PHRASE)
    cookie = client.post(path, {"passphrase": PHRASE}, secure=True).cookies[
        "__Secure-twitchlog_shared"
    ]
    assert (cookie["secure"], cookie["path"]) == (True, path)
    assert client.get(f"{path}report.pdf", secure=True).status_code == 200


def test_a_passphrase_cookie_opens_no_other_link_and_ends_after_an_hour(
    as_ada: Client, client: Client, episode: Any
) -> None:
    first, second = make(as_ada, passphrase=PHRASE), make(as_ada, passphrase=PHRASE)
    client.post(first, {"passphrase": PHRASE})
    stolen = client.cookies["twitchlog_shared"].value
    replayed = Client()
    replayed.cookies["twitchlog_shared"] = stolen
    assert "running" not in replayed.get(second).content.decode()
    assert "running" in replayed.get(first).content.decode()
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        assert "running" not in replayed.get(first).content.decode()


def test_passphrases_and_tokens_cannot_be_tried_at_will(
    as_ada: Client, client: Client, episode: Any
) -> None:
    path = make(as_ada, passphrase=PHRASE)
    tries = [
        client.post(path, {"passphrase": f"guess {number}"}).status_code for number in range(7)
    ]
    assert tries == [422] * 5 + [429] * 2
    assert client.post(path, {"passphrase": PHRASE}).status_code == 429
    misses = [client.get(f"/s/{number:032}/") for number in range(12)]
    assert [miss.status_code for miss in misses] == [404] * 10 + [429] * 2
    assert int(misses[-1]["Retry-After"]) > 0
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert client.post(path, {"passphrase": PHRASE}).status_code == 302


def test_the_log_holds_no_address_that_is_a_key(
    as_ada: Client, client: Client, episode: Any, caplog: pytest.LogCaptureFixture
) -> None:
    path = make(as_ada, passphrase=PHRASE)
    client.get(f"{path}report.pdf")
    client.post(path, {"passphrase": "loud calves"})
    client.get("/account/password/reset/key/1-abc-def/")
    client.get("/account/password/reset/key/1-abc-def/nothing")
    [handler] = [
        one for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter)
    ]
    written = "\n".join(handler.format(record) for record in caplog.records)
    assert "Not Found: /s/…/report.pdf" in written
    assert "Unprocessable" in written
    assert path.split("/")[2] not in written
    assert "1-abc-def" not in written


def test_a_traceback_is_written_without_the_key_too() -> None:
    try:
        raise ValueError("/s/abcdef/report.pdf")
    except ValueError:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "Failed: %s", ("/s/abcdef/",), sys.exc_info()
        )
    written = Formatter().format(record)
    assert "Traceback" in written
    assert "abcdef" not in written
