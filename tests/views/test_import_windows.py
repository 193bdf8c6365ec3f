"""Two windows with two files: what is stored is the file that the page showed, or nothing and a
word.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from journal.files.pending_import import PendingImport
from journal.models import Episode, Preferences
from tests.forms import step

PAGE = "/import/"
A = "happened_at,time_zone,muscle\n2026-07-07T02:15,Europe/Berlin,calf\n"
B = (
    "happened_at,time_zone,muscle\n2026-07-08T03:15,Europe/Berlin,biceps\n2026-07-09T03:15,Europe/"
    "Berlin,biceps\n"
)
WITHOUT_ZONE = "happened_at,muscle\n2026-07-07T02:15,calf\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def bring(client: Client, text: str, name: str) -> dict[str, str]:
    """Look at a file; what "Add all of it" of that page sends."""
    client.post(PAGE, {"file": SimpleUploadedFile(name, text.encode())})
    return step(client, "store")


def places() -> list[str]:
    return list(Episode.objects.values_list("muscle", flat=True))


def test_the_first_window_does_not_store_what_the_second_brought(as_ada: Client) -> None:
    first, second = bring(as_ada, A, "a.csv"), bring(as_ada, B, "b.csv")
    answer = as_ada.post(PAGE, first, follow=True).content.decode()
    assert "another file is waiting" in answer
    assert "b.csv" in answer
    assert places() == []
    as_ada.post(PAGE, second)
    assert places() == ["biceps", "biceps"]


def test_the_first_window_does_not_put_away_what_the_second_brought(
    as_ada: Client, ada: User
) -> None:
    first, second = bring(as_ada, A, "a.csv"), bring(as_ada, B, "b.csv")
    assert (
        "another file is waiting"
        in as_ada.post(PAGE, {**first, "step": "drop"}, follow=True).content.decode()
    )
    PendingImport(ada).open().close()  # it is there
    as_ada.post(PAGE, second)
    assert places() == ["biceps", "biceps"]


def test_the_same_file_in_both_windows_is_stored_once(as_ada: Client) -> None:
    first, second = bring(as_ada, A, "a.csv"), bring(as_ada, A, "again.csv")
    as_ada.post(PAGE, first)
    assert "No file is waiting" in as_ada.post(PAGE, second, follow=True).content.decode()
    assert places() == ["calf"]


def test_a_page_from_before_is_asked_to_look_again(as_ada: Client) -> None:
    bring(as_ada, A, "a.csv")
    assert (
        "another file is waiting"
        in as_ada.post(PAGE, {"step": "store"}, follow=True).content.decode()
    )
    assert places() == []


def test_times_without_a_zone_are_stored_in_the_zone_in_which_they_were_shown(
    as_ada: Client, ada: User
) -> None:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    content = bring(as_ada, WITHOUT_ZONE, "a.csv")
    Preferences.objects.update(time_zone="Asia/Tokyo")
    as_ada.post(PAGE, content)
    assert [episode.time_zone for episode in Episode.objects.all()] == ["Europe/Berlin"]
