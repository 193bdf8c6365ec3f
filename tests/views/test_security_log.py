"""What happens to an account is noted for its owner, and in one line of the server's log, without
anybody's words.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.signals import email_confirmed
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client

from journal.models import SecurityEvent
from journal.models.security_event import Happening
from tests import builders
from tests.forms import step
from tests.identity.test_second_step import codes, switch_on_app, words
from tests.views.noted_events import PAGE, _lines_are_seen, kinds, lines
from tests.views.signed_in_browsers import FIREFOX, IPHONE, browser

__all__ = ["_lines_are_seen"]
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NEW = {"password1": "another-long-one", "password2": "another-long-one"}


def test_a_sign_in_is_noted_with_its_way_and_device(
    ada: User, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client(headers={"User-Agent": FIREFOX}, REMOTE_ADDR="203.0.113.7")
    with time_machine.travel(NOW, tick=False):
        client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
        assert "1 July 2026, 12:00 Signed in with the password · Firefox on Windows" in words(
            client.get(PAGE)
        )
    assert f"sign_in_password done account={ada.pk} address=203.0.113.7" in lines(caplog)


def test_a_second_step_is_named(ada: User, client: Client) -> None:
    Authenticator.objects.create(user=ada, type="totp", data={"secret": ""})
    [code, *_others] = codes(ada)
    client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    client.post("/account/2fa/authenticate/", {"code": "x"})
    client.post("/account/2fa/authenticate/", {"code": code})
    assert kinds(ada) == [Happening.WRONG_CODE, Happening.SIGN_IN_RECOVERY_CODE]


def test_wrong_passwords_are_one_row_a_day_whatever_was_typed(
    ada: User, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True)
    with time_machine.travel(NOW, tick=False) as clock:
        for typed in ("ada", "ADA", "ada@example.org", "nobody", "my-secret-password"):
            client.post("/account/login/", {"login": typed, "password": "wrong guess 7"})
        clock.shift(timedelta(days=1))
        client.post("/account/login/", {"login": "ada", "password": "wrong guess 7"})
        assert list(
            SecurityEvent.objects.of(ada).values_list("kind", "number", "day").order_by("day")
        ) == [
            (Happening.WRONG_PASSWORD, 3, NOW.date()),
            (Happening.WRONG_PASSWORD, 1, NOW.date() + timedelta(days=1)),
        ]
        assert "sign in, 3 times that day, the last time then" in words(browser().get(PAGE))
    logged = lines(caplog)
    assert logged.count("wrong_password refused account=none address=127.0.0.1") == 2
    assert logged.count(f"wrong_password refused account={ada.pk} address=127.0.0.1") == 4
    assert not [line for line in logged if "secret" in line or "guess" in line or "nobody" in line]


def test_what_is_changed_about_the_account(
    ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    here = browser(IPHONE)
    browser()
    here.post("/account/reauthenticate/", {"password": "wrong guess 7"})
    here.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    here.post("/account/email/", {"action_add": "", "email": "new@example.org"})
    address = EmailAddress.objects.get()
    email_confirmed.send(
        EmailConfirmationHMAC, request=here.get("/settings/").wsgi_request, email_address=address
    )
    here.post("/account/email/", {"action_remove": "", "email": "new@example.org"})
    here.post("/settings/sign-ins/end/")
    with django_capture_on_commit_callbacks(execute=True):
        switch_on_app(here)
        here.post("/account/2fa/recovery-codes/generate/")
    here.post("/account/2fa/totp/deactivate/")
    here.post("/account/password/change/", NEW | {"oldpassword": "wrong guess 7"})
    here.post("/account/password/change/", NEW | {"oldpassword": builders.PASSWORD})
    assert kinds(ada)[:4] == [
        "sign_in_password",
        "sign_in_password",
        "wrong_answer",
        "address_added",
    ]
    assert sorted(kinds(ada)[4:]) == sorted(
        [
            "address_confirmed",
            "address_removed",
            "sign_out_elsewhere",
            "codes_on",
            "recovery_codes_made",
            "recovery_codes_made",
            "codes_off",
            "password_changed",
        ]
    )
    assert "Safari on iPhone" in words(here.get(PAGE))


def test_a_link_that_is_opened_tells_nothing_of_who_it_was(ada: User, as_ada: Client) -> None:
    form = {"period": "4", "ends_on": "2026-12-01", "passphrase": "violet otter lamp"}
    page = as_ada.post("/share/", form).content.decode()
    link = re.search(r'value="http://testserver(/s/[^"]+)"', page)
    assert link
    visitor = Client(headers={"User-Agent": IPHONE})
    visitor.post(link[1], {"passphrase": "not it at all"})
    visitor.post(link[1], {"passphrase": "violet otter lamp"}, follow=True)
    visitor.get(link[1])
    events = {event.kind: event for event in SecurityEvent.objects.of(ada)}
    assert events[Happening.LINK_WRONG].number == 1
    assert events[Happening.LINK_OPENED].number == 2
    assert {events[kind].system for kind in (Happening.LINK_WRONG, Happening.LINK_OPENED)} == {""}


def test_an_import_is_noted_once_it_is_stored(ada: User, as_ada: Client) -> None:
    file = io.BytesIO(b"happened_at\n2026-07-01T02:00Z\n")
    file.name = "diary.csv"
    as_ada.post("/import/", {"file": file})
    assert "imported" not in kinds(ada)
    as_ada.post("/import/", step(as_ada, "store"))
    assert "imported" in kinds(ada)


def test_a_mailed_password_and_a_new_account_are_noted(
    db: None, settings: Any, client: Client
) -> None:
    client.post("/account/signup/", {"username": "dora", **dict.fromkeys(NEW, "a-long-new-one")})
    assert kinds(User.objects.get()) == ["account_made", "sign_in"]


def test_everybody_sees_their_own_alone(
    as_ada: Client, as_ben: Client, ada: User, ben: User
) -> None:
    SecurityEvent.objects.all().delete()
    as_ben.get("/export/diary.json")
    assert "exported" not in words(as_ada.get(PAGE))
    assert "Nothing yet." in words(as_ada.get(PAGE))


def test_the_exported_diary_holds_nothing_of_it(as_ada: Client, ada: User) -> None:
    answer: Any = as_ada.get("/export/diary.json")
    assert b"exported" not in b"".join(answer.streaming_content)
