"""A file tells whether it is whole, and an export that could not be read to its end has no proper
end.
"""

from __future__ import annotations

import io
import json
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.test import Client

from journal.diary_file import (
    ExportedEpisode,
    FileError,
    QuietNight,
    as_csv,
    as_json,
    open_rows,
    read,
)
from journal.files import export
from journal.files.import_preview import preview
from tests import builders

NOW = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)
CSV = "".join(
    as_csv(
        [ExportedEpisode(builders.entry(id=name), NOW, "form") for name in "abc"],
        [QuietNight(date(2026, 7, 2), NOW)],
    )
)
JSON = "".join(
    as_json(
        [ExportedEpisode(builders.entry(id=name), NOW, "form") for name in "abc"],
        [QuietNight(date(2026, 7, 2), NOW)],
    )
)


def number(text: str) -> int:
    return len(list(read(open_rows(io.BytesIO(text.encode())), default_zone="UTC", as_of=NOW)))


def without(text: str, *lines: int) -> str:
    return "".join(
        line for at, line in enumerate(text.splitlines(keepends=True)) if at not in lines
    )


def test_a_whole_file_is_taken() -> None:
    assert number(CSV) == number(JSON) == 4


def test_one_without_a_count_is_taken() -> None:
    older = json.loads(JSON)
    del older["counts"]
    assert number(json.dumps(older)) == number(without(CSV, 5)) == 4


@pytest.mark.parametrize("line", [1, 2, 4])
def test_a_row_that_is_missing_is_noticed(line: int) -> None:
    with pytest.raises(
        FileError, match="its last row tells of 4 rows before it, and the number found is 3"
    ):
        number(without(CSV, line))


@pytest.mark.parametrize("name", ["episodes", "nights"])
def test_a_record_that_is_missing_is_noticed(name: str) -> None:
    told = json.loads(JSON)
    told[name].pop()
    with pytest.raises(
        FileError, match=f"it tells of . records in “{name}”, and the number found is"
    ):
        number(json.dumps(told))
    del told[name]
    with pytest.raises(FileError, match="the number found is 0"):
        number(json.dumps(told))


def test_rows_that_were_added_or_moved_are_welcome() -> None:
    rows = CSV.splitlines(keepends=True)
    added = "x,2026-07-07T02:15:00+02:00,Europe/Berlin,,,,,,,1,self,,,\r\n"
    assert number("".join([rows[0], rows[-1], *rows[1:-1], added])) == 5
    told = json.loads(JSON)
    told["nights"].append({"night_of": "2026-07-03"})
    assert number(json.dumps(told)) == 5


@pytest.mark.parametrize(
    "counts", ["none", 3, [], {"episodes": "many", "moons": 9}, {"episodes": None}, None]
)
def test_a_count_that_says_nothing_is_passed_over(counts: object) -> None:
    assert number(json.dumps({**json.loads(JSON), "counts": counts})) == 4


@pytest.mark.parametrize("count", ["4,0", "4.00", "", "many", "1.000"])
def test_the_last_row_as_a_spreadsheet_saves_it(count: str) -> None:
    saved = CSV.replace("end-of-diary,,,end,,,,,,4", f'end-of-diary,,,END,,,,,,"{count}"')
    assert number(saved) == 4
    columns = "id,happened_at,movement,count\na,2026-07-07T02:15Z,twitch,1\n"
    assert number(f"{columns}end-of-diary,,end,1\n") == 1
    assert number(columns.replace("id,", "").replace("\na,", "\n") + ",end,1\n") == 1


def test_an_entry_of_that_name_is_an_entry() -> None:
    assert number("id,happened_at\nend-of-diary,2026-07-07T02:15Z\n") == 1


@pytest.mark.django_db
def test_the_page_says_that_a_file_is_not_whole(ada: User) -> None:
    seen = preview(ada, io.BytesIO(without(CSV, 2).encode()), default_zone="UTC", as_of=NOW)
    assert not seen.can_be_stored
    assert "The file is not whole" in seen.wrong[-1].text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_damaged_table_ends_no_export_properly(
    as_ada: Client, ada: User, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error comes when the first pieces were fetched already, as from a page that is
    damaged.
    """
    monkeypatch.setattr(export, "CHUNK", 2)
    for _number in range(7):
        builders.episode(ada)

    def damaged(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        cursor = execute(sql, params, many, context)
        if "ORDER BY" in sql and "journal_episode" in sql:
            raw = context["cursor"].cursor
            context["cursor"].cursor = Breaking(raw)
        return cursor

    with connection.execute_wrapper(damaged):
        answer = as_ada.get(f"/export/diary.{kind}")
        with pytest.raises(DatabaseError, match="malformed"):
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    with connection.execute_wrapper(damaged), pytest.raises(CommandError, match="malformed"):
        call_command("export_diary", "ada", "--format", kind, stdout=io.StringIO())


class Breaking:
    """A cursor that can be read from three times."""

    def __init__(self, cursor: Any) -> None:
        self._cursor, self._left = cursor, 3

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def fetchmany(self, size: int) -> Any:
        self._left -= 1
        if self._left < 0:
            raise sqlite3.DatabaseError("database disk image is malformed")
        return self._cursor.fetchmany(size)


def test_a_page_that_is_really_damaged_is_an_error_of_the_database(tmp_path: Path) -> None:
    """What the test above takes for granted of SQLite."""
    path = tmp_path / "some.sqlite3"
    some = sqlite3.connect(path)
    some.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, note TEXT)")
    some.executemany("INSERT INTO one (note) VALUES (?)", [("x" * 500,)] * 2_000)
    some.commit()
    some.close()
    content = bytearray(path.read_bytes())
    content[4096 * 200 : 4096 * 201] = b"\xff" * 4096
    path.write_bytes(content)
    cursor = sqlite3.connect(path).execute("SELECT id, note FROM one ORDER BY id")
    with pytest.raises(sqlite3.DatabaseError):
        list(iter(lambda: cursor.fetchmany(100), []))
