"""A database says which one it is, and is another one whenever it may lack what somebody has sent;
a newer release's is not used.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.utils import ConnectionHandler

from tests.twitchlog.database.test_backups import _up_to_date, database, note
from tests.twitchlog.database.test_moved_file import connect
from twitchlog.database import file_identity, schema
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.filesystem import atomic_files
from twitchlog.not_ready import NotReadyError

__all__ = ["_up_to_date", "database"]  # fixtures

pytestmark = pytest.mark.sqlite


def identity(file: Path) -> str:
    return file_identity.identity_in(file_identity.read_file(file))


@pytest.fixture
def served(database: Path) -> str:
    """Its identity after a first start of the server."""
    assert identity(database) == ""
    file_identity.begin(database)
    return identity(database)


def test_it_stays_the_same_from_start_to_start(database: Path, served: str) -> None:
    for _ in range(2):
        note(database, "an entry")
        file_identity.begin(database)
    assert identity(database) == served != ""


def test_a_backup_is_another_one_while_it_is_made(
    database: Path, served: str, tmp_path: Path
) -> None:
    """So that one which is put in place under a running server is told as well."""
    call_command("backup", tmp_path / "copy.sqlite3")
    assert identity(tmp_path / "copy.sqlite3") not in {served, ""}
    assert identity(database) == served


@pytest.mark.usefixtures("_up_to_date")
def test_what_is_restored_twice_is_another_one_twice(
    database: Path, served: str, tmp_path: Path
) -> None:
    call_command("backup", tmp_path / "copy.sqlite3")
    found = {served}
    for _ in range(2):
        call_command("restore", tmp_path / "copy.sqlite3")
        file_identity.begin(database)
        found.add(identity(database))
    assert len(found) == 3


def by_copying(kept: Path, database: Path) -> None:
    shutil.copyfile(kept, database)


def by_renaming(kept: Path, database: Path) -> None:
    database.unlink()
    shutil.copyfile(kept, database)


@pytest.mark.parametrize("put_back", [by_copying, by_renaming])
def test_an_older_file_put_back_by_hand_is_another_one(
    database: Path, served: str, tmp_path: Path, put_back: Callable[[Path, Path], None]
) -> None:
    kept = tmp_path / "by-hand"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    shutil.copyfile(database, kept)
    file_identity.begin(database)
    put_back(kept, database)
    file_identity.begin(database)
    assert identity(database) not in {served, ""}


def test_where_nobody_noted_what_was_served_it_is_another_one(database: Path, served: str) -> None:
    (database.parent / file_identity.SERVED).write_bytes(b"")
    file_identity.begin(database)
    assert identity(database) not in {served, ""}


@pytest.fixture
def newer(database: Path) -> Path:
    """As a newer release has left it."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE django_migrations")
        connection.execute(
            "CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT)"
        )
        connection.execute("INSERT INTO django_migrations VALUES (1, 'journal', '9999_moods', '')")
        connection.execute("INSERT INTO auth_user VALUES (1)")
    file_identity.write(database, {"release": "7.5"})
    return database


WORDS = (
    r"by a newer release of Twitchlog, 7\.5 .*9999_moods.*Start the newer release "
    r"again.*manage\.py restore"
)


def test_no_connection_to_a_newer_releases_database(
    newer: Path, settings: Any, django_db_blocker: Any
) -> None:
    with django_db_blocker.unblock(), pytest.raises(NewerDatabaseError, match=WORDS):
        connect(newer, settings)


@pytest.mark.parametrize("what", [schema.migrate, schema.check_diaries])
def test_neither_the_server_nor_a_command_starts_on_it(
    newer: Path,
    what: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    django_db_blocker: Any,
) -> None:
    with django_db_blocker.unblock():
        one = {
            **settings.DATABASES["default"],
            "NAME": newer,
            "ENGINE": "twitchlog.database.sqlite",
            "TEST": {},
        }
        unconnected = ConnectionHandler({"default": one})["default"]
        monkeypatch.setattr(schema, "connection", unconnected)
        with pytest.raises(NotReadyError, match=WORDS):
            what()


def test_a_newer_releases_backup_is_not_restored(
    newer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"
    call_command("backup", copy)

    def refuse(file: Path) -> None:
        raise NewerDatabaseError(f"The database {file} was brought up to date by a newer release")

    monkeypatch.setattr(schema, "bring_up_to_date", refuse)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    before = identity(newer)
    with pytest.raises(
        CommandError, match=f"Nothing was restored. The database {copy} was brought up to date"
    ):
        call_command("restore", copy)
    assert identity(newer) == before
    assert not list(newer.parent.glob(f"*{atomic_files.DRAFT_ENDING}"))
