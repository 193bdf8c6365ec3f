"""A frozen report whose files are still to be set."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import FrozenReport
from journal.observations import Movement
from journal.paper import frozen_files
from tests import builders

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> Any:
    settings.DATA_DIR = tmp_path
    settings.API_COUNTS = tmp_path / "counts"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def frozen(ada: User, as_ada: Client) -> FrozenReport:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf", note="after running")
    as_ada.post(reverse("freeze"), {"period": "4"})
    return FrozenReport.objects.get()


def link_to(client: Client) -> str:
    page = client.post(reverse("share"), {"period": "4", "ends_on": "2026-07-22"}).content.decode()
    found = re.search(r'value="http://testserver(/s/[^"]+)"', page)
    assert found
    return found.group(1)


def files() -> list[Path]:
    return sorted(frozen_files.folder().glob("*"))
