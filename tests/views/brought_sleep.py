"""Exports of devices that somebody has brought to their page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.device_sleep.exports import apple_record, apple_xml, archive

BROUGHT_SLEEP_AT = datetime(2026, 7, 8, 12, tzinfo=UTC)
SLEEP = "/import/device-sleep/"
WATCH_RECORDS = [
    apple_record("AsleepCore", "2026-07-05 23:10:00", "2026-07-06 01:50:00", zone="Europe/Berlin"),
    apple_record("Awake", "2026-07-06 01:50:00", "2026-07-06 02:05:00"),
    apple_record("AsleepHalf", "2026-07-06 02:05:00", "2026-07-06 02:15:00"),
    apple_record("AsleepREM", "2026-07-06 23:10:00", "2026-07-07 05:50:00"),
]
WATCH_EXPORT = archive({"apple_health_export/Exportieren.xml": apple_xml(*WATCH_RECORDS)})
NIGHT_TABLE = b"start,end,stage\n2026-07-05 23:10,2026-07-06 01:50,rem\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(BROUGHT_SLEEP_AT, tick=False):
        yield


def bring_sleep(client: Client, content: bytes, name: str = "export.zip") -> str:
    """The page after that file was sent."""
    answer = client.post(SLEEP, {"file": SimpleUploadedFile(name, content)}, follow=True)
    return answer.content.decode()


def take_step(client: Client, html: str, step: str, **fields: str) -> str:
    """The page after a step that the page ``html`` offers."""
    assert f'name="step" value="{step}"' in html
    found = re.search(r'name="opened" value="([^"]+)"', html)
    assert found
    answer = client.post(SLEEP, {"step": step, "opened": found[1], **fields}, follow=True)
    return answer.content.decode()
