"""Accounts by command: made, listed, renamed, given a password, deleted."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from journal.management import password_argument
from journal.management.commands import delete_account
from journal.models import Episode, Preferences, SecurityEvent
from journal.models.accounts import DELETED
from journal.models.security_event import Happening
from journal.reading.account_list import read_accounts
from tests import builders

pytestmark = pytest.mark.django_db
GOOD = "a-calm-night-77"


def run(*arguments: str) -> str:
    """What the command printed."""
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody at the terminal types, in this order."""
    answers: list[str] = []

    def answer(_question: str) -> str:
        if not answers:
            raise EOFError
        return answers.pop(0)

    monkeypatch.setattr(password_argument, "is_at_terminal", lambda: True)
    monkeypatch.setattr(delete_account, "is_at_terminal", lambda: True)
    monkeypatch.setattr(password_argument, "getpass", answer)
    monkeypatch.setattr("builtins.input", answer)
    return answers


def happenings(person: User) -> list[str]:
    return list(SecurityEvent.objects.of(person).values_list("kind", flat=True))


def test_an_account_is_made_while_sign_up_is_closed(
    ada: User, client: Client, typed: list[str]
) -> None:
    typed += [GOOD, GOOD]
    printed = run("create_account", " Dora ", "--time-zone", "Europe/Berlin")
    assert printed == "Made the account “Dora”.\n"
    dora = User.objects.get(username="Dora")
    assert Preferences.of(dora).time_zone == "Europe/Berlin"
    assert Preferences.of(dora).shows_pad_card
    assert happenings(dora) == [Happening.ACCOUNT_MADE]
    assert client.login(username="dora", password=GOOD)


def test_a_password_that_is_made_is_shown_once_and_opens(client: Client) -> None:
    printed = run("create_account", "dora", "--generate")
    password = printed.partition("shown this once: ")[2].strip()
    assert len(password) == 29
    assert client.login(username="dora", password=password)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ADA", "already exists"),
        ("аda", "scripts"),
        ("a@b", "no @"),
        ("/deleted/7", "valid username"),
        ("", "valid username"),
        ("x" * 151, "150"),
        ("a\0b", "valid username"),
        ("a\ud800", "scripts"),
    ],
)
def test_a_name_that_no_page_takes_is_refused_before_anything_is_asked(
    ada: User, name: str, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        run("create_account", name, "--generate")
    with pytest.raises(CommandError, match=words):
        run("rename_account", builders.person("ben").username, name)
    assert set(User.objects.values_list("username", flat=True)) == {"ada", "ben"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([GOOD, "another-night-78"], "two passwords"),
        ([], "No password was given"),
        (["short", "short"], "too short"),
        (["dora-dora", "dora-dora"], "too similar"),
        (["a-calm\ud800-night", "a-calm\ud800-night"], "no page takes"),
    ],
)
def test_a_password_that_no_page_takes_makes_nobody(
    typed: list[str], answers: list[str], words: str
) -> None:
    typed += answers
    with pytest.raises(CommandError, match=words):
        run("create_account", "dora-dora")
    assert not User.objects.exists()


def test_nobody_is_asked_where_nobody_is(ada: User) -> None:
    for arguments in (["create_account", "dora"], ["reset_password", "ada"]):
        with pytest.raises(CommandError, match="--generate"):
            run(*arguments)
    with pytest.raises(CommandError, match="--yes"):
        run("delete_account", "ada")
    assert list(User.objects.all()) == [ada]


def test_a_zone_that_there_is_not() -> None:
    with pytest.raises(CommandError, match="There is no time zone “Nowhere/Town”"):
        run("create_account", "dora", "--time-zone", "Nowhere/Town", "--generate")


def test_accounts_are_listed_without_what_they_hold(
    as_ada: Client, ada: User, ben: User, cleo: User
) -> None:
    builders.episode(ada)
    Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={})
    User.objects.filter(pk=cleo.pk).update(username=f"{DELETED}{cleo.pk}")
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={})
    lines = run("list_accounts").splitlines()
    made = f"{ada.date_joined:%Y-%m-%d}"
    assert [line.split() for line in lines[1:]] == [
        [made, made, "no", "ada"],
        [made, "never", "yes", "ben"],
    ]


def test_a_server_without_accounts() -> None:
    assert run("list_accounts") == "There is no account yet.\n"


def test_all_accounts_are_read_in_one_query(
    ada: User, ben: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        assert len(read_accounts()) == 2


def test_whoever_is_renamed_stays_signed_in(as_ada: Client, ada: User) -> None:
    printed = run("rename_account", "ada", "Ada")  # the same in another case is theirs
    assert printed == "“ada” signs in as “Ada” from now on.\n"
    run("rename_account", "Ada", "augusta")
    ada.refresh_from_db()
    assert ada.username == "augusta"
    assert as_ada.get("/more/").status_code == 200
    assert happenings(ada).count(Happening.RENAMED) == 2
    assert (
        "another name by whoever runs this server"
        in as_ada.get("/settings/security-log/").content.decode()
    )


def test_a_new_password_ends_every_sign_in(as_ada: Client, ada: User, typed: list[str]) -> None:
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={})
    typed += [GOOD, GOOD]
    printed = run("reset_password", "ADA")
    assert printed.startswith("“ada” has a new password, and is signed out everywhere.\n")
    assert "remove_second_step ada" in printed
    assert GOOD not in printed
    assert as_ada.get("/more/").status_code == 302
    assert Client().login(username="ada", password=GOOD)
    assert Happening.PASSWORD_BY_OPERATOR in happenings(ada)


def test_a_second_step_that_is_taken_away_is_noted_for_its_owner(ada: User) -> None:
    run("remove_second_step", "ada")
    assert happenings(ada) == []
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={})
    run("remove_second_step", "ada")
    assert happenings(ada) == [Happening.SECOND_STEP_REMOVED]


@pytest.mark.parametrize("asked", [True, False])
def test_an_account_is_deleted_at_once_and_nobody_elses(
    as_ada: Client, ada: User, ben: User, typed: list[str], asked: bool
) -> None:
    builders.episode(ada)
    theirs = builders.episode(ben)
    typed += ["ada"]
    printed = run("delete_account", "ADA", *([] if asked else ["--yes"]))
    assert printed.startswith("“ada” is deleted with everything in it.")
    assert list(User.objects.all()) == [ben]
    assert list(Episode.objects.all()) == [theirs]
    assert as_ada.get("/more/").status_code == 302


@pytest.mark.parametrize("answer", [["ben"], ["yes"], []])
def test_a_wrong_name_deletes_nothing(ada: User, typed: list[str], answer: list[str]) -> None:
    typed += answer
    with pytest.raises(CommandError, match="Nothing was deleted"):
        run("delete_account", "ada")
    assert list(User.objects.all()) == [ada]


@pytest.mark.parametrize(
    "arguments",
    [["reset_password"], ["delete_account", "--yes"], ["export_diary", "--format", "csv"]],
)
def test_what_is_left_of_a_deleted_account_is_none(ada: User, arguments: list[str]) -> None:
    name = f"{DELETED}{ada.pk}"
    User.objects.filter(pk=ada.pk).update(username=name)
    with pytest.raises(CommandError, match="There is no account"):
        run(arguments[0], name, *arguments[1:])
