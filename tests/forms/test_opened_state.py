"""What a form was opened about: signed, compact, in every form, and of no use to another
account.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.actions.trash import discard
from journal.field_digests import digest, plain
from journal.forms.opened_about import Opened
from journal.identity.accounts import account_of
from journal.models import Episode
from tests import builders
from tests.addresses import OBJECTS, OWN
from tests.forms import post_forms
from tests.rows_of_every_model import fill

# Pages of one's own that a browser opens; the last needs a passkey that is one.
NO_PAGES = ("api/", "export/diary", "account/2fa/webauthn/reauthenticate/")
PAGES = [address for route, address in OWN.items() if not route.startswith(NO_PAGES)]


def addresses(person: User) -> list[str]:
    """All that are that person's, whose diary holds something of every kind."""
    discard(builders.episode(person), timezone.now())
    fill(person)
    return [*PAGES, *(make(person) for make in OBJECTS.values())]


def test_what_was_opened_is_read_again() -> None:
    opened = Opened("a1", {"night": "2026-07-06"}, {"note": digest("as it was")})
    assert Opened.read(opened.text()) == opened
    assert opened.text() == opened.text()


@pytest.mark.parametrize("text", ["", "nonsense", "a:b", "WyJhIiwge30sIHt9XQ:forged"])
def test_what_is_not_of_our_making_is_none(text: str) -> None:
    assert Opened.read(text) is None


def test_a_field_shows_what_it_showed_whatever_the_line_ends() -> None:
    opened = Opened("a1").with_texts({"note": "one\ntwo"})
    assert opened.shows("note", "one\r\ntwo")
    assert not opened.shows("note", "one two")
    assert not opened.shows("other", "")
    assert plain("a\r\nb\rc\n") == "a\nb\nc\n"


def test_fields_typed_earlier_keep_what_they_were_typed_against() -> None:
    older = Opened("a1").with_texts({"note": "old", "bed": "old"})
    newer = (
        Opened("a1")
        .with_texts({"note": "new", "bed": "new"})
        .with_values_of(older, ["note", "unheard"])
    )
    assert newer.shows("note", "old")
    assert newer.shows("bed", "new")


@pytest.mark.usefixtures("_made_up_keys")
def test_every_form_of_every_page_says_once_what_it_was_opened_about(
    ada: User, as_ada: Client
) -> None:
    forms_with_one = 0
    for address in addresses(ada):
        answer = as_ada.get(address)
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        for form in post_forms(answer.content.decode()):
            fields = [field.value for field in form.fields if field.name == "opened"]
            assert len(fields) == 1, (address, form.action)
            opened = Opened.read(fields[0])
            assert opened is not None
            assert opened.account == account_of(ada), address
            forms_with_one += 1
    assert forms_with_one > 20


def test_a_form_of_another_account_writes_nothing_and_says_so(
    ada: User, ben: User, as_ada: Client
) -> None:
    form = next(post_forms(as_ada.get("/settings/").content.decode()))
    as_ada.force_login(ben)
    answer = as_ada.post(
        "/settings/",
        {**{name: values[-1] for name, values in form.sends().items()}, "theme": "dark"},
    )
    assert answer.status_code == 409
    assert "Another account is signed in" in answer.content.decode()
    assert not hasattr(User.objects.get(pk=ben.pk), "preferences")


def test_no_form_of_another_account_is_taken_at_any_address(
    ada: User, ben: User, as_ben: Client
) -> None:
    opened = Opened.by(ada).text()
    for address in addresses(ben):
        assert as_ben.post(address, {"opened": opened}).status_code == 409, address
    assert Episode.objects.of(ben).kept().exists()


def test_a_visitor_has_none(db: None, client: Client) -> None:
    assert 'name="opened"' not in client.get("/account/login/").content.decode()
