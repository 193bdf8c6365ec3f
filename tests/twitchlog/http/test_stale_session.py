"""A late answer to a session that has ended leaves the cookie of the next one alone."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client


@pytest.fixture
def stale(as_ada: Client) -> Client:
    """A browser whose session has ended on the server."""
    Session.objects.all().delete()
    return as_ada


@pytest.mark.parametrize("address", ["/api/session", "/api/episodes", "/api/places"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_pad_asks_by_itself_signs_nobody_out(
    stale: Client, address: str, method: str
) -> None:
    answer = stale.generic(method, address, b"{}", content_type="application/json")
    assert answer.status_code >= 400
    assert settings.SESSION_COOKIE_NAME not in answer.cookies


def test_signing_out_takes_the_cookie_away(as_ada: Client, ada: User) -> None:
    answer = as_ada.post("/account/logout/")
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
