"""A new user name passes for nobody else's, and for no address; those from before go on signing
in.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from journal.identity.user_names import NameFault, lookalike_pattern, name_fault, scripts_of
from tests import builders
from tests.identity.test_sign_in_limits import sign_in
from tests.views.test_sign_up import SIGN_UP, form

AT, SPECIAL, MIXED = NameFault.AT_SIGN, NameFault.SPECIAL_FORM, NameFault.MIXED


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ada", None),
        ("Ada_Lovelace-1.2+3", None),
        ("Jürgen", None),
        (unicodedata.normalize("NFD", "Jürgen"), None),
        ("Łukasz", None),
        ("мария", None),
        ("Μαρία7", None),
        ("مريم", None),
        ("مریم۱۲", None),
        ("דנה", None),
        ("अनिता", None),
        ("สมชาย", None),
        ("さくら", None),
        ("桜さくらサクラー々", None),
        ("김민수", None),
        ("金민수", None),
        ("ქეთი", None),
        ("12345", None),
        ("mona@x.test", AT),
        ("@", AT),
        ("mona＠x.test", AT),
        ("ａdmin", SPECIAL),
        ("ａｄｍｉｎ", SPECIAL),
        ("ﬁona", SPECIAL),
        ("x²", SPECIAL),
        ("𝐚da", SPECIAL),
        ("аdmin", MIXED),
        ("adminо", MIXED),
        ("Αda", MIXED),
        ("adaश", MIXED),
        ("김さくら", MIXED),
        ("桜a", MIXED),
    ],
)
def test_what_a_new_name_may_be_made_of(name: str, why: NameFault | None) -> None:
    assert name_fault(name) is why


@given(st.text(max_size=30))
def test_any_text_has_an_answer(name: str) -> None:
    assert name_fault(name) in {None, *NameFault}
    assert re.compile(lookalike_pattern(name), re.IGNORECASE).match(
        unicodedata.normalize("NFC", name).lower()
    )


def test_scripts_are_unicodes_own() -> None:
    assert scripts_of("a1-é") == {"LATIN"}
    assert scripts_of("aа") == {"LATIN", "CYRILLIC"}
    assert scripts_of("12-_.") == set()


@pytest.fixture
def _open(settings: Any) -> None:
    settings.SIGN_UP_OPEN = True


def signed_up(name: str) -> str:
    """The name of the new account, or what the page says beside the box."""
    answer = Client().post(SIGN_UP, form(name))
    if answer.status_code == 302:
        return User.objects.latest("pk").username
    error = re.search(
        r'id="id_username_error"[^>]*>\s*<p[^>]*><strong>([^<]*)', answer.content.decode()
    )
    assert error
    return error[1]


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("аdmin", "These letters are of several scripts"),
        ("ａdmin", "special form of others"),
        ("mona@x.test", "A user name has no @ in it."),
    ],
)
def test_the_page_says_what_is_wrong(name: str, sentence: str) -> None:
    assert sentence in signed_up(name)
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    ("taken", "name"), [("ace", "асе"), ("АСЕ", "ace"), ("Mona", "ΜΟΝΑ"), ("Вера", "Bepa")]
)
def test_a_name_that_looks_like_another_is_taken(taken: str, name: str) -> None:
    builders.person(taken)
    assert "already exists" in signed_up(name)
    assert User.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_others_are_free() -> None:
    builders.person("ada")
    assert [signed_up(name) for name in ("ada2", "Ide", "мария", "Jürgen")] == [
        "ada2",
        "Ide",
        "мария",
        "Jürgen",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["аdmin", "mona@x.test", "桜a"])
def test_a_name_from_before_goes_on_signing_in(name: str) -> None:
    builders.person(name)
    assert sign_in(name, builders.PASSWORD) == "in"


@pytest.mark.django_db
def test_a_name_that_is_anothers_address_gets_in_the_way_of_neither() -> None:
    """From before: whoever has the address comes first, and each password opens its own account."""
    named = builders.person("mona@x.test")
    mona = User.objects.create_user("mona", "mona@x.test", "monas-quiet-night-9")
    for password, person in ((builders.PASSWORD, named), ("monas-quiet-night-9", mona)):
        client = Client()
        client.post("/account/login/", {"login": "mona@x.test", "password": password})
        assert client.session["_auth_user_id"] == str(person.pk)
