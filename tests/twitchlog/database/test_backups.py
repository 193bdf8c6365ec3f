"""A backup is whole, private and can be put back."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from twitchlog.database import backups, schema
from twitchlog.not_ready import NotReadyError

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parents[3]
NOTES = "SELECT note FROM journal_episode ORDER BY id"


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query says of a database file."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def note(database: Path, text: str) -> None:
    """Put one more row into a database file and leave it in the log beside it, as a running server
    does.
    """
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO journal_episode VALUES (NULL, ?)", [text])


@pytest.fixture
def database(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with Twitchlog's tables, cut down to what matters here."""
    path = tmp_path / "twitchlog.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE journal_episode (id INTEGER PRIMARY KEY, note TEXT)")
        connection.execute("CREATE TABLE auth_user (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY)")
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(backups, "database", lambda: path)
    return path


@pytest.fixture
def _up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what brings a restored database up to date; the whole way round is tested below."""
    monkeypatch.setattr("twitchlog.database.schema.bring_up_to_date", lambda file: None)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)


def test_a_backup_holds_what_was_just_written_and_is_private(
    database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as server, server:
        server.execute("INSERT INTO journal_episode VALUES (NULL, 'in the log')")
        server.commit()
        call_command("backup")
    (copy,) = (tmp_path / "backups").iterdir()
    assert rows(copy, NOTES) == [("in the log",)]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.usefixtures("_up_to_date")
def test_what_is_restored_is_what_was_backed_up_and_the_rest_is_kept(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note(database, "before")
    call_command("backup", tmp_path / "copy.sqlite3")
    note(database, "after")
    call_command("restore", tmp_path / "copy.sqlite3")
    assert "what was ended since opens the diary again" in capsys.readouterr().out
    assert rows(database, NOTES) == [("before",)]
    (kept,) = (tmp_path / "backups").iterdir()
    assert rows(kept, NOTES) == [("before",), ("after",)]


@pytest.mark.usefixtures("_up_to_date")
def test_a_backup_can_be_restored_where_nothing_is(database: Path, tmp_path: Path) -> None:
    note(database, "before")
    call_command("backup", tmp_path / "copy.sqlite3")
    database.unlink()
    call_command("restore", tmp_path / "copy.sqlite3")
    assert rows(database, NOTES) == [("before",)]
    assert not (tmp_path / "backups").exists()


@pytest.mark.usefixtures("_up_to_date")
def test_a_backup_can_be_restored_over_a_database_that_is_damaged(
    database: Path, tmp_path: Path
) -> None:
    note(database, "before")
    call_command("backup", tmp_path / "copy.sqlite3")
    text(database)
    call_command("restore", tmp_path / "copy.sqlite3")
    assert rows(database, NOTES) == [("before",)]
    kept = min((tmp_path / "backups").iterdir())  # and what SQLite had left beside it
    assert kept.read_bytes().startswith(b"a list of things")


def spoil(path: Path) -> None:
    """Overwrite the middle of a file."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)


def other(path: Path) -> None:
    """Put somebody else's database there."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY)")


def text(path: Path) -> None:
    """Put something there that is no database."""
    path.write_text("a list of things to buy\n" * 100, encoding="ascii")


@pytest.mark.usefixtures("_up_to_date")
@pytest.mark.parametrize("harm", [spoil, other, text, Path.unlink])
def test_a_file_that_is_no_backup_changes_nothing(
    database: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    note(database, "before")
    copy = tmp_path / "copy.sqlite3"
    call_command("backup", copy)
    harm(copy)
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", copy)
    assert rows(database, NOTES) == [("before",)]


def test_a_file_is_never_overwritten(database: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="ascii")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text(encoding="ascii") == "dear"


def test_no_database_is_said(database: Path) -> None:
    database.unlink()
    with pytest.raises(CommandError, match="no database"):
        call_command("backup")


def test_an_empty_file_in_the_place_of_the_database_is_named_by_its_own_name(
    database: Path,
) -> None:
    for part in database.parent.glob(f"{database.name}*"):
        part.unlink()
    database.touch()
    with pytest.raises(
        CommandError, match=rf"{database} is a database, but not one of Twitchlog's"
    ):
        call_command("backup")


def test_a_copy_that_came_out_damaged_is_not_kept(
    database: Path, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(backups, "into_one_file", lambda copy: copy.write_bytes(b"half" * 1000))
    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup")
    assert list((tmp_path / "backups").iterdir()) == []


def manage(folder: Path, *arguments: str) -> str:
    """Run manage.py for a demo in that folder, as a person does, and give what it says."""
    environment = {**os.environ, "DATA_DIR": str(folder), "TWITCHLOG_DEMO": "1"}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_the_whole_way_round(tmp_path: Path) -> None:
    database = tmp_path / "twitchlog.sqlite3"
    manage(tmp_path, "demo")
    before = rows(database, NOTES)
    copy = manage(tmp_path, "backup").strip()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM journal_episode")
    assert copy in manage(tmp_path, "restore", copy)
    assert rows(database, NOTES) == before
    assert len(before) > 50


def test_an_update_of_the_database_leaves_a_copy_of_the_old_one(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "journal", "0001")
    manage(tmp_path, "demo")
    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-update-twitchlog-")
    applied = "SELECT name FROM django_migrations WHERE app = 'journal'"
    assert rows(copy, applied) == [("0001_initial",)]
    assert len(rows(tmp_path / "twitchlog.sqlite3", applied)) > 1


def test_a_database_that_cannot_be_copied_is_not_updated(database: Path) -> None:
    text(database)
    with pytest.raises(NotReadyError, match="could not be copied"):
        schema._keep_what_was(timezone.now())
