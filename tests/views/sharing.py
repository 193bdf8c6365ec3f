"""A shared report, as tests make it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.observations import Movement
from tests import builders

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.API_COUNTS = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def episode(ada: User) -> Any:
    return builders.episode(
        ada, movement=Movement.TWITCH, muscle="calf", note="<b>after</b> running"
    )


def make(client: Client, **fields: str) -> str:
    """The path of a new link, as the page shows it to the owner."""
    said = {"period": "4", "ends_on": "2026-07-22", "for_whom": "", "passphrase": "", **fields}
    page = client.post(reverse("share"), said)
    assert page.status_code == 200, page.content
    found = re.search(r'value="http://testserver(/s/[^"]+)"', page.content.decode())
    assert found
    return found.group(1)
