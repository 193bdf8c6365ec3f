"""Tokens are made, shown once, listed and revoked on a page of one's own."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.api_tokens import make_token, note_use, revoke
from journal.forms.tokens import TokenForm
from journal.models import ApiToken, StoredSleepEvent
from journal.models.api_token import Scope

PAGE = "/settings/tokens/"
NOW = datetime(2026, 7, 7, 12, tzinfo=UTC)


def make(client: Client, name: str = "watch", scope: str = "add") -> Any:
    """Fill in the form."""
    return client.post(PAGE, {"name": name, "scope": scope})


def shown(answer: Any) -> str | None:
    """The token on a page, if there is one."""
    code = re.search(r'<code class="token">(tw_[\w-]+)</code>', answer.content.decode())
    return code and code[1]


def test_a_token_is_shown_once_and_works(as_ada: Client, ada: User) -> None:
    answer = make(as_ada)
    text = shown(answer)
    assert text is not None
    assert "no-store" in answer.headers["Cache-Control"]
    assert shown(as_ada.get(PAGE)) is None
    token = ApiToken.objects.presented(text)
    assert token is not None
    assert (token.owner, token.name, token.scope) == (ada, "watch", Scope.ADD)


def test_loading_the_answer_again_makes_no_second_token(as_ada: Client) -> None:
    make(as_ada)
    again = make(as_ada)
    assert shown(again) is None
    assert "You have a token of this name" in again.content.decode()
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("name", ["", " ", "\u200b", "\u202e", "\u00ad \u2066"])
def test_a_name_that_nobody_can_see_is_none(as_ada: Client, name: str) -> None:
    answer = make(as_ada, name)
    assert shown(answer) is None
    assert "This field is required." in answer.content.decode()
    assert not ApiToken.objects.exists()


def test_a_form_sent_twice_shows_the_one_token_twice(as_ada: Client, as_ben: Client) -> None:
    key = re.search(r'name="key" value="([^"]+)"', as_ada.get(PAGE).content.decode())
    assert key
    data = {"name": "watch", "scope": "add", "key": key[1]}
    first, second = (shown(as_ada.post(PAGE, data)) for _touch in range(2))
    assert first == second is not None
    assert ApiToken.objects.count() == 1
    assert shown(as_ben.post(PAGE, data)) != first
    assert (
        "You have a token of this name"
        in as_ada.post(PAGE, data | {"scope": "all"}).content.decode()
    )


@pytest.mark.parametrize("key", ["", "drawn-for-this-form"])
def test_two_forms_of_one_name_at_the_same_instant_make_one_token(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    """The other is stored between this one's look at the names and its own write."""
    save = TokenForm.store

    def save_second(form: TokenForm, as_of: datetime) -> str:
        make_token(ada, name="watch", scope=Scope.ALL, as_of=NOW)
        return save(form, as_of)

    monkeypatch.setattr(TokenForm, "store", save_second)
    answer = as_ada.post(PAGE, {"name": "watch", "scope": "add", "key": key})
    assert answer.status_code == 422
    assert shown(answer) is None
    assert "You have a token of this name" in answer.content.decode()
    assert 'value="watch"' in answer.content.decode()
    assert ApiToken.objects.get(owner=ada).scope == Scope.ALL


