"""A deleted account is gone for everybody by one mark; its rows go in pieces, whenever the work is
ended.
"""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.account_deletion import delete_account
from journal.actions import short_transactions
from journal.actions.api_tokens import make_token
from journal.actions.delete_account import erase, erase_all
from journal.actions.own_addresses import note_own_address
from journal.identity.accounts import an_account_exists, sign_up_is_open
from journal.identity.mail_addresses import account_by_address
from journal.models import Episode, OwnAddress, ShareLink
from journal.models.accounts import deleted_accounts
from journal.models.api_token import Scope
from tests import builders
from tests.rows_of_every_model import counts, fill
from tests.single_rows import link

pytestmark = pytest.mark.django_db


@pytest.fixture
def _later(settings: Any) -> None:
    """Nobody works off the tasks yet."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.mark.usefixtures("_later")
def test_by_the_mark_alone_nothing_of_it_opens(ada: User, as_ada: Client) -> None:
    ada.email = "ada@example.org"
    ada.save()
    token = make_token(ada, name="A program", scope=Scope.ALL, as_of=timezone.now())[1]
    link(ada)
    phone = Client()
    assert phone.login(username="ada", password=builders.PASSWORD)
    builders.episode(ada)
    delete_account(ada)
    assert Episode.objects.of(ada).count() == 1
    for browser in (phone, as_ada):
        assert browser.get("/dashboard/")["Location"].startswith("/account/login/")
        assert browser.get("/api/episodes").status_code == 401
    assert (
        Client().get("/api/episodes", headers={"Authorization": f"Bearer {token}"}).status_code
        == 401
    )
    assert not ShareLink.objects.alive(timezone.now()).exists()
    for name in ("ada", "ada@example.org", f"/deleted/{ada.pk}"):
        assert not Client().login(username=name, password=builders.PASSWORD), name


@pytest.mark.usefixtures("_later")
def test_name_and_first_place_are_free_at_once(ada: User) -> None:
    delete_account(ada)
    assert not an_account_exists()
    assert sign_up_is_open()
    account = {"username": "ada", "password1": "quiet-nights-9"}
    Client().post(reverse("account_signup"), account)
    assert User.objects.filter(username="ada").exists()


@pytest.mark.usefixtures("_later")
def test_by_the_mark_its_addresses_belong_to_nobody(ada: User, ben: User) -> None:
    for person in (ada, ben):
        EmailAddress.objects.create(user=person, email="both@example.org")
        note_own_address(person, "both@example.org")
    delete_account(ada)
    assert account_by_address("both@example.org") == ben
    assert list(OwnAddress.objects.values_list("owner", flat=True)) == [ben.pk]


def test_nobody_can_take_the_name_of_a_deleted_account(client: Client) -> None:
    account = {
        "username": "/deleted/7",
        "password1": "quiet-nights-9",
    }
    assert client.post(reverse("account_signup"), account).status_code == 200
    assert not User.objects.exists()


@pytest.mark.usefixtures("_later")
@pytest.mark.parametrize("piece", range(1, 40, 3))
def test_ended_at_any_moment_it_goes_on(
    ada: User, ben: User, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    for person in (ada, ben):
        fill(person)
        for _number in range(5):
            builders.episode(person)
        assert Client().login(username=person.username, password=builders.PASSWORD)
    of_ben, sessions = counts(ben.pk), Session.objects.filter(sign_in__owner=ben).count()
    delete_account(ada)
    left = iter(range(piece))

    class EndedError(BaseException):
        """As by a kill."""

    def rest(self: object, held: float) -> None:
        if next(left, None) is None:
            raise EndedError

    monkeypatch.setattr(short_transactions, "MOST_IN_PIECE", 2)
    monkeypatch.setattr(short_transactions.Pace, "_rest", rest)
    try:
        erase(ada.pk)
    except EndedError:
        assert deleted_accounts().exists()
    monkeypatch.undo()
    erase_all()
    assert not any(counts(ada.pk).values())
    assert counts(ben.pk) == of_ben
    assert Session.objects.filter(sign_in__owner=ben).count() == sessions


def test_nobody_who_was_not_deleted_is_ever_erased(ada: User) -> None:
    builders.episode(ada)
    erase(ada.pk)
    erase(ada.pk + 1)
    erase_all()
    assert Episode.objects.of(ada).count() == 1


@pytest.mark.usefixtures("_later")
def test_the_page_says_what_is_done_now_and_what_soon(as_ada: Client, ada: User) -> None:
    page = as_ada.get("/settings/delete-account/").content.decode()
    assert (
        "At once nobody can sign in to it any more, on any device, and its links and tokens stop "
        "working." in page
    )
    assert "Deleted for good, within a few minutes:" in page
    answer = as_ada.post("/settings/delete-account/", {"password": builders.PASSWORD}, follow=True)
    assert "What was in it is being erased now" in answer.content.decode()
