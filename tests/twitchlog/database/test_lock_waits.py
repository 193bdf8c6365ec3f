"""Whoever writes waits for others' writes, and is there as soon as they have ended."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from tests.twitchlog.database.test_moved_file import add, database, rows, worker
from twitchlog.database.sqlite import base
from twitchlog.database.sqlite.base import BUSY_MILLISECONDS, DatabaseWrapper, is_locked

__all__ = ["database", "worker"]  # fixtures

pytestmark = pytest.mark.sqlite


@contextmanager
def somebody_writes(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program has the lock for as long as the block lasts."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when somebody has found the database locked."""
    event = threading.Event()

    def noting(error: sqlite3.OperationalError) -> bool:
        event.set()
        return is_locked(error)

    monkeypatch.setattr(base, "is_locked", noting)
    return event


@contextmanager
def written_meanwhile(path: Path, tried: threading.Event) -> Iterator[None]:
    """Another program writes a row, and ends only when the block has been turned away."""
    with somebody_writes(path) as other:
        other.execute("INSERT INTO entry VALUES ('theirs')")
        ending = threading.Thread(target=lambda: (tried.wait(60), other.execute("COMMIT")))
        ending.start()
        yield
        ending.join()


def test_a_write_goes_on_when_the_others_has_ended(
    database: Path, worker: DatabaseWrapper, tried: threading.Event
) -> None:
    with written_meanwhile(database, tried):
        add(worker, "ours")
    assert rows(database) == ["first", "theirs", "ours"]


def test_many_rows_written_at_once_wait_as_well(
    database: Path, worker: DatabaseWrapper, tried: threading.Event
) -> None:
    with written_meanwhile(database, tried), worker.cursor() as cursor:
        cursor.executemany("INSERT INTO entry VALUES (%s)", [["a"], ["b"]])
    assert rows(database) == ["first", "theirs", "a", "b"]


def test_of_many_rows_all_are_written_or_none(database: Path, worker: DatabaseWrapper) -> None:
    with worker.cursor() as cursor, pytest.raises(OperationalError, match="malformed"):
        cursor.executemany("INSERT INTO entry VALUES (json_extract(%s, '$'))", [["1"], ["no"]])
    assert rows(database) == ["first"]


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "INSERT INTO entry VALUES ('ours')"])
def test_who_has_waited_long_enough_is_told(
    database: Path, worker: DatabaseWrapper, statement: str, monkeypatch: Any
) -> None:
    monkeypatch.setitem(worker.settings_dict["OPTIONS"], "timeout", 0.05)
    with (
        somebody_writes(database),
        worker.cursor() as cursor,
        pytest.raises(OperationalError, match="locked"),
    ):
        cursor.execute(statement)
    assert rows(database) == ["first"]


def test_sqlite_itself_makes_no_long_pauses(worker: DatabaseWrapper) -> None:
    """Its own grow to 100 ms: with two workers that write, one in a hundred waited for that
    long.
    """
    with worker.cursor() as cursor:
        [milliseconds] = cursor.execute("PRAGMA busy_timeout").fetchone()
    assert milliseconds == BUSY_MILLISECONDS <= 5


def test_an_error_of_another_kind_is_told_at_once(worker: DatabaseWrapper) -> None:
    with worker.cursor() as cursor, pytest.raises(OperationalError, match="no such table"):
        cursor.execute("INSERT INTO no_table VALUES (1)")
