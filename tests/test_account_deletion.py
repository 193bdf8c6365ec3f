"""Deleting an account leaves nothing of it, and touches nobody else's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from tests import builders
from tests.forms.signed_in_long_ago import long_signed_in
from tests.project.rooms import ROOT
from tests.rows_of_every_model import MAKE, counts, fill, ways_to_a_person

GONE = "The account is deleted. What was in it is being erased now"


def delete(client: Client, password: str = builders.PASSWORD) -> Any:
    return client.post("/settings/delete-account/", {"password": password}, follow=True)


def test_every_model_that_leads_to_a_person_has_a_recipe() -> None:
    assert {*MAKE, User} == set(ways_to_a_person())


def test_nothing_is_left_in_any_table_and_nothing_of_others_is_touched(
    as_ada: Client, ada: User, ben: User
) -> None:
    fill(ada)
    fill(ben)
    key, of_ben = ada.pk, counts(ben.pk)
    assert all(counts(key).values()), counts(key)
    answer = delete(as_ada)
    assert counts(key) == dict.fromkeys(counts(key), 0)
    assert counts(ben.pk) == of_ben
    assert answer.redirect_chain == [("/", 302)]
    assert GONE in answer.content.decode()


def test_every_device_is_signed_out_and_nobody_elses(
    as_ada: Client, as_ben: Client, ada: User, ben: User
) -> None:
    phone = Client()
    phone.force_login(ada)
    Client().get("/")
    delete(as_ada)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [
        str(ben.pk)
    ]
    assert phone.get("/settings/")["Location"].startswith("/account/login/")
    assert as_ben.get("/settings/").status_code == 200


def test_a_wrong_password_deletes_nothing(as_ada: Client, ada: User) -> None:
    page = delete(as_ada, "not it").content.decode()
    assert "Incorrect password." in page
    assert User.objects.filter(pk=ada.pk).exists()


def test_looking_at_the_page_deletes_nothing(as_ada: Client, ada: User) -> None:
    builders.episode(ada)
    page = as_ada.get("/settings/delete-account/").content.decode()
    assert "your 1 entry" in page
    assert "your frozen reports, with the links to them, and the tokens of your programs," in page
    assert 'href="/export/"' in page
    assert counts(ada.pk)["journal.Episode"] == 1


def test_passwords_cannot_be_guessed_here(as_ada: Client, ada: User) -> None:
    pages = [delete(as_ada, f"guess {number}").content.decode() for number in range(6)]
    assert ["Too many tries" in page for page in pages] == [False] * 5 + [True]
    assert "Too many tries" in delete(as_ada).content.decode()
    assert User.objects.filter(pk=ada.pk).exists()


def test_somebody_with_only_a_passkey_shows_it_first(as_ada: Client, ada: User) -> None:
    ada.set_unusable_password()
    ada.save()
    Authenticator.objects.create(user=ada, type="webauthn", data={})
    as_ada.force_login(ada)
    long_signed_in(as_ada)
    for answer in (
        as_ada.get("/settings/delete-account/"),
        as_ada.post("/settings/delete-account/"),
    ):
        assert answer["Location"].startswith("/account/2fa/webauthn/reauthenticate/?next=")
    assert User.objects.filter(pk=ada.pk).exists()


def test_after_that_no_password_is_asked_for(as_ada: Client, ada: User) -> None:
    """The same way with a recovery code, which a test can show."""
    ada.set_unusable_password()
    ada.save()
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    as_ada.force_login(ada)
    long_signed_in(as_ada)
    to_the_code = as_ada.get("/settings/delete-account/")["Location"]
    page = as_ada.post(to_the_code, {"code": code}, follow=True)
    assert page.redirect_chain == [("/settings/delete-account/", 302)]
    assert 'type="password"' not in page.content.decode()
    assert GONE in as_ada.post("/settings/delete-account/", follow=True).content.decode()
    assert not User.objects.exists()


WIPE = """
import os
import django
django.setup()
from django.core.management import call_command
from journal.account_deletion import delete_account
from journal.actions.delete_account import erase_all
from tests import builders

call_command("migrate", verbosity=0)
ada, ben = builders.person("ada"), builders.person("ben")
for number in range(200):
    builders.episode(ada, note=f"SECRET-OF-ADA {number} " * 20)
    builders.episode(ben, note=f"SECRET-OF-BEN {number} " * 20)
delete_account(ada)
erase_all()  # what the task does
os._exit(0)  # as a server that goes on running: whoever closes the database last would tidy its log
"""


def test_no_word_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    """In a process of its own, with a database file as a real server has it, read back byte by
    byte.
    """
    place = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    subprocess.run([sys.executable, "-c", WIPE], cwd=ROOT, env=place, check=True)
    bytes_left = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert b"SECRET-OF-BEN" in bytes_left
    assert b"SECRET-OF-ADA" not in bytes_left


@pytest.mark.django_db
def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get("/settings/delete-account/")["Location"].startswith("/account/login/")
