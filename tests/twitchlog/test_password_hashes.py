"""Slow to guess, as slow for nobody as for anybody, and old hashes made anew without signing
anybody out.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    PBKDF2PasswordHasher,
    check_password,
    make_password,
)
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from journal.models import ShareLink, TriesForNobody
from journal.models.security_event import SecurityEvent
from journal.reading.share_links import is_right_passphrase as opens_link
from twitchlog.passwords import OpaqueArgon2Hasher, OpaquePasswordHasher, opens

PASSWORD = "a-quiet-night-4"
OLD, NEW = "pbkdf2_sha256$", "argon2$argon2id$v=19$m=19456,t=2,p=1$"
_visitors = itertools.count(1)
HASHERS = configured.PASSWORD_HASHERS


@pytest.fixture(autouse=True)
def work(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """The hashers of the settings, the old one quick; how often each has hashed."""
    settings.PASSWORD_HASHERS = HASHERS
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    done: Counter[str] = Counter()
    for kind, name in (
        (PBKDF2PasswordHasher, "encode"),
        (Argon2PasswordHasher, "encode"),
        (Argon2PasswordHasher, "verify"),
    ):
        monkeypatch.setattr(kind, name, _counting(getattr(kind, name), kind.algorithm, done))
    return done


def _counting(hashing: Any, algorithm: str | None, done: Counter[str]) -> Any:
    def counted(*args: Any, **kwargs: Any) -> Any:
        done[str(algorithm)] += 1
        return hashing(*args, **kwargs)

    return counted


def person(name: str, password: str | None = PASSWORD, **fields: Any) -> User:
    return User.objects.create_user(name, password=password, **fields)


def old(name: str) -> User:
    """Somebody who has not signed in since hashes were of the old kind."""
    account = person(name)
    account.password = OpaquePasswordHasher().encode(PASSWORD, "salt")
    account.save()
    return account


def tried(work: Counter[str], login: str, password: str) -> dict[str, int]:
    """What one try costs; each comes from elsewhere, so that no limit meets it."""
    visitor = Client(REMOTE_ADDR=f"203.0.113.{next(_visitors)}")
    work.clear()
    page = visitor.post("/account/login/", {"login": login, "password": password}).content.decode()
    assert "are not correct" in page
    return dict(work)


def test_new_hashes_are_argon2id_with_the_least_that_is_enough() -> None:
    hashed = make_password(PASSWORD)
    assert hashed.startswith(NEW)
    assert check_password(PASSWORD, hashed)
    assert not check_password(f"{PASSWORD} ", hashed)


def test_a_keyboard_does_not_matter() -> None:
    assert check_password(
        unicodedata.normalize("NFD", "Schöne Träume"), make_password("Schöne\u00a0Träume")
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "password", ["guess-guess-9", unicodedata.normalize("NFD", "Schöne Träume 12")]
)
@pytest.mark.parametrize("with_old_hashes", [False, True])
def test_a_wrong_password_takes_the_same_hashes_whoever_is_meant(
    work: Counter[str], password: str, with_old_hashes: bool
) -> None:
    ada = person("ada", email="ada@example.org")
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True, verified=True)
    EmailAddress.objects.create(user=ada, email="other@example.org")
    person("ben", email="ben@example.org")
    person("nobody", password=None, email="nobody@example.org")
    person("out", is_active=False, email="out@example.org")
    person("eve@example.org")
    if with_old_hashes:
        for name in ("olga", "olga@example.org"):
            old(name)
    names = [
        tried(work, name, password)
        for name in ("ada", "ADA", "unknown", "nobody", "out", "olga", "ünknown")
    ]
    addresses = [
        tried(work, f"{name}@example.org", password)
        for name in ("ada", "other", "ben", "unknown", "nobody", "out", "eve", "olga")
    ]
    slow = 0 if not with_old_hashes else 1 if password.isascii() else 2
    hashes = {"argon2": 1, **({"pbkdf2_sha256": slow} if slow else {})}
    assert names == [hashes] * len(names)
    assert addresses == [{kind: 2 * number for kind, number in hashes.items()}] * len(addresses)


@pytest.mark.django_db
def test_a_wrong_password_writes_as_much_whoever_is_meant(work: Counter[str]) -> None:
    """A durable write takes a disk longer than anything else here."""
    ada = person("ada", email="ada@example.org")
    done = []
    for name in ("ada", "unknown", "ada@example.org", "unknown@example.org"):
        tried(work, name, "guess-guess-9")  # each day's first is another matter, once a day
        with CaptureQueriesContext(connection) as queries:
            tried(work, name, "guess-guess-9")
        statements = [query["sql"].split()[0] for query in queries.captured_queries]
        done.append([verb for verb in statements if verb != "SELECT"])
    assert done == [["UPDATE"]] * 4
    assert SecurityEvent.objects.of(ada).get().number == 4
    assert TriesForNobody.objects.get().number == 4


@pytest.mark.django_db
def test_signing_in_makes_an_old_hash_anew_and_ends_no_session() -> None:
    olga, ben = old("olga"), old("ben")
    bedside, bens = Client(), Client()
    bedside.force_login(olga)
    bens.force_login(ben)
    laptop = Client()
    assert (
        laptop.post("/account/login/", {"login": "olga", "password": PASSWORD}).status_code == 302
    )
    olga.refresh_from_db()
    assert olga.password.startswith(NEW)
    ben.refresh_from_db()
    assert ben.password.startswith(OLD)
    assert [browser.get("/dashboard/").status_code for browser in (bedside, laptop, bens)] == [
        200
    ] * 3
    laptop.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "night-9-quiet", "password2": "night-9-quiet"},
    )
    assert [browser.get("/dashboard/").status_code for browser in (bedside, laptop, bens)] == [
        302,
        200,
        200,
    ]


@pytest.mark.django_db
def test_pages_that_ask_once_more_leave_an_old_hash_and_the_session(work: Counter[str]) -> None:
    olga = old("olga")
    client = Client()
    client.force_login(olga)
    typed = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "too short" in client.post("/account/password/change/", typed).content.decode()
    assert client.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    assert client.get("/dashboard/").status_code == 200
    olga.refresh_from_db()
    assert olga.password.startswith(OLD)


@pytest.mark.django_db
def test_a_hash_that_nothing_here_has_made_opens_nothing(work: Counter[str]) -> None:
    ada = User(username="ada", password="gibberish")
    assert not opens(ada, "gibberish")
    assert not opens(User(username="ben"), "")
    assert work == {"argon2": 2}


def test_a_link_keeps_its_passphrase_of_the_old_kind() -> None:
    assert opens_link(
        ShareLink(passphrase=OpaquePasswordHasher().encode("seven quiet nights", "salt")),
        "seven quiet nights",
    )
    assert make_password("seven quiet nights").startswith(
        f"argon2${OpaqueArgon2Hasher.algorithm}id"
    )
