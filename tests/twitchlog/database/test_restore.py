"""A restore: the old database stays until the new one is whole, and nobody uses either
meanwhile.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from tests.twitchlog.database.restoring import _soon, copy, is_as_it_was, refused
from tests.twitchlog.database.test_backups import NOTES, _up_to_date, database, rows
from tests.twitchlog.database.test_thinned_backups import FIRST
from twitchlog.database import backups
from twitchlog.filesystem import disk_space

__all__ = ["_soon", "_up_to_date", "copy", "database"]
pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("_up_to_date")]
ROOT = Path(__file__).resolve().parents[3]


def test_too_little_room_is_said_before_anything_is_done(
    copy: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk_space, "free_bytes", lambda folder: 1000)
    refused(copy, "too little room")
    assert is_as_it_was(database)


@pytest.mark.parametrize("step", ["fill", "into_one_file"])
@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        sqlite3.OperationalError("database or disk is full"),
    ],
)
def test_a_disk_that_fills_up_on_the_way_changes_nothing(
    copy: Path, database: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: Exception
) -> None:
    if isinstance(error, sqlite3.Error):
        error.sqlite_errorcode = sqlite3.SQLITE_FULL

    def full(*_arguments: Any) -> None:
        raise error

    monkeypatch.setattr(backups, step, full)
    refused(copy, "No space left|quota|is full")
    assert is_as_it_was(database)


def test_a_real_limit_on_the_way_changes_nothing(copy: Path, database: Path) -> None:
    """In a process whose files may not grow over 8 kB."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "from pathlib import Path; from twitchlog.database import backups, restore, schema\n"
        "schema.bring_up_to_date = lambda file: None\n"
        "copy, database = map(Path, sys.argv[1:])\n"
        "try: restore.restore(copy, database, database.parent / 'backups', 'kept.sqlite3', print)\n"
        "except backups.DamagedDatabaseError: print('damaged')\n"
        "except backups.CopyError as error: print(error)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
        "SECRET_KEY": "x" * 40,
    }
    setup = "import django; django.setup()\n"
    ran = subprocess.run(
        [sys.executable, "-c", setup + code, str(copy), str(database)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "is full" in ran.stdout, ran.stderr
    assert is_as_it_was(database)


def test_what_was_there_is_kept_whole_though_there_is_no_room_for_a_copy_of_it(
    copy: Path, database: Path, tmp_path: Path
) -> None:
    """It gets a second name; nothing of it is written again."""
    inode = database.stat().st_ino
    call_command("restore", copy)
    (kept,) = (tmp_path / "backups").iterdir()
    assert kept.stat().st_ino == inode
    assert rows(kept, NOTES) == [("before",), ("after",)]
    assert rows(database, NOTES) == [("before",)]


def test_where_a_file_can_have_one_name_only_it_is_copied(
    copy: Path, database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file system, or one that knows no second names."""
    link = os.link

    def linked(source: Path, target: Path) -> None:
        if Path(source) == database:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        link(source, target)

    monkeypatch.setattr(os, "link", linked)
    call_command("restore", copy)
    (kept,) = (tmp_path / "backups").iterdir()
    assert rows(kept, NOTES) == [("before",), ("after",)]
    assert rows(database, NOTES) == [("before",)]


def test_two_restores_of_one_second_keep_two(copy: Path, database: Path, tmp_path: Path) -> None:
    for _ in range(2):
        with time_machine.travel(FIRST, tick=False):
            call_command("restore", copy)
    assert sorted(len(rows(path, NOTES)) for path in (tmp_path / "backups").iterdir()) == [1, 2]


def test_the_log_of_a_lost_database_is_kept_and_not_read_into_the_new_one(
    copy: Path, database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as server, server:
        server.execute("INSERT INTO journal_episode VALUES (NULL, 'in the log')")
        server.commit()
        log = database.with_name(f"{database.name}-wal")
        left = log.read_bytes()
        database.rename(tmp_path / "elsewhere.sqlite3")
    log.write_bytes(left)
    call_command("restore", copy)
    assert rows(database, NOTES) == [("before",)]
    (kept,) = (path for path in (tmp_path / "backups").iterdir() if path.name.endswith("-wal"))
    assert kept.read_bytes() == left
