"""The server makes a backup a day by itself: when it is due, how many stay, what is in its way."""

from __future__ import annotations

import logging
import math
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from tests.twitchlog.database.test_backups import NOTES, database, note, rows
from twitchlog.database import backups
from twitchlog.database.latest_backup import latest_backup
from twitchlog.filesystem import disk_space
from twitchlog.server import nightly_backup, task_worker
from twitchlog.server.nightly_backup import (
    AFTER_START_SECONDS,
    AGAIN_AFTER_SECONDS,
    EVERY_SECONDS,
    back_up_nightly,
    seconds_to_backup,
)

__all__ = ["database"]  # a fixture
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
LONG = 10 * AFTER_START_SECONDS


@pytest.fixture(autouse=True)
def _switched_on(settings: Any, database: Path) -> None:
    settings.NIGHTLY_BACKUPS = 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backups"


def age(path: Path, by: timedelta) -> None:
    """Make it so much older."""
    then = path.stat().st_mtime - by.total_seconds()
    os.utime(path, (then, then))


def test_one_is_due_some_minutes_after_the_start_and_then_once_a_day(
    ada: User, tmp_path: Path
) -> None:
    assert seconds_to_backup(0) == AFTER_START_SECONDS
    assert seconds_to_backup(LONG) == 0
    copy = back_up_nightly()
    assert copy is not None
    age(tmp_path / "backup-tried", timedelta(days=1))
    assert EVERY_SECONDS - 60 < seconds_to_backup(LONG) <= EVERY_SECONDS
    age(copy, timedelta(days=1))
    assert seconds_to_backup(LONG) == 0


def test_none_is_made_of_nobodys_diary_nor_where_it_is_switched_off(
    settings: Any, db: None
) -> None:
    assert seconds_to_backup(LONG) == math.inf
    User.objects.create_user("dora")
    assert seconds_to_backup(LONG) == 0
    settings.NIGHTLY_BACKUPS = 0
    assert seconds_to_backup(LONG) == math.inf


def test_it_is_whole_and_the_oldest_go_but_none_that_somebody_made(
    database: Path, folder: Path
) -> None:
    call_command("backup")
    for text in ("one", "two", "three", "four", "five"):
        note(database, text)
        back_up_nightly()
    nightly = sorted(folder.glob("nightly-*"))
    texts = sorted(tuple(text for (text,) in rows(path, NOTES)) for path in nightly)
    assert [found[-1] for found in sorted(texts, key=len)] == ["three", "four", "five"]
    assert len(list(folder.glob("twitchlog-*"))) == 1
    call_command("backup", keep=1)
    assert len(list(folder.glob("nightly-*"))) == 3


def test_a_disk_without_room_is_said_and_nothing_is_deleted(
    ada: User, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for _turn in range(3):
        back_up_nightly()
    before = sorted(folder.iterdir())
    monkeypatch.setattr(disk_space, "free_bytes", lambda folder: 10_000)
    with caplog.at_level(logging.ERROR):
        assert back_up_nightly() is None
    assert "No backup was made by night. The disk of" in caplog.text
    assert sorted(folder.iterdir()) == before


def test_it_leaves_as_much_room_as_it_takes(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last room is for what somebody writes."""
    monkeypatch.setattr(disk_space, "free_bytes", lambda folder: 2 * backups.size(database) - 1)
    monkeypatch.setattr(backups, "_BACKUP_MARGIN", 0)
    assert back_up_nightly() is None


def test_one_that_failed_is_tried_again_in_an_hour(
    ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_space, "free_bytes", lambda folder: 0)
    back_up_nightly()
    assert AGAIN_AFTER_SECONDS - 60 < seconds_to_backup(LONG) <= AGAIN_AFTER_SECONDS
    age(tmp_path / "backup-tried", timedelta(hours=1))
    assert seconds_to_backup(LONG) == 0


def test_a_clock_that_was_ahead_puts_nothing_off_for_years(ada: User, tmp_path: Path) -> None:
    copy = back_up_nightly()
    assert copy is not None
    age(copy, -timedelta(days=400))
    age(tmp_path / "backup-tried", -timedelta(days=400))
    assert seconds_to_backup(LONG) == 0
    assert latest_backup(copy.parent, timezone.now()) is None


def test_the_latest_is_one_of_either_kind_and_never_what_was_kept_before_a_restore(
    folder: Path, database: Path
) -> None:
    now = timezone.now()
    assert latest_backup(folder, now) is None
    copy = back_up_nightly()
    assert copy is not None
    (folder / f"before-restore-{copy.name}").write_bytes(copy.read_bytes())
    (folder / "notes.txt").touch()
    call_command("backup")
    age(copy, timedelta(hours=1))
    latest = latest_backup(folder, now)
    assert latest is not None
    assert latest.name.startswith("twitchlog-")
    assert abs(latest.made_at - now) < timedelta(hours=1)


def test_names_say_the_day_and_who_had_it_made() -> None:
    at = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
    assert backups.name_of(at) == "twitchlog-2026-11-26-030000.sqlite3"
    with time_machine.travel(at, tick=False):
        assert back_up_nightly().name == "nightly-2026-11-26-030000.sqlite3"  # type: ignore[union-attr]


def test_the_process_for_tasks_makes_it_and_waits_for_the_next(
    ada: User, settings: Any, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(task_worker, "DAILY", ())
    monkeypatch.setattr(task_worker, "_end_gently", lambda worker: None)
    assert task_worker.work_off() <= AFTER_START_SECONDS
    assert not folder.exists()
    age(settings.DATA_DIR / "chores-done", timedelta(seconds=LONG))
    assert task_worker.work_off() > AGAIN_AFTER_SECONDS
    assert len(list(folder.glob("nightly-*"))) == 1
    assert time.time() - (settings.DATA_DIR / "backup-tried").stat().st_mtime < EVERY_SECONDS


def test_a_folder_that_takes_nothing_ends_nothing(
    ada: User, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write_text("in the way", encoding="ascii")
    assert nightly_backup.back_up_nightly() is None