def test_a_form_whose_token_is_made_and_revoked_at_the_same_instant_shows_none(
    as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = TokenForm.store

    def save_again(form: TokenForm, as_of: datetime) -> str:
        save(form, as_of)
        revoke(ApiToken.objects.get(), NOW)
        return save(form, as_of)

    monkeypatch.setattr(TokenForm, "store", save_again)
    answer = as_ada.post(PAGE, {"name": "watch", "scope": "add", "key": "drawn-for-this-form"})
    assert shown(answer) is None
    assert "The token that this form made was revoked." in answer.content.decode()


def test_a_form_whose_token_was_revoked_makes_no_other(as_ada: Client) -> None:
    data = {"name": "watch", "scope": "add", "key": "drawn-for-this-form"}
    as_ada.post(PAGE, data)
    as_ada.post(f"{PAGE}{ApiToken.objects.get().pk}/revoke/")
    answer = as_ada.post(PAGE, data)
    assert shown(answer) is None
    assert "The token that this form made was revoked." in answer.content.decode()


def test_a_name_is_the_same_in_every_unicode_form(as_ada: Client) -> None:
    make(as_ada, "Größe")
    assert (
        "You have a token of this name"
        in make(as_ada, unicodedata.normalize("NFD", "Größe")).content.decode()
    )


def test_another_persons_name_is_free_and_so_is_a_revoked_one(
    as_ada: Client, as_ben: Client
) -> None:
    make(as_ada)
    assert shown(make(as_ben))
    as_ada.post(f"{PAGE}{ApiToken.objects.get(owner__username='ada').pk}/revoke/")
    assert shown(make(as_ada))


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"name": "x" * 61}, {"scope": "everything"}, {"scope": ""}]
)
def test_a_form_that_is_not_sound_makes_none(as_ada: Client, fields: dict[str, str]) -> None:
    answer = as_ada.post(PAGE, {"name": "watch", "scope": "add", **fields})
    assert shown(answer) is None
    assert not ApiToken.objects.exists()


def test_the_list_says_what_each_may_do_and_its_last_use(as_ada: Client, ada: User) -> None:
    used, _text = make_token(ada, name="Button", scope=Scope.ADD, as_of=NOW - timedelta(days=6))
    note_use(used, NOW)
    make_token(ada, name="Home", scope=Scope.READ, as_of=NOW)
    page = " ".join(as_ada.get(PAGE).content.decode().split())
    assert (
        f"<code>{used.prefix}…</code> · made 1 July 2026 · last added something 7 July 2026, 12:00"
        in page
    )
    assert "Read the diary, and change nothing" in page
    assert page.count("has added nothing yet") == 1


def test_revoking_takes_it_off_the_list(as_ada: Client, ada: User) -> None:
    token, text = make_token(ada, name="Button", scope=Scope.ADD, as_of=NOW)
    answer = as_ada.post(f"{PAGE}{token.pk}/revoke/", follow=True)
    page = answer.content.decode()
    assert "“Button” no longer opens anything" in page
    assert "There are none" in page
    assert ApiToken.objects.presented(text) is None
    assert as_ada.post(f"{PAGE}{token.pk}/revoke/").status_code == 404


def test_somebody_elses_token_is_not_there(as_ben: Client, ada: User) -> None:
    token, text = make_token(ada, name="Button", scope=Scope.ADD, as_of=NOW)
    assert as_ben.post(f"{PAGE}{token.pk}/revoke/").status_code == 404
    assert "Button" not in as_ben.get(PAGE).content.decode()
    assert ApiToken.objects.presented(text) is not None


def test_revoking_needs_a_button_not_a_link(as_ada: Client, ada: User) -> None:
    token, _text = make_token(ada, name="Button", scope=Scope.ADD, as_of=NOW)
    assert as_ada.get(f"{PAGE}{token.pk}/revoke/")["Location"] == PAGE


@pytest.mark.parametrize("number", [3, 60])
def test_queries_do_not_grow(
    as_ada: Client, ada: User, number: int, django_assert_num_queries: Any
) -> None:
    for index in range(number):
        make_token(ada, name=f"n-{index}", scope=Scope.ADD, as_of=NOW)
    with django_assert_num_queries(3):
        as_ada.get(PAGE)


def test_an_address_is_shown_whole_once_and_takes_messages(as_ada: Client, ada: User) -> None:
    html = make(as_ada, scope="address").content.decode()
    found = re.search(r'<code class="token">http://testserver(/api/[\w/-]+)</code>', html)
    assert found
    assert "Your new address" in html
    assert found[1] not in as_ada.get(PAGE).content.decode()
    sent = Client().post(found[1], '{"event": "rem"}', content_type="application/json")
    assert sent.json() == {"status": "stored"}
    assert StoredSleepEvent.objects.of(ada).count() == 1
    [token] = ApiToken.objects.of(ada)
    as_ada.post(f"{PAGE}{token.pk}/revoke/")
    assert Client().post(found[1], "{}", content_type="application/json").status_code == 401


def test_an_address_that_cannot_be_made_is_not_shown(as_ada: Client) -> None:
    html = make(as_ada, name="", scope="address").content.decode()
    assert "Your new address" not in html
    assert 'class="token"' not in html
