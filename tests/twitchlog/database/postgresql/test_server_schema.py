"""A database on a server: which one it is, whether it is up to date, and who copies it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from twitchlog.database import schema
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.not_ready import NotReadyError
from twitchlog.server import nightly_backup
from twitchlog.server_check import quick_checks, slow_checks
from twitchlog.server_check.check_line import CheckState

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def served() -> str:
    """Which database it is, once it is served."""
    assert schema.begin_serving() == ""
    connection.ensure_connection()
    return str(connection.identity)  # type: ignore[attr-defined]  # our layer's


def run(statement: str) -> None:
    """Do it as somebody else's program does."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_it_is_the_same_one_at_each_start(tmp_path: Path) -> None:
    first = served()
    assert first
    assert served() == first


def test_a_dump_that_was_put_back_is_another_one() -> None:
    """pg_restore makes each table anew, with all that it held."""
    first = served()
    run("ALTER TABLE twitchlog_database RENAME TO before")
    run("CREATE TABLE twitchlog_database AS SELECT * FROM before")
    run("ALTER TABLE twitchlog_database ADD PRIMARY KEY (name)")
    run("DROP TABLE before")
    assert served() != first


def test_so_is_one_that_is_served_from_another_folder(settings: Any, tmp_path: Path) -> None:
    first = served()
    settings.DATA_DIR = tmp_path / "other"
    settings.DATA_DIR.mkdir()
    assert served() != first


def test_one_of_a_newer_release_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    run(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('journal', '9999_moods', now())"
    )
    connection.close()
    try:
        with pytest.raises(NewerDatabaseError, match=r"9999_moods.*Start the newer release again"):
            connection.ensure_connection()
    finally:
        with monkeypatch.context() as patched:
            patched.setattr(connection, "get_new_connection", _unlooked)
            run("DELETE FROM django_migrations WHERE name = '9999_moods'")
        connection.close()


def _unlooked(params: dict[str, Any]) -> Any:
    """Connect as Django does, without our look at it."""
    made = connection.Database.connect(**params)  # type: ignore[attr-defined]
    made.autocommit = True
    return made


def test_a_step_that_was_not_applied_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    schema.check_diaries()
    monkeypatch.setattr(schema, "_names_of_migrations", lambda: {("journal", "9999_later")})
    with pytest.raises(NotReadyError, match="brings it up to date"):
        schema.check_diaries()


@pytest.mark.parametrize("command", [["backup"], ["restore", "some.sqlite3"]])
def test_the_servers_own_programs_copy_it_and_put_it_back(command: list[str]) -> None:
    with pytest.raises(CommandError, match="pg_dump and pg_restore"):
        call_command(*command)


def test_none_is_made_by_night(ada: User, settings: Any) -> None:
    settings.NIGHTLY_BACKUPS = 14
    assert nightly_backup.seconds_to_backup(1_000_000) == math.inf


def test_check_server_says_where_it_lies_and_who_copies_it() -> None:
    line = slow_checks.database_line()
    assert (line.state, "on PostgreSQL, up to date" in line.text) == (CheckState.GOOD, True)
    assert quick_checks.disk_line().state is CheckState.GOOD
    assert "pg_dump" in quick_checks.backups_line(line_at()).text


def line_at() -> Any:
    """Any moment."""
    return quick_checks.EARLIEST
