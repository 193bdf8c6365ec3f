"""A restore is alone with the database: who else has it open is named, and an end at any step
leaves one whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.twitchlog.database.restoring import _soon, copy, is_as_it_was, refused
from tests.twitchlog.database.test_backups import NOTES, _up_to_date, database, rows
from tests.twitchlog.database.test_usage_locks import another
from twitchlog.database import backups
from twitchlog.filesystem import atomic_files

__all__ = ["_soon", "_up_to_date", "copy", "database"]
pytestmark = [pytest.mark.sqlite, pytest.mark.usefixtures("_up_to_date")]


@pytest.mark.parametrize(
    "how", ["usage_locks.serve_alone(folder); usage_locks.use(folder)", "usage_locks.use(folder)"]
)
def test_it_is_refused_while_a_server_or_a_command_uses_the_database(
    copy: Path, database: Path, how: str
) -> None:
    with another(database.parent, how) as pid:
        refused(copy, f"in use by process {pid} ")
        assert is_as_it_was(database)


OPENED = (
    "import sqlite3; held = sqlite3.connect(folder / 'twitchlog.sqlite3', isolation_level=None); "
)


@contextmanager
def held_by(database: Path, statement: str) -> Iterator[int]:
    """Another program has the database open, and did that."""
    with another(database.parent, f"{OPENED}held.execute('{statement}').fetchall()") as pid:
        yield pid


@pytest.mark.parametrize(
    "statement", ["SELECT 1 FROM auth_user", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]
)
def test_another_program_that_has_it_open_is_named(
    copy: Path, database: Path, statement: str
) -> None:
    with held_by(database, statement) as pid:
        refused(copy, f"process {pid} ")
    assert is_as_it_was(database)


@pytest.mark.parametrize("statement", ["SELECT 1 FROM auth_user", "BEGIN EXCLUSIVE"])
def test_a_lock_of_somebody_who_cannot_be_seen_ends_it_after_a_while(
    copy: Path,
    database: Path,
    statement: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Another account's processes are seen by root alone."""
    monkeypatch.setattr("twitchlog.filesystem.file_holders.named", lambda paths: "")
    monkeypatch.setattr("twitchlog.filesystem.file_holders.having_open", lambda path: [])
    with held_by(database, statement):
        refused(copy, f"{database} is locked by another program")
    assert "Waiting for at most 1 seconds" in capsys.readouterr().err
    assert is_as_it_was(database)


def test_a_backup_of_a_locked_database_says_who_has_it(
    copy: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "LOCKED_SECONDS", 0.1)
    backups.into_one_file(database)
    with (
        held_by(database, "BEGIN EXCLUSIVE") as pid,
        pytest.raises(
            CommandError, match=f"No backup was made. {database} is locked by process {pid} "
        ),
    ):
        call_command("backup")
    assert not list((database.parent / "backups").iterdir())


def test_ended_at_any_step_the_old_one_or_the_new_one_is_there_whole(
    copy: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill between two steps does, as far as the disk is concerned: nothing after it is
    done.
    """
    for step in ("fill", "check", "into_one_file"):
        with monkeypatch.context() as broken:
            broken.setattr(backups, step, _killed)
            with pytest.raises(KeyboardInterrupt):
                call_command("restore", copy)
        assert rows(database, NOTES) == [("before",), ("after",)]
    for step in ("put_in_place", "sync_folder"):
        with monkeypatch.context() as broken:
            broken.setattr(atomic_files, step, _killed)
            with pytest.raises(KeyboardInterrupt):
                call_command("restore", copy)
        assert rows(database, NOTES) == [("before",), ("after",)]


def _killed(*_arguments: Any) -> None:
    raise KeyboardInterrupt
