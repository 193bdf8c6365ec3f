"""Commands that cannot go on: a sentence, an exit code, no traceback, and nothing made that was not
there.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from journal.management.account_argument import person_named
from tests import builders
from twitchlog.database import schema

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASE = "twitchlog.sqlite3"


def manage(
    folder: Path, *arguments: str, out: Any = subprocess.PIPE, **environment: str
) -> tuple[int, str]:
    """Run manage.py as a person does; how it ended, and what it said to standard error."""
    ran = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "DATA_DIR": str(folder),
            "TWITCHLOG_DEMO": "",
            "SECRET_KEY": "",
            **environment,
        },
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr.strip()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["export_diary", "ada", "--format", "csv"], "CommandError: There is no database at "),
        (["import_diary", "ada", "README.md"], "CommandError: There is no database at "),
        (["purge_trash"], "CommandError: There is no database at "),
        (["backup"], "CommandError: No backup was made. There is no database at "),
        (
            ["restore", "nowhere.sqlite3"],
            "CommandError: Nothing was restored. There is no file nowhere.sqlite3.",
        ),
        (["restore", "docs"], "CommandError: Nothing was restored. docs is no file."),
        (
            ["restore", "README.md"],
            "CommandError: Nothing was restored. README.md is not a database that can be read",
        ),
        (["demo"], "CommandError: The demo runs on a database of its own"),
        (
            ["classify", "nowhere.csv"],
            "CommandError: nowhere.csv cannot be read: No such file or directory",
        ),
        (["classify", "docs"], "CommandError: docs cannot be read: Is a directory"),
        (["exprot_diary"], "Unknown command: 'exprot_diary'"),
    ],
)
def test_where_no_diary_was_ever_set_up_nothing_is_made(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    code, output = manage(tmp_path / "data", *arguments)
    assert code == 1
    assert words in output
    assert list(tmp_path.iterdir()) == []


def empty(file: Path) -> None:
    file.touch()


def text(file: Path) -> None:
    file.write_text("not a database, " * 100, encoding="utf-8")


def other(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")


def folder(file: Path) -> None:
    file.mkdir()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (empty, f"{DATABASE} is empty, and no database."),
        (text, f"{DATABASE} cannot be read (file is not a database)."),
        (
            other,
            (
                f"{DATABASE} is of another version of Twitchlog, or not of Twitchlog. Start the "
                f"server once"
            ),
        ),
        (folder, "There is no database at "),
    ],
)
@pytest.mark.parametrize(
    "arguments",
    [["export_diary", "ada", "--format", "json"], ["import_diary", "ada", "-"], ["purge_trash"]],
)
def test_a_database_of_no_use_is_said_and_left_alone(
    tmp_path: Path,
    make: Callable[[Path], None],
    words: str,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / DATABASE
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    monkeypatch.setattr("twitchlog.database.backups.database", lambda: file)
    monkeypatch.setattr(schema, "_applied", set)
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False)
    with pytest.raises(CommandError) as refused:
        call_command(*arguments)
    assert words in str(refused.value)
    assert (file.read_bytes() if file.is_file() else b"") == before


def test_a_database_that_fails_on_the_way_is_said(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_arguments: object) -> Any:
        raise DatabaseError("database is locked")

    monkeypatch.setattr("journal.reading.records.stored_records", locked)
    with pytest.raises(CommandError, match="The database cannot be used: database is locked"):
        call_command("export_diary", "ada", "--format", "json")


@pytest.fixture(scope="module")
def diaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo's diary."""
    folder = tmp_path_factory.mktemp("diaries")
    assert manage(folder, "demo", TWITCHLOG_DEMO="1") == (0, "")
    return folder


def test_a_reader_who_has_seen_enough_ends_an_export_quietly(diaries: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "export_diary", "DEMO", "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(diaries)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize(
    "arguments", [["export_diary", "demo", "--format", "csv"], ["classify", "docs/formats.md"]]
)
def test_a_full_disk_is_said(diaries: Path, tmp_path: Path, arguments: list[str]) -> None:
    table = tmp_path / "table.csv"
    table.write_text("movement\ntwitch\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        code, output = manage(
            diaries,
            *[str(table) if argument.startswith("docs") else argument for argument in arguments],
            out=full,
        )
    assert (code, output) == (1, "What was printed could not be written: no space is left.")


def test_a_letter_that_the_terminal_cannot_show_ends_nothing(diaries: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("happened_at,Größe\n2026-07-07T02:15,1\n", encoding="utf-8")
    code, output = manage(
        diaries, "import_diary", "demo", str(table), "--preview", PYTHONIOENCODING="ascii"
    )
    assert (code, output) == (0, "")


@pytest.mark.parametrize("name", ["ada", "ADA", " Ada ", "ada@example.org", "ADA@example.org"])
def test_an_account_is_named_as_at_sign_in(ada: User, ben: User, name: str) -> None:
    User.objects.filter(pk=ada.pk).update(email="ada@example.org")
    EmailAddress.objects.create(user=ada, email="ada@example.org", primary=True)
    assert person_named(name) == ada


@pytest.mark.parametrize("name", ["Émile", "ÉMILE", "e\u0301mile"])
def test_an_account_is_named_in_any_case_of_any_letters(db: None, name: str) -> None:
    emile = builders.person("émile")
    assert person_named(name) == emile
    with pytest.raises(CommandError):
        person_named(f"{name}.*")


def test_of_two_names_that_differ_in_case_the_exact_one_is_meant(ada: User) -> None:
    other = builders.person("ADA")
    assert person_named("ADA") == other
    assert person_named("ada") == ada
    with pytest.raises(CommandError, match="There is no account “Ada”"):
        person_named("Ada")


@pytest.mark.parametrize("name", ["", "nobody", "a\0b", "\ud800", "x" * 1000])
def test_an_account_that_there_is_not(ada: User, name: str) -> None:
    with pytest.raises(CommandError, match="There is no account"):
        person_named(name)
