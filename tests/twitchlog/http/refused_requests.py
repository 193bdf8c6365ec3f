"""Requests that are refused, and what page and log say of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

DJANGOS = ("ALLOWED_HOSTS", "CSRF_", "SECURE_PROXY", "DATA_UPLOAD", "trusted origins", "settings.")
EDGE = "twitchlog.edges"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """The one line of ours; nobody else says anything, and nothing in Django's words."""
    records = [record for record in caplog.records if record.levelname != "DEBUG"]
    assert [record.name for record in records] == [EDGE], [
        record.getMessage() for record in records
    ]
    assert not any(word in records[0].getMessage() for word in DJANGOS)
    return records[0].getMessage()


def page_of(answer: Any, status: int) -> str:
    page: str = answer.content.decode()
    assert answer.status_code == status
    assert not any(word in page for word in DJANGOS)
    return page


@pytest.fixture
def browser() -> Client:
    """A browser that has looked at the sign-in page and sends what it is told to."""
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    return client
