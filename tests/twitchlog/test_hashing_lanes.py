"""No light worker hashes a password or a passphrase: whatever page asks for one is answered in a
lane.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import resolve

from tests import builders
from tests.addresses import OPEN, OWN
from twitchlog.lanes import lane_of

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
SECRET = re.compile(r'type="password"|name="passphrase"')
POSTED = re.compile(r'\baction="([^"]*)"')


def asking_pages(client: Client) -> Iterator[str]:
    """Where forms with a box for a password or a passphrase are sent."""
    for address in {*OPEN.values(), *OWN.values()}:
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for form in FORM.findall(answer.content.decode()):
            if SECRET.search(form):
                sent = POSTED.search(form.partition(">")[0])
                yield (sent[1] if sent else "") or address


@pytest.mark.django_db
def test_whatever_asks_for_a_password_is_answered_in_a_lane(client: Client, settings: Any) -> None:
    settings.SIGN_UP_OPEN = True
    with_password, without = builders.person("ada"), User.objects.create_user("passkeys-alone")
    found = set(asking_pages(client))
    for person in (with_password, without):
        signed_in = Client()
        signed_in.force_login(person)
        found |= set(asking_pages(signed_in))
    names = {resolve(address.partition("?")[0]).url_name for address in found}
    assert {
        "account_login",
        "account_signup",
        "account_reauthenticate",
        "account_change_password",
    } <= names
    assert {"delete_account"} <= names
    lost = {name for name in names if not lane_of(str(name), "POST")}
    assert lost == set()


@pytest.mark.parametrize(
    "name", ["shared", "account_reset_password_from_key", "account_set_password"]
)
def test_so_are_those_that_need_a_key_to_be_looked_at(name: str) -> None:
    assert lane_of(name, "POST") == "sign-in"
