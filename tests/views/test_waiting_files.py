"""The file of a diary that waits meanwhile: whose it is, how long it stays, and that work on it is
told.
"""

from __future__ import annotations

import io
import os
import stat
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from journal.account_deletion import delete_account
from journal.files import waiting_files as waiting_module
from journal.files.pending_import import PendingImport
from journal.files.waiting_files import KEPT, folder, sweep
from journal.models import Episode
from tests.forms import step
from tests.views.brought_diary import FILE, PAGE, _own_folder, bring, files, page

__all__ = ["_own_folder"]


def test_put_away(as_ada: Client) -> None:
    bring(as_ada)
    answer = as_ada.post(PAGE, step(as_ada, "drop"), follow=True)
    assert "Nothing was stored" in answer.content.decode()
    assert files() == []
    assert 'type="file"' in page(as_ada)


def test_the_file_waits_where_only_the_server_can_read(as_ada: Client, ada: User) -> None:
    bring(as_ada)
    assert stat.S_IMODE(folder().stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in files()} == {0o600}
    assert sorted(path.suffix for path in files()) == [".diary", ".found"]
    assert all("ada" not in path.name and str(ada.pk) != path.stem for path in files())


def test_a_file_belongs_to_who_brought_it(as_ada: Client, as_ben: Client, ben: User) -> None:
    bring(as_ada)
    assert 'type="file"' in page(as_ben)
    assert as_ben.get(reverse("import_progress")).json() == {}
    as_ben.post(PAGE, step(as_ben, "store"))
    assert Episode.objects.count() == 0
    as_ben.post(PAGE, step(as_ben, "drop"))
    assert "What this file would add" in page(as_ada)
    bring(as_ben, FILE + "c,2026-07-09T02:15Z,,cramp,,\n")
    as_ben.post(PAGE, step(as_ben, "store"))
    assert Episode.objects.of(ben).count() == Episode.objects.count() == 3
    assert "What this file would add" in page(as_ada)


def test_a_second_file_takes_the_place_of_the_first(as_ada: Client) -> None:
    bring(as_ada)
    bring(as_ada, FILE + "c,2026-07-09T02:15Z,,cramp,,\n", name="second.csv")
    text = page(as_ada)
    assert "second.csv" in text
    assert "my diary.csv" not in text
    assert len(files()) == 2


def test_after_a_day_the_file_is_gone(as_ada: Client, as_ben: Client, ada: User) -> None:
    bring(as_ada)
    later = datetime.now(UTC) + KEPT + timedelta(minutes=1)
    assert PendingImport(ada).preview(later) is None
    long_ago = time.time() - KEPT.total_seconds() - 60
    for path in files():
        os.utime(path, (long_ago, long_ago))
    bring(as_ben)
    assert len(files()) == 2
    assert 'type="file"' in page(as_ada)


def test_the_nightly_command_sweeps_too(as_ada: Client) -> None:
    bring(as_ada)
    call_command("purge_trash", stdout=io.StringIO())
    assert len(files()) == 2
    for path in files():
        os.utime(path, (0, 0))
    call_command("purge_trash", stdout=io.StringIO())
    assert files() == []


def test_two_processes_may_sweep_at_once(
    as_ada: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bring(as_ada)
    monkeypatch.setattr(waiting_module, "folder", _Vanishing)
    sweep(datetime.now(UTC))
    assert len(files()) == 2


class _Vanishing:
    """A folder whose files are gone when one looks at them."""

    def glob(self, pattern: str) -> list[Path]:
        return [folder() / "gone"]


def test_a_deleted_account_leaves_no_file(
    as_ada: Client, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    bring(as_ada)
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        delete_account(ada)
    callbacks[0]()
    assert files() == []


def test_progress_is_told_while_the_work_is_under_way(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, int]] = []
    tell = PendingImport.tell

    def listening(self: PendingImport, stage: str, done: int, of: int) -> None:
        tell(self, stage, done, of)
        answer = as_ada.get(reverse("import_progress"))
        heard.append((answer.json()["stage"], answer.json()["percent"]))

    monkeypatch.setattr(PendingImport, "tell", listening)
    rows = "".join(f"2026-07-07T02:15Z,number {number}\n" for number in range(5_000))
    bring(as_ada, "happened_at,note\n" + rows)
    as_ada.post(PAGE, step(as_ada, "store"))
    assert [stage for stage, _percent in heard] == ["reading"] * 3 + ["checking"] * 4 + ["storing"]
    assert [percent for stage, percent in heard if stage == "reading"] == sorted(
        percent for stage, percent in heard if stage == "reading"
    )
    assert heard[-1] == ("storing", 100)
    assert as_ada.get(reverse("import_progress")).json() == {}
    assert "no-store" in as_ada.get(reverse("import_progress"))["Cache-Control"]
