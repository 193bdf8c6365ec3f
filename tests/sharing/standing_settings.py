"""The clock and the settings under which passphrases of links are tried."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.API_COUNTS, settings.DATA_DIR = tmp_path / "counts", tmp_path
    with time_machine.travel(NOW, tick=False):
        yield
