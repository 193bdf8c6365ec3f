"""What was noted of an account, as its page and the server's log say it."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User

from journal.models import SecurityEvent

PAGE = "/settings/security-log/"
ZONE = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture(autouse=True)
def _lines_are_seen(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "twitchlog.security")


def kinds(person: User) -> list[str]:
    """What is noted for the person, the first first."""
    return list(SecurityEvent.objects.of(person).order_by("pk").values_list("kind", flat=True))


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The server's lines about accounts."""
    return [record.getMessage() for record in caplog.records if record.name == "twitchlog.security"]
