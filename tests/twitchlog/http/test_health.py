"""Whoever looks by a program is answered under any name, without HTTPS, and learns nothing of
anybody.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from twitchlog.database import schema
from twitchlog.filesystem import disk_space

pytestmark = pytest.mark.django_db
READY = ["/health/", "/health/ready/"]


def test_it_is_there_and_ready(client: Client) -> None:
    assert client.get("/health/live/").content == b"ok"
    for path in READY:
        assert client.get(path).json() == {"healthy": True}


@pytest.mark.parametrize("path", [*READY, "/health/live/"])
def test_nothing_stands_before_it(as_ada: Client, settings: Any, path: str) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["diary.home.arpa"], True
    answer = as_ada.get(path, headers={"host": "10.1.2.3:8000", "x-forwarded-proto": "http"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_being_there_asks_the_database_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get("/health/live/")


def test_no_session_is_looked_up(as_ada: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(5) as captured:
        as_ada.get("/health/")
    assert not [query for query in captured if "session" in query["sql"]]


def test_a_database_that_takes_nothing_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked() -> bool:
        raise DatabaseError("database is locked: /secret/path")

    monkeypatch.setattr(schema, "is_up_to_date", locked)
    answers = [client.get("/health/ready/") for _look in range(5)]
    assert {answer.status_code for answer in answers} == {503}
    assert answers[0].json() == {
        "healthy": False,
        "errors": ["the database cannot be read or written"],
    }
    assert client.get("/health/live/").status_code == 200
    assert [row for row in caplog.records if row.levelno >= logging.WARNING] == []


def test_a_database_of_another_release_is_not_ready(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "is_up_to_date", lambda: False)
    assert client.get("/health/").json()["errors"] == ["the database is of another release"]


def test_a_full_disk_is_not_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_space, "free_bytes", lambda _folder: 4096)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()["errors"]) == (503, ["the disk is full"])


def test_it_only_looks(client: Client) -> None:
    answer = client.post("/health/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert client.get("/health").status_code == 404
