"""What somebody else saw and waits for its owner, as tests make and settle it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import (
    Preferences,
    Sighting,
)
from tests import builders
from tests.partner_links import made_link, send, sighting


@pytest.fixture(autouse=True)
def _berlin(ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)


def waiting(client: Client, **fields: Any) -> Sighting:
    """One sighting that waits for Ada, sent by a link of hers."""
    path = made_link(client)
    assert send(path, sighting(**fields)).status_code == 200
    return Sighting.objects.latest("pk")


def settle(client: Client, **choices: str) -> Any:
    names = {name.replace("_", "-", 1): value for name, value in choices.items()}
    return client.post("/partner/settle/", names, follow=True)
