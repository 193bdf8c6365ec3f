"""What is sent as a file leaves nothing on the disk unless a form of a signed-in person takes
it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client

from journal.files.waiting_files import folder
from twitchlog.filesystem import disk_space
from twitchlog.http import upload_handler

pytestmark = pytest.mark.django_db
LARGE = b"happened_at,note\n2026-07-07T02:15Z,large\n" + b"\n" * 3_000_000


@pytest.fixture
def spooled(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where each file lay that was kept while it came."""
    settings.DATA_DIR, settings.FILE_UPLOAD_TEMP_DIR = tmp_path, tmp_path / "under-way"
    lay: list[Path] = []

    class Watched(TemporaryUploadedFile):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            lay.append(Path(self.temporary_file_path()))

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", Watched)
    return lay


def send(client: Client, address: str) -> Any:
    return client.post(address, {"file": SimpleUploadedFile("diary.csv", LARGE)})


@pytest.mark.parametrize(
    "address",
    ["/account/login/", "/account/signup/", "/import/", "/nowhere/", "/s/guessed/", "/pad/"],
)
def test_a_visitors_file_is_not_kept(client: Client, spooled: list[Path], address: str) -> None:
    assert send(client, address).status_code < 500
    assert spooled == []


@pytest.mark.parametrize("address", ["/log/", "/settings/", "/account/password/change/", "/trash/"])
def test_a_form_that_takes_no_file_keeps_none(
    as_ada: Client, spooled: list[Path], address: str
) -> None:
    assert send(as_ada, address).status_code < 500
    assert spooled == []


@pytest.mark.no_cover  # three million lines, each of which a tracer would follow
def test_a_diary_file_lies_in_the_data_folder_while_it_comes(
    as_ada: Client, spooled: list[Path]
) -> None:
    assert send(as_ada, "/import/").status_code == 302
    [lay] = spooled
    assert lay.parent == folder().parent / "under-way"
    assert not lay.exists()
    assert lay.parent.stat().st_mode & 0o077 == 0
    [file] = folder().glob("*.diary")
    assert file.stat().st_size == len(LARGE)


def test_the_settings_name_it(settings: Any) -> None:
    assert (
        f"{upload_handler.__name__}.{upload_handler.Handler.__name__}"
        in settings.FILE_UPLOAD_HANDLERS
    )


def test_a_file_that_would_fill_the_disk_is_refused_before_its_first_byte(
    as_ada: Client, spooled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    free = 2 * len(LARGE) + disk_space.ROOM_TO_WRITE
    monkeypatch.setattr(disk_space, "free_bytes", lambda _folder: free)
    as_ada.raise_request_exception = False
    answer = send(as_ada, "/import/")
    assert answer.status_code == 503
    assert "The disk of this server is full." in answer.content.decode()
    assert (spooled, list(folder().glob("*"))) == ([], [])
