"""The server's log holds no key, however its address was mistyped; and one record is one line."""

from __future__ import annotations

import logging
import secrets
from io import StringIO
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from twitchlog.logs.formatting import Formatter, discreet, path_in_words

# Keys as the app makes them: of links, of programs, of sessions, for a new password, for an
# address.
KEYS = [
    "Kq3vX1d_9-bZfW2mHn7tQe5RyU8oLsA0cJ4iGpTzEw",
    "tw_Kq3vX1d_9-bZfW2mHn7tQe5RyU8oLsA0cJ4iGpTzEw",
    "hartxmaswcw12w53qfey09ueu9xsf172",
    "1-cx9k2m-0123456789abcdef0123456789abcdef",
    "MQ:1rTq2x:Zk2-vN3hQW8pLr5uXe7cYb1dTg4fSj6aKm9",
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0",
]
MISTYPED = [
    "/s/{}/",
    "/s//{}/",
    "/S/{}/",
    '/s/"{}/',
    "/s/x/{}/",
    "/s/ {}",
    "/pad/{}",
    "/{}",
    "/{}/report.pdf",
    "/s/{}/report.pdf.",
    "/share/{}/revoke/",
    "/account/password/reset/key//{}/",
    "/account/password/reset/key/{}",
    "/account/confirm-email//{}/",
    "/Account/Password/Reset/Key/{}/",
    "/api/{}",
    "/static/{}",
    "/%2Fs%2F{}",
    "/s/{}%0aWARNING forged",
    "/api/device-sleep/sleep-as-android/{}",
    "/api/device-sleep/Sleep-as-Android//{}/",
    "/http://diary.test/s/{}/",
]


@pytest.fixture
def log() -> Any:
    """What stands in the log."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Formatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def parts_of(key: str) -> list[str]:
    """What of a key must not be read: any ten signs of it."""
    return [key[at : at + 10] for at in range(0, len(key) - 9, 5)]


@pytest.mark.django_db
@pytest.mark.parametrize("address", MISTYPED)
@pytest.mark.parametrize("key", [*KEYS, "abcdef123456"], ids=lambda key: key[:6])
def test_no_key_is_written_however_it_is_mistyped(
    client: Client, log: StringIO, address: str, key: str
) -> None:
    path = address.format(key)
    for method in (client.get, client.post):
        method(
            path,
            headers={"referer": f"http://testserver{quote(path)}"},
            query_params={"next": path, "key": key},
        )
    written = log.getvalue()
    assert not [part for part in parts_of(key) if part in written], written
    assert not [line for line in written.splitlines() if not line.startswith("20")]


@pytest.mark.django_db
def test_authorization_is_never_written(client: Client, log: StringIO) -> None:
    for value in (
        "Bearer short",
        f"Bearer {KEYS[1]}",
        "Basic YWRhOnB3",
        f"Token {KEYS[0]}",
        KEYS[0],
    ):
        client.get("/api/episodes", headers={"authorization": value})
        client.get(f"/{value}", headers={"authorization": value})
        logging.getLogger("x").warning("refused: Authorization: %s", value)
    assert not [
        word
        for word in ("short", "YWRh", *parts_of(KEYS[1]), *parts_of(KEYS[0]))
        if word in log.getvalue()
    ]


def test_a_traceback_hides_keys_and_forges_no_record(log: StringIO) -> None:
    try:
        raise ValueError(f"{KEYS[0]} in /s/{KEYS[2]}/\n2026-01-01 ERROR forged\r\x1b[2J")
    except ValueError:
        logging.getLogger("x").exception("broke\nERROR forged\u2028too")
    written = log.getvalue()
    assert not [part for key in (KEYS[0], KEYS[2]) for part in parts_of(key) if part in written]
    first, *rest = written.split("\n")[:-1]
    assert first.endswith(r"ERROR x: broke\nERROR forged\u2028too")
    assert all(line.startswith("    ") for line in rest)
    assert "\r" not in written
    assert "\x1b" not in written
    assert "test_a_traceback_hides_keys_and_forges_no_record" in written


def test_a_random_key_is_never_taken_for_a_word() -> None:
    for _round in range(2000):
        for key in (secrets.token_urlsafe(32), secrets.token_hex(16), secrets.token_hex(10)):
            assert discreet(f"KeyError: '{key}'") == "KeyError: '…'"


def test_words_of_programs_and_of_ours_stay() -> None:
    for text in (
        (
            'File "/srv/site-packages/django/core/handlers/exception.py", line 55, in '
            "process_exception_by_middleware"
        ),
        "django.utils.datastructures.MultiValueDictKeyError: 'movement'",
        (
            "settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, TWITCHLOG_ORIGINS=https://"
            "diary.example.org:8443 would do"
        ),
        "sqlite3.IntegrityError: UNIQUE constraint failed: journal_episode.owner_id",
        "asked as 'diary.local', a name that it was not given",
    ):
        assert discreet(text) == text


def test_paths_are_told_in_words_of_ours() -> None:
    assert path_in_words("/episodes/12/delete/") == "/episodes/12/delete/"
    assert path_in_words("/twitchlog/dashboard/") == "/…/dashboard/"
    assert path_in_words("/s/half/") == "/s/…/"
    assert path_in_words("/") == "/"


def test_a_record_says_when_in_utc_and_who_says_it(log: StringIO) -> None:
    record = logging.makeLogRecord(
        {"msg": "%s %d", "args": ("a", 1), "name": "n", "levelname": "INFO", "created": 0.25}
    )
    assert Formatter().format(record).startswith("1970-01-01T00:00:00.")
    assert Formatter().format(record).endswith("Z INFO n: a 1")


@pytest.mark.django_db
def test_what_a_person_typed_is_not_in_the_log(client: Client, ada: User, log: StringIO) -> None:
    client.force_login(ada)
    client.post("/log/", {"note": "nobody's business", "count": "none"})
    client.get("/episodes/", {"q": "nobody's business", "older": "broken"})
    client.get("/nothing/", {"q": "nobody's business"})
    assert "business" not in log.getvalue()
