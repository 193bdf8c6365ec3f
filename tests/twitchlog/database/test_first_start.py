"""A first start that is ended, at whatever moment and by whatever, keeps no later one from
starting.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from twitchlog.database import backups, file_identity, schema
from twitchlog.not_ready import NotReadyError

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.server
def test_it_starts_again_at_whatever_moment_it_was_ended(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path / "none"),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    command = [sys.executable, "-m", "tests.first_start", str(tmp_path)]
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env={**environment, "SECRET_KEY": "x" * 40},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    ended = {(line["name"], line["code"]) for line in lines}
    assert ended >= {
        ("killed", -signal.SIGKILL),
        ("older release", -signal.SIGKILL),
        ("full disk", 3),
    }
    assert [line for line in lines if line["again"] != 0] == []
    assert len([line for line in lines if "twitchlog.sqlite3" not in line["left"]]) > 6
    assert {name for line in lines for name in line["there"] if name.endswith(".part")} == set()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database is to be."""
    path = tmp_path / "twitchlog.sqlite3"
    monkeypatch.setattr(backups, "database", lambda: path)
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False)
    return path


def somebody(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE auth_user (id INTEGER PRIMARY KEY)")
    database.execute("INSERT INTO auth_user VALUES (1)")


def recipes(database: sqlite3.Connection) -> None:
    database.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY)")


@pytest.mark.django_db
@pytest.mark.parametrize("fill", [somebody, recipes])
def test_what_somebody_may_need_is_never_taken_for_a_beginning(
    file: Path, fill: Callable[[sqlite3.Connection], None]
) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        fill(database)
    before = file.read_bytes()
    assert schema._made() is False
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["twitchlog.sqlite3-wal", file_identity.SERVED])
def test_a_database_that_was_here_and_is_gone_is_not_made_anew(file: Path, name: str) -> None:
    """As after it was renamed or deleted under a running server."""
    (file.parent / name).write_bytes(b"left")
    with pytest.raises(NotReadyError, match=f"is gone, though it was here: {file.parent / name}"):
        schema.migrate()
    assert not file.exists()


def test_a_database_that_is_locked_ends_the_start_with_a_word(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY

    def locked() -> bool:
        raise DatabaseError("database is locked") from error

    monkeypatch.setattr(schema, "_made", locked)
    with pytest.raises(NotReadyError, match=f"{file} is locked by another program"):
        schema.migrate()
