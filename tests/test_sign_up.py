"""Who may make an account, and who is first."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Preferences
from tests import builders
from tests.test_architecture import ROOT

SIGN_UP = "/account/signup/"


def form(name: str, **others: str) -> dict[str, str]:
    """What a person types."""
    return {"username": name, "password1": builders.PASSWORD, "password2": builders.PASSWORD, **others}


@pytest.mark.django_db
def test_a_name_and_a_password_are_enough(client: Client) -> None:
    assert client.post(SIGN_UP, form("ada"))["Location"] == reverse("dashboard")
    assert User.objects.get().email == ""


@pytest.mark.django_db
def test_an_address_can_be_given_and_nothing_is_mailed(client: Client, mailoutbox: list[Any]) -> None:
    client.post(SIGN_UP, form("ada", email="ada@example.org"))
    assert User.objects.get().email == "ada@example.org"
    assert mailoutbox == []


@pytest.mark.django_db
@pytest.mark.parametrize(("told", "kept"), [("Asia/Tokyo", "Asia/Tokyo"), ("Mars/Olympus", "UTC"), ("", "UTC")])
def test_a_new_account_starts_in_the_browsers_time_zone(client: Client, told: str, kept: str) -> None:
    client.post(SIGN_UP, form("ada", time_zone=told))
    assert Preferences.of(User.objects.get()).time_zone == kept


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
    ("typed", "said"),
    [
        ({"password2": "something else"}, "same password each time"),
        ({"password1": "password", "password2": "password"}, "too common"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"username": "a b"}, "letters, numbers, and"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client: Client, typed: dict[str, str], said: str) -> None:
    page = client.post(SIGN_UP, {**form("ada"), **typed}).content.decode()
    assert re.search(rf'_error" class="invalid-feedback">\s*<p[^>]*><strong>[^<]*{said}', page)
    assert f'value="{typed.get("username", "ada")}"' in page
    assert not User.objects.exists()


RACE = """
import threading
import django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from journal.accounts import Adapter
from tests.test_sign_up import SIGN_UP, form

call_command("migrate", verbosity=0)
both_told_yes, asked, answers = threading.Barrier(2, timeout=20), Adapter.is_open_for_signup, {}

def told(self, request):
    answer = asked(self, request)
    both_told_yes.wait()
    return answer

def sign_up(name):
    answers[name] = Client().post(SIGN_UP, form(name), headers={"host": "localhost"}).status_code
    connection.close()

Adapter.is_open_for_signup = told
threads = [threading.Thread(target=sign_up, args=(name,)) for name in ("ada", "ben")]
[thread.start() for thread in threads]
[thread.join(timeout=30) for thread in threads]
print(sorted(answers.values()), [answers[user.username] for user in User.objects.all()])
"""


def test_of_two_who_are_first_at_once_one_gets_the_account(tmp_path: Path) -> None:
    """Both pass the first question before either has stored anything; the second question settles it.

    In a process and a database file of its own, locked as a real one is: what tests share lies in memory.
    """
    (tmp_path / "static").mkdir()
    place = {**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "twitchlog.settings"}
    ran = subprocess.run([sys.executable, "-c", RACE], cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == "[302, 409] [302]", ran.stderr
