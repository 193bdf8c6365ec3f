"""Whoever opens the diary to others, or takes it along, shows once more who they are; what they
typed is kept.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from journal.actions.api_tokens import make_token
from tests import builders
from tests.addresses import OBJECTS, OWN
from tests.forms import post_forms
from tests.forms.signed_in_long_ago import (
    ASKS,
    TOKEN,
    back_again,
    long_signed_in,
    show_again,
    stored,
)
from tests.forms.test_sealed_form import form_at, send_now
from tests.rows_of_every_model import fill

__all__ = ["back_again"]
pytestmark = pytest.mark.usefixtures("_made_up_keys")
PASSKEY = {"type": "webauthn", "data": {"name": "phone"}}
# Each form that changes who can open the diary, as it is sent, and the page from which.
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "a token": ("/settings/tokens/", TOKEN),
    "a link": ("/share/", {"for_whom": "Dr. Lee", "period": "4"}),
    "an address": ("/account/email/", {"action_add": "", "email": "new@example.org"}),
    "the first address": ("/account/email/", {"action_primary": "", "email": "ada@example.org"}),
    "an address less": ("/account/email/", {"action_remove": "", "email": "ada@example.org"}),
    "codes": ("/account/2fa/recovery-codes/generate/", {}),
}
# Each page that is itself such a change, or shows what opens the diary.
PAGES = [
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/recovery-codes/",
    "/account/2fa/recovery-codes/download/",
    "/account/2fa/recovery-codes/generate/",
]
# What stands under these addresses and asks nothing: it shows, writes, takes back, or asks for the
# password itself.
ABOUT_THE_ACCOUNT = ("/account/", "/settings/", "/share/", "/export/")
FREE = {
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_change_password",  # with the old one
    "delete_account",
    "settings",
    "share_revoke",
    "revoke_token",
    "end_sign_in",
    "end_other_sign_ins",
    "frozen_pdf",  # with the link's token
}
ASKED = {
    "tokens",
    "share",
    "account_email",
    "mfa_generate_recovery_codes",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
}
ASKED |= {"mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_waits_until_it_is_certain_who_sent_it(
    back_again: Client, ada: User, name: str
) -> None:
    page, typed = FORMS[name]
    RecoveryCodes.activate(ada)
    Authenticator.objects.create(user=ada, **PASSKEY)
    form = {} if name == "codes" else form_at(back_again, page, page)
    before = stored(ada)
    redirect = back_again.post(page, form | typed)
    assert stored(ada) == before
    waits = show_again(back_again, redirect)
    assert waits.redirect_chain[-1][0] == "/unsaved/"
    assert stored(ada) == before
    answer = send_now(back_again, waits.content.decode())
    assert answer.status_code == 200
    assert stored(ada) != before
    assert 'href="/unsaved/"' not in answer.content.decode()


@pytest.mark.no_cover
def test_every_form_about_an_account_asks_or_is_known_to_need_no_asking(
    ada: User, as_ada: Client
) -> None:
    """Found by opening every page; one that is new has to be put on one of the two lists."""
    fill(ada)
    addresses = [address for address in OWN.values() if address.startswith(ABOUT_THE_ACCOUNT)]
    addresses += [
        make(ada) for route, make in OBJECTS.items() if f"/{route}".startswith(ABOUT_THE_ACCOUNT)
    ]
    pages = {address: as_ada.get(address) for address in addresses}
    forms = {
        urlsplit(action).path
        for address, page in pages.items()
        if page.status_code == 200
        and not page.streaming
        and page["Content-Type"].startswith("text/html")
        for form in post_forms(page.content.decode())
        for action in (
            form.action or address,
            *(button.action for button in form.buttons if button.action),
        )
    }
    names = {resolve(path).url_name: path for path in forms}
    assert names.keys() <= ASKED | FREE
    assert names.keys() >= ASKED - {"mfa_activate_totp"}  # which is switched on in this account
    long_signed_in(as_ada)
    for name in ASKED & names.keys():
        typed = {"action_add": "", "email": "new@example.org"} if name == "account_email" else {}
        assert as_ada.post(names[name], typed)["Location"].startswith(
            "/account/reauthenticate/?next="
        ), name


@pytest.mark.parametrize("name", FORMS)
def test_just_after_signing_in_nothing_is_asked(as_ada: Client, ada: User, name: str) -> None:
    page, typed = FORMS[name]
    Authenticator.objects.create(user=ada, **PASSKEY)
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True)
    form = {} if name == "codes" else form_at(as_ada, page, page)
    answer = as_ada.post(page, form | typed)
    assert not answer.headers.get("Location", "").startswith("/account/reauth")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_that_shows_or_changes_a_second_step_asks_first(
    back_again: Client, ada: User, address: str
) -> None:
    RecoveryCodes.activate(ada)
    redirect = back_again.get(address)
    assert unquote(redirect["Location"]) == f"{ASKS}?next={address}"
    assert show_again(back_again, redirect).redirect_chain[0][0] == address


@pytest.mark.parametrize("kind", ["json", "csv"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_the_export_asks_and_leads_to_its_page(back_again: Client, kind: str, method: str) -> None:
    address = f"/export/diary.{kind}"
    redirect = getattr(back_again, method)(address)
    assert unquote(redirect["Location"]) == f"{ASKS}?next=/export/"
    page = show_again(back_again, redirect)
    assert page.redirect_chain == [("/export/", 302)]
    assert f'href="{address}"' in page.content.decode()
    assert (
        " download" not in re.findall(r"<a [^>]*diary[^>]*>", page.content.decode())[0]
    )  # it would save the question
    assert back_again.get(address).status_code == 200


def test_reading_and_writing_the_diary_asks_nothing(back_again: Client, ada: User) -> None:
    builders.episode(ada)
    for address in (
        "/dashboard/",
        "/episodes/",
        "/report/",
        "/export/",
        "/share/",
        "/settings/tokens/",
        "/settings/",
    ):
        assert back_again.get(address).status_code == 200, address
    token = make_token(ada, name="phone", scope="add", as_of=timezone.now())[0]
    assert (
        back_again.post(f"/settings/tokens/{token.pk}/revoke/")["Location"] == "/settings/tokens/"
    )


@pytest.mark.parametrize("address", ["/account/password/set/", "/settings/delete-account/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_a_passkey_alone_shows_it_before_the_account_is_changed(
    ada: User, as_ada: Client, address: str, method: str
) -> None:
    Authenticator.objects.create(user=ada, **PASSKEY)
    code = RecoveryCodes.activate(ada).get_unused_codes()[0]
    ada.set_unusable_password()
    ada.save()
    as_ada.force_login(ada)
    long_signed_in(as_ada)
    new = {"password1": "another-long-one", "password2": "another-long-one"}
    redirect = as_ada.get(address) if method == "get" else as_ada.post(address, new)
    assert redirect["Location"].startswith("/account/2fa/reauthenticate/?next=")
    page = as_ada.get(redirect["Location"]).content.decode()
    assert "Use a passkey" in page
    form = next(form for form in post_forms(page) if form.action == "/account/2fa/reauthenticate/")
    answer = as_ada.post(form.action, {**form.sends(), "code": code}, follow=True)
    assert answer.redirect_chain[0][0] == (address if method == "get" else "/unsaved/")
    assert not User.objects.get(pk=ada.pk).has_usable_password()


def test_the_demo_is_asked_nothing(settings: Any, db: None) -> None:
    settings.DEMO = True
    demo = builders.person("demo")
    demo.set_unusable_password()
    demo.save()
    client, other = Client(), Client()
    for visitor in (client, other):
        visitor.post("/demo/")
    other.post(
        "/account/password/set/", {"password1": "another-long-one", "password2": "another-long-one"}
    )
    client.post("/demo/")
    long_signed_in(client)
    assert client.get("/export/diary.json").status_code == 200
    assert "Your new token" in client.post("/settings/tokens/", TOKEN).content.decode()


def test_a_clock_that_was_set_back_proves_nothing(back_again: Client) -> None:
    session = back_again.session
    session["signed_in_at"] = (timezone.now() + timedelta(hours=1)).isoformat()
    session.save()
    assert back_again.get("/export/diary.json")["Location"].startswith(ASKS)
