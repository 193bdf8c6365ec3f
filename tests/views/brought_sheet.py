"""A table of one's own that somebody has brought, before its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.sheet_files import SHAPES
from tests.sheet_steps import Steps, picks

BROUGHT_AT = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
PICKED = {"pick": picks("twitch", "eyelid twitch", "muscle twitching (calf)", "cramp")}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(BROUGHT_AT, tick=False):
        yield


def brought(client: Client, shape: str = "german_excel") -> Steps:
    """The page after a file of that shape was sent."""
    name, content = SHAPES[shape]
    return Steps(client, PICKED).bring(name, content())
