"""The page that brings in a diary, as tests use it: a file, and what waits of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from journal.files.waiting_files import folder

FILE = (
    "id,happened_at,time_zone,movement,muscle,note\n"
    "a,2026-07-07T02:15+02:00,Europe/Berlin,twitch,calf,<b>bold</b>\n"
    "b,2026-07-08T02:15+02:00,,jerk,,\n"
    ",2026-07-05,,none,,\n"
)
PAGE = "/import/"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def bring(
    client: Client, text: str | bytes = FILE, name: str = "my diary.csv", **headers: Any
) -> HttpResponse:
    """Send a file, and see the page that follows."""
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(
        PAGE, {"file": SimpleUploadedFile(name, content)}, follow=not headers, headers=headers
    )  # type: ignore[return-value]


def page(client: Client) -> str:
    """The page as it is now."""
    return client.get(PAGE).content.decode()


def files() -> list[Path]:
    """All that lies in the folder."""
    return sorted(folder().glob("*"))
