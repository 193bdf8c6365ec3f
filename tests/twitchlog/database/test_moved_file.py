"""A database that is renamed, deleted or replaced while it is open is noticed before anything
counts as stored.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from twitchlog.database.sqlite.base import DatabaseMovedError, DatabaseWrapper
from twitchlog.database.sqlite.moved_file import _is

pytestmark = pytest.mark.sqlite


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database file with one table."""
    path = tmp_path / "diary.sqlite3"
    make(path, "first")
    return path


def make(path: Path, row: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE entry (x TEXT)")
        connection.execute("INSERT INTO entry VALUES (?)", [row])


def rows(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT x FROM entry ORDER BY rowid")]


def rows_of(worker: DatabaseWrapper) -> list[str]:
    """What the file holds that the worker has open, wherever it is."""
    with worker.cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT x FROM entry ORDER BY rowid")]


def connect(path: Path, settings: Any) -> DatabaseWrapper:
    """As a worker of the server is connected: nothing of Django's settings but the file."""
    one = {
        **settings.DATABASES["default"],
        "NAME": path,
        "ENGINE": "twitchlog.database.sqlite",
        "TEST": {},
    }
    connection = ConnectionHandler({"default": one})["default"]
    assert isinstance(connection, DatabaseWrapper)
    connection.connect()
    return connection


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests come far apart."""
    monkeypatch.setattr("twitchlog.database.sqlite.base.LOOK_SECONDS", 0.0)


@pytest.fixture
def worker(database: Path, settings: Any, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    with django_db_blocker.unblock():
        connection = connect(database, settings)
        yield connection
        connection.close()


def add(worker: DatabaseWrapper, row: str) -> None:
    """A statement of its own."""
    with worker.cursor() as cursor:
        cursor.execute("INSERT INTO entry VALUES (%s)", [row])


def add_in_a_transaction(worker: DatabaseWrapper, row: str) -> None:
    """As most pages write."""
    worker.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        add(worker, row)
        worker.commit()
    except DatabaseMovedError:
        worker.rollback()
        raise
    finally:
        worker.set_autocommit(True)


def rename(path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite3"))


def replace(path: Path) -> None:
    other = path.with_name("other.sqlite3")
    make(other, "another")
    other.rename(path)


def lose_the_log(path: Path) -> None:
    """What was stored last lies in it, and in it alone."""
    path.with_name(f"{path.name}-wal").unlink()


HARM = pytest.mark.parametrize("harm", [rename, Path.unlink, replace, lose_the_log])
WRITE = pytest.mark.parametrize("write", [add, add_in_a_transaction])


@HARM
@WRITE
def test_nothing_is_acknowledged_once_the_file_is_another(
    worker: DatabaseWrapper,
    database: Path,
    harm: Callable[[Path], None],
    write: Callable[[DatabaseWrapper, str], None],
) -> None:
    write(worker, "second")
    harm(database)
    for row in ("third", "fourth"):
        with pytest.raises(DatabaseMovedError):
            write(worker, row)
    assert rows_of(worker) == ["first", "second"]


@WRITE
def test_a_renamed_file_is_whole_by_itself_and_back_under_its_name_it_is_written_again(
    worker: DatabaseWrapper, database: Path, write: Callable[[DatabaseWrapper, str], None]
) -> None:
    write(worker, "second")  # lies in the log beside the old name
    rename(database)
    with pytest.raises(DatabaseMovedError):
        write(worker, "third")
    elsewhere = database.with_name("elsewhere.sqlite3")
    copy = database.with_name("copy.sqlite3")
    copy.write_bytes(elsewhere.read_bytes())
    assert rows(copy) == ["first", "second"]
    elsewhere.rename(database)
    worker.close_if_unusable_or_obsolete()
    add(worker, "fourth")
    assert rows(database) == ["first", "second", "fourth"]


def test_a_deleted_file_stays_open_and_the_log_says_how_to_copy_it(
    worker: DatabaseWrapper, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database.unlink()
    worker.close_if_unusable_or_obsolete()
    with pytest.raises(DatabaseMovedError):
        add(worker, "second")
    command = caplog.text.partition("cp ")[2].split()
    database.write_bytes(Path(command[0]).read_bytes())
    assert rows(database) == ["first"]
    assert str(database) == command[1]


def test_a_file_that_took_its_place_is_opened_by_all_and_the_old_log_is_not_read_into_it(
    worker: DatabaseWrapper, database: Path, settings: Any
) -> None:
    other = connect(database, settings)
    add(worker, "second")
    replace(database)
    for one in (worker, other):
        one.close_if_unusable_or_obsolete()
        assert one.connection is None
        add(one, "new")
    assert rows(database) == ["another", "new", "new"]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    other.close()


def test_a_log_that_is_deleted_loses_nothing(worker: DatabaseWrapper, database: Path) -> None:
    add(worker, "second")
    lose_the_log(database)
    with pytest.raises(DatabaseMovedError):
        add(worker, "third")
    worker.close_if_unusable_or_obsolete()
    add(worker, "fourth")
    assert rows(database) == ["first", "second", "fourth"]


def copied_back(path: Path, worker: DatabaseWrapper) -> None:
    """As the log of a server says, with a file that was deleted."""
    assert worker.mark is not None
    content = next(
        file for file in Path("/proc/self/fd").iterdir() if _is(file, worker.mark)
    ).read_bytes()
    path.write_bytes(content)


def in_one_file(path: Path, _worker: DatabaseWrapper) -> None:
    """A backup, which is no file in WAL mode yet."""
    other = path.with_name("other.sqlite3")
    make(other, "first")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    other.rename(path)


@pytest.mark.parametrize("harm", [copied_back, in_one_file])
def test_each_of_several_workers_goes_on_with_the_new_file_time_and_again(
    worker: DatabaseWrapper,
    database: Path,
    settings: Any,
    harm: Callable[[Path, DatabaseWrapper], None],
) -> None:
    """One of them opens it first; the other must not take the first one's log for the old
    file's.
    """
    other = connect(database, settings)
    for turn in range(3):
        database.unlink()
        for one in (worker, other):
            with pytest.raises(DatabaseMovedError):
                add(one, "refused")
        harm(database, worker)
        written = []
        for number in range(4):
            one = (worker, other)[number % 2]
            one.close_if_unusable_or_obsolete()
            add(one, f"{turn}.{number}")
            written.append(f"{turn}.{number}")
        assert rows(database)[-4:] == written
    other.close()


def test_connecting_makes_no_file(tmp_path: Path, settings: Any, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), pytest.raises(OperationalError, match="There is no database"):
        connect(tmp_path / "none.sqlite3", settings)
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_locked_database_is_not_taken_for_one_that_lacks_something(
    worker: DatabaseWrapper, database: Path
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert worker.features.supports_json_field
