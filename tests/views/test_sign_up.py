"""Who may make an account, and who is first."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.models import Preferences, SecurityEvent
from tests import builders
from tests.project.rooms import ROOT

SIGN_UP = "/account/signup/"


def form(name: str, **others: str) -> dict[str, str]:
    """What a person types."""
    return {"username": name, "password1": builders.PASSWORD, **others}


@pytest.mark.django_db
def test_a_name_and_a_password_are_enough(client: Client) -> None:
    assert client.post(SIGN_UP, form("ada"))["Location"] == reverse("dashboard")
    assert User.objects.get().email == ""


@pytest.mark.django_db
def test_two_things_are_asked_and_the_rest_is_folded(client: Client) -> None:
    page = client.get(SIGN_UP).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    before, _summary, folded = main.partition("<details")
    assert re.findall(r'<input type="(?:text|password)" name="(\w+)"', before) == [
        "username",
        "password1",
    ]
    assert 'name="email"' in folded.partition("</details>")[0]
    assert "password2" not in page


@pytest.mark.django_db
def test_a_wrong_address_is_not_folded_away(client: Client) -> None:
    page = client.post(SIGN_UP, form("ada", email="nowhere")).content.decode()
    assert '<details class="later" open>' in page


@pytest.mark.django_db
def test_a_new_account_is_shown_the_pad_once(client: Client) -> None:
    client.post(SIGN_UP, form("ada"))
    assert 'class="first-run"' in client.get("/dashboard/").content.decode()


@pytest.mark.django_db
def test_an_address_can_be_given_and_nothing_is_mailed(
    client: Client, mailoutbox: list[Any]
) -> None:
    client.post(SIGN_UP, form("ada", email="ada@example.org"))
    assert User.objects.get().email == "ada@example.org"
    assert mailoutbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "stored"), [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/Olympus", "UTC"), ("", "UTC")]
)
def test_a_new_account_starts_in_the_browsers_time_zone(
    client: Client, zone: str, stored: str
) -> None:
    client.post(SIGN_UP, form("ada", time_zone=zone))
    assert Preferences.of(User.objects.get()).time_zone == stored


def test_sign_up_is_closed_after_the_first_account(client: Client, ada: User) -> None:
    assert "No new accounts here" in client.get(SIGN_UP).content.decode()
    client.post(SIGN_UP, form("eve"))
    assert not User.objects.filter(username="eve").exists()


def test_the_operator_can_open_sign_up(client: Client, ada: User, settings: Any) -> None:
    settings.SIGN_UP_OPEN = True
    client.post(SIGN_UP, form("eve"))
    assert User.objects.filter(username="eve").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password1": "password"}, "too common"),
        ({"password1": "short"}, "too short"),
        ({"email": "nowhere"}, "valid email"),
        ({"username": "a b"}, "letters, numbers, and"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    client: Client, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(SIGN_UP, {**form("ada"), **typed}).content.decode()
    assert re.search(rf'_error" class="invalid-feedback">\s*<p[^>]*><strong>[^<]*{sentence}', page)
    assert f'value="{typed.get("username", "ada")}"' in page
    assert not User.objects.exists()


def signed_in(client: Client) -> str:
    return str(client.get("/dashboard/").wsgi_request.user)


@pytest.mark.django_db
@pytest.mark.parametrize("opened", [False, True], ids=["closed after the first", "open"])
def test_a_form_that_comes_twice_makes_one_account_and_leads_on_both_times(
    settings: Any, opened: bool
) -> None:
    settings.SIGN_UP_OPEN = opened
    browser, before_the_first_answer = Client(), Client()
    assert browser.post(SIGN_UP, form("ada"))["Location"] == reverse("dashboard")
    again = before_the_first_answer.post(SIGN_UP, form("Ada"))
    assert (again.status_code, again["Location"]) == (302, reverse("dashboard"))
    assert [signed_in(browser), signed_in(before_the_first_answer)] == ["ada", "ada"]
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_whoever_does_not_know_its_password_is_refused_as_ever(settings: Any) -> None:
    settings.SIGN_UP_OPEN = True
    Client().post(SIGN_UP, form("ada"))
    other = {"password1": "another-night-5"}
    answer = Client().post(SIGN_UP, form("ada", **other))
    assert answer.status_code == 200
    assert "already exists" in answer.content.decode()


@pytest.mark.django_db
def test_its_password_is_tried_here_no_more_often_than_to_sign_in(settings: Any) -> None:
    settings.SIGN_UP_OPEN, settings.ACCOUNT_RATE_LIMITS = True, False
    Client().post(SIGN_UP, form("ada"))
    for number in range(7):
        other = {"password1": f"another-night-{number}"}
        assert Client().post(SIGN_UP, form("ada", **other)).status_code == 200
    assert SecurityEvent.objects.get(kind="wrong_password").number == 5
    answer = Client().post(SIGN_UP, form("ada"))
    assert answer.status_code == 200
    assert "already exists" in answer.content.decode()


@pytest.mark.django_db
def test_an_account_of_yesterday_is_signed_in_to_elsewhere(settings: Any) -> None:
    settings.SIGN_UP_OPEN = True
    Client().post(SIGN_UP, form("ada"))
    User.objects.update(date_joined=timezone.now() - timedelta(days=1))
    assert Client().post(SIGN_UP, form("ada")).status_code == 200


RACE = """
import threading
import django
from django.conf import settings
plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STORAGES["staticfiles"] = {"BACKEND": plain}
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from journal.identity.allauth_adapter import AccountAdapter
from tests.views.test_sign_up import SIGN_UP, form

call_command("migrate", verbosity=0)
both_told_yes, answers = threading.Barrier(2, timeout=20), {}
asked = AccountAdapter.is_open_for_signup

def told(self, request):
    answer = asked(self, request)
    both_told_yes.wait()
    return answer

def sign_up(name):
    answers[name] = Client().post(SIGN_UP, form(name), headers={"host": "localhost"}).status_code
    connection.close()

AccountAdapter.is_open_for_signup = told
threads = [threading.Thread(target=sign_up, args=(name,)) for name in ("ada", "ben")]
[thread.start() for thread in threads]
[thread.join(timeout=30) for thread in threads]
print(sorted(answers.values()), [answers[user.username] for user in User.objects.all()])
"""
# The same form twice at once, from one browser.
TWICE = (
    RACE.replace('("ada", "ben")', '("ada", "ada ")')
    .replace("form(name)", "form(name.strip())")
    .replace("[answers[user.username] for user in User.objects.all()]", "User.objects.count()")
)


@pytest.mark.parametrize("open_to_all", ["0", "1"])
@pytest.mark.parametrize(
    ("code", "answers"), [(RACE, "[302, 409] [302]"), (TWICE, "[302, 302] 1")], ids=["two", "twice"]
)
def test_of_two_who_are_first_at_once_one_gets_the_account(
    tmp_path: Path, code: str, answers: str, open_to_all: str
) -> None:
    """Both pass the first question before either has stored anything; the second question settles
    it.

    In a process and a database file of its own, locked as a real one is: what tests share lies in
    memory.
    """
    (tmp_path / "static").mkdir()
    if open_to_all == "1" and code == RACE:
        answers = "[302, 302] [302, 302]"
    place = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    place["TWITCHLOG_SIGN_UP_OPEN"] = open_to_all
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == answers, ran.stderr
