"""An address opens an account only if its owner gave it with the account or has confirmed it
since.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps.registry import Apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from journal.identity.mail_addresses import account_by_address, accounts_to_reset, own_addresses
from journal.identity.password_reset import LINKS_A_DAY
from journal.models import OwnAddress
from tests import builders
from tests.identity.test_sign_in_limits import sign_in
from tests.models.test_migrations import migrated
from tests.views.test_sign_up import SIGN_UP, form

__all__ = ["migrated"]
RESET = "/account/password/reset/"
MONA = "mona@example.org"


@pytest.fixture(autouse=True)
def _with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = settings.SIGN_UP_OPEN = True


def signed_up(name: str, address: str) -> User:
    assert Client().post(SIGN_UP, form(name, email=address)).status_code == 302
    return User.objects.get(username=name)


def added(person: User, address: str) -> Client:
    """As that person does on the page, having just said who they are."""
    client = Client()
    client.force_login(person)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    client.post("/account/email/", {"action_add": "", "email": address})
    assert EmailAddress.objects.filter(user=person, email=address).exists()
    return client


def asked(address: str, outbox: list[Any]) -> list[str]:
    """To whom links go, in the bodies of the mails."""
    outbox.clear()
    assert Client().post(RESET, {"email": address}).status_code == 302
    assert all(mail.to == [address.lower()] for mail in outbox)
    return [mail.body for mail in outbox]


@pytest.mark.django_db
def test_a_link_goes_to_the_address_given_with_the_account(mailoutbox: list[Any]) -> None:
    signed_up("mona", "Mona@Example.org")
    [link] = asked("MONA@example.org", mailoutbox)
    assert "http://testserver/account/password/reset/key/" in link
    assert "the account mona" in link
    assert "Twitchlog at testserver" in link


def test_never_to_one_that_was_added_later_until_it_is_confirmed(
    ada: User, mailoutbox: list[Any]
) -> None:
    thief = added(ada, "thief@example.org")
    thief.post("/account/email/", {"action_primary": "", "email": "thief@example.org"})
    ada.refresh_from_db()
    assert ada.email == "thief@example.org"
    assert asked("thief@example.org", mailoutbox) == []
    EmailAddress.objects.get(email="thief@example.org").set_verified()
    assert len(asked("thief@example.org", mailoutbox)) == 1


@pytest.mark.django_db
def test_one_that_was_taken_away_and_added_once_more_is_to_be_confirmed(
    mailoutbox: list[Any],
) -> None:
    mona = signed_up("mona", MONA)
    client = added(mona, "other@example.org")
    client.post("/account/email/", {"action_primary": "", "email": "other@example.org"})
    client.post("/account/email/", {"action_remove": "", "email": MONA})
    assert asked(MONA, mailoutbox) == []
    client.post("/account/email/", {"action_add": "", "email": MONA})
    assert asked(MONA, mailoutbox) == []


@pytest.mark.django_db
def test_somebody_elses_address_opens_nothing_of_theirs_and_nothing_of_mine(
    mailoutbox: list[Any],
) -> None:
    mona = signed_up("mona", MONA)
    eve = builders.person("eve")
    added(eve, MONA)
    assert account_by_address(MONA) == mona
    [link] = asked(MONA, mailoutbox)
    assert "the account mona" in link
    assert sign_in(MONA, builders.PASSWORD) == "in"
    EmailAddress.objects.filter(user=mona).delete()
    User.objects.filter(pk=mona.pk).update(email="")
    assert accounts_to_reset(MONA) == []


@pytest.mark.django_db
def test_who_confirms_an_address_has_it(mailoutbox: list[Any]) -> None:
    """Making an account does not tell that an address is known, so two may give the same one."""
    eve, mona = signed_up("eve", MONA), signed_up("mona", MONA)
    assert account_by_address(MONA) == eve
    assert sorted(
        ("the account eve" in link, "the account mona" in link) for link in asked(MONA, mailoutbox)
    ) == [
        (False, True),
        (True, False),
    ]
    EmailAddress.objects.get(user=mona).set_verified()
    assert account_by_address(MONA) == mona
    assert accounts_to_reset(MONA) == [mona]


@pytest.mark.django_db
def test_whoever_is_shut_out_gets_no_link(mailoutbox: list[Any]) -> None:
    User.objects.create_user("mona", MONA, builders.PASSWORD, is_active=False)
    assert asked(MONA, mailoutbox) == []


@pytest.mark.django_db
def test_nobodys_mail_is_flooded(mailoutbox: list[Any]) -> None:
    User.objects.create_user("mona", MONA, builders.PASSWORD)
    sent = [len(asked(MONA, mailoutbox)) for _time in range(LINKS_A_DAY + 2)]
    assert sent == [1] * LINKS_A_DAY + [0, 0]


@pytest.mark.django_db(transaction=True)
def test_asking_does_the_same_whoever_there_is(settings: Any) -> None:
    """The same queries, the same row of the same size; who gets a mail is decided later."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    mona = User.objects.create_user("mona", MONA, builders.PASSWORD)
    EmailAddress.objects.create(user=mona, email="nora@example.org", verified=True)
    done = []
    for address in (MONA, "nora@example.org", "nemo@example.org"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = Client().post(RESET, {"email": address})
        kinds = [query["sql"].split()[:3] for query in queries.captured_queries]
        row = DBTaskResult.objects.latest("enqueued_at")
        assert address not in str(row.args_kwargs)
        done.append((answer.status_code, answer["Location"], kinds, len(str(row.args_kwargs))))
    assert len(done[0][2]) > 0
    assert done[0] == done[1] == done[2]


@pytest.mark.django_db
def test_an_account_that_the_operator_makes_has_its_address() -> None:
    mona = User.objects.create_superuser("mona", MONA, builders.PASSWORD)
    assert own_addresses(mona) == [MONA]


@pytest.mark.parametrize("typed", [MONA, "mona+more@example.org"])
def test_making_an_account_does_not_tell_whose_address_is_known(ada: User, typed: str) -> None:
    User.objects.create_user("mona", MONA, builders.PASSWORD)
    assert Client().post(SIGN_UP, form("eve", email=typed))["Location"] == "/dashboard/"


def test_addresses_of_before_count_as_given_with_the_account(
    migrated: Callable[[str], Apps],
) -> None:
    old: Any = migrated("0017_names_and_sizes_of_reports")
    people = old.get_model("auth", "User").objects
    ada, ben, _cleo = (
        people.create(username=name, email=f"{name}@Example.org") for name in ("ada", "ben", "cleo")
    )
    rows = old.get_model("account", "EmailAddress").objects
    for person, address in (
        (ada, "ada@example.org"),
        (ada, "more@example.org"),
        (ben, "ada@example.org"),
    ):
        rows.create(user=person, email=address)
    people.create(username="none")
    new: Any = migrated("0018_own_addresses")
    marks = new.get_model("journal", "OwnAddress").objects.order_by("owner_id", "email")
    assert list(marks.values_list("owner__username", "email")) == [
        ("ada", "ada@example.org"),
        ("ada", "more@example.org"),
        ("ben", "ada@example.org"),
        ("ben", "ben@example.org"),
        ("cleo", "cleo@example.org"),
    ]


def test_a_mark_goes_with_its_account(ada: User) -> None:
    OwnAddress.objects.create(owner=ada, email=MONA)
    ada.delete()
    assert not OwnAddress.objects.exists()
