"""A backup to restore, and what became of the database."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.twitchlog.database.test_backups import NOTES, database, note, rows
from twitchlog.database import restore, usage_locks

__all__ = ["database"]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr(usage_locks, "ALONE_SECONDS", 0.1)
    monkeypatch.setattr(restore, "BUSY_SECONDS", 1)


@pytest.fixture
def copy(database: Path, tmp_path: Path) -> Path:
    """A backup of one entry; the database has two by now, one of them in its log."""
    note(database, "before")
    call_command("backup", tmp_path / "copy.sqlite3")
    note(database, "after")
    return tmp_path / "copy.sqlite3"


def refused(copy: Path, match: str) -> None:
    """Nothing was restored, and it says why."""
    with pytest.raises(CommandError, match=f"Nothing was restored.*{match}"):
        call_command("restore", copy)


def is_as_it_was(database: Path) -> bool:
    backups = database.parent / "backups"
    drafts = list(database.parent.glob("*.part*"))
    return (
        rows(database, NOTES) == [("before",), ("after",)] and not backups.exists() and not drafts
    )
