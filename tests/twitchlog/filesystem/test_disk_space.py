"""A full disk is told from a damaged file, whoever says it and however."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from django.db import OperationalError

from twitchlog.filesystem import disk_space


def failed(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    """What SQLite raises with that code."""
    error = kind("as SQLite says it")
    error.sqlite_errorcode = code
    return error


def wrapped(cause: Exception) -> Exception:
    """As Django hands it on."""
    try:
        raise OperationalError(str(cause)) from cause
    except OperationalError as error:
        return error


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_no_space_a_quota_and_a_limit_are_a_full_disk(tmp_path: Path, number: int) -> None:
    assert disk_space.is_full(OSError(number, "as the system says it"), tmp_path)
    assert not disk_space.is_full(OSError(errno.EACCES, "as the system says it"), tmp_path)


@pytest.mark.parametrize("form", [lambda error: error, wrapped])
def test_sqlite_says_so_itself(tmp_path: Path, form: Callable[[Exception], Exception]) -> None:
    assert disk_space.is_full(form(failed(sqlite3.SQLITE_FULL)), tmp_path)
    assert not disk_space.is_full(
        form(failed(sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError)), tmp_path
    )
    assert not disk_space.is_full(form(failed(sqlite3.SQLITE_BUSY)), tmp_path)


def test_an_input_output_error_is_one_where_nothing_more_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = wrapped(failed(sqlite3.SQLITE_IOERR_WRITE))
    assert not disk_space.is_full(error, tmp_path)
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr("tempfile.TemporaryFile", lambda **_options: nullcontext(full))
        assert disk_space.is_full(error, tmp_path)


def test_a_real_full_database_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small.sqlite3")) as database:
        database.execute("PRAGMA max_page_count=3")
        database.execute("CREATE TABLE t (x)")
        with pytest.raises(sqlite3.OperationalError) as caught:
            database.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert disk_space.is_full(caught.value, tmp_path)


def test_room_is_measured_and_said(tmp_path: Path) -> None:
    disk_space.need_room(tmp_path, 1)
    with pytest.raises(
        disk_space.DiskFullError, match=r"too little room: 1,000,000,000\.0 MB are needed"
    ):
        disk_space.need_room(tmp_path, 10**15)
