"""Somebody who signed in long ago, and what such a one is asked before a form is taken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.models import ApiToken, FrozenReport, ShareLink
from tests import builders
from tests.forms import post_forms

ASKS = "/account/reauthenticate/"
TOKEN = {"name": "watch", "scope": "all"}


def long_signed_in(client: Client) -> Client:
    """Somebody came back to a browser in which the sign-in was an hour ago."""
    session = client.session
    session["signed_in_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    return client


@pytest.fixture
def back_again(as_ada: Client, ada: User) -> Client:
    for number, address in enumerate(("ada@example.org", "old@example.org")):
        EmailAddress.objects.create(user=ada, email=address, verified=True, primary=number == 1)
    return long_signed_in(as_ada)


def stored(person: User) -> tuple[Any, ...]:
    """What such forms change."""
    addresses = EmailAddress.objects.filter(user=person).values_list("email", "primary")
    rows = [
        model.objects.filter(owner=person).count() for model in (ApiToken, ShareLink, FrozenReport)
    ]
    return (*rows, *sorted(addresses), *Authenticator.objects.values_list("data", flat=True))


def show_again(client: Client, redirect: Any, password: str = builders.PASSWORD) -> Any:
    """Fill in the page that asks."""
    assert redirect["Location"].startswith(f"{ASKS}?next=")
    form = next(
        form
        for form in post_forms(client.get(redirect["Location"]).content.decode())
        if form.action == ASKS
    )
    return client.post(ASKS, {**form.sends(), "password": password}, follow=True)
