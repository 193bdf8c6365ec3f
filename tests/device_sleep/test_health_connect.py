"""Health Connect's database: several apps, sessions left behind, and databases that are a trap."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from journal.device_sleep import SleepFileError, copied_database, health_connect
from journal.device_sleep.file_parts import FilePart
from tests.device_sleep.exports import archive, new_reading, remarks_of, sleeps_in, told

# 2026-01-05 22:10:00 UTC
START = 1_767_651_000_000
SCHEMA = """
PRAGMA user_version = 26;
CREATE TABLE android_metadata (locale TEXT);
CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY AUTOINCREMENT,
    package_name TEXT NOT NULL UNIQUE, app_name TEXT, app_icon BLOB);
CREATE TABLE steps_record_table (row_id INTEGER PRIMARY KEY, count INTEGER, start_time INTEGER,
    start_zone_offset INTEGER, local AS (start_time + 1000 * start_zone_offset));
CREATE TABLE sleep_session_record_table (row_id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid BLOB NOT NULL UNIQUE, last_modified_time INTEGER, client_record_id TEXT,
    app_info_id INTEGER, recording_method INTEGER, start_time INTEGER, start_zone_offset INTEGER,
    end_time INTEGER, end_zone_offset INTEGER, local_date INTEGER, notes TEXT, title TEXT,
    local_start AS (start_time + 1000 * start_zone_offset));
CREATE TABLE sleep_stages_table (parent_key INTEGER NOT NULL, stage_start_time INTEGER NOT NULL,
    stage_end_time INTEGER NOT NULL, stage_type INTEGER NOT NULL);
CREATE INDEX idx_sleep_stages ON sleep_stages_table (parent_key);
INSERT INTO application_info_table VALUES
    (1, 'com.sec.android.app.shealth', 'Samsung Health', x'89'),
    (2, 'com.ouraring.oura', 'Oura', x'');
"""
# Which app, begins and ends so many minutes after START, offset in seconds, method, changed.
Session = tuple[int, int, int, int, int, int]
# Of which session, from and to in minutes, which type.
Stage = tuple[int, int, int, object]


def database(
    folder: Path, sessions: Iterable[Session], stages: Iterable[Stage], more: str = ""
) -> bytes:
    """A database as Android exports it."""
    path = folder / "health_connect_export.db"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    for key, (app, first, last, offset, method, changed) in enumerate(sessions, start=1):
        connection.execute(
            "INSERT INTO sleep_session_record_table (row_id, uuid, app_info_id, start_time,"
            " end_time, start_zone_offset, end_zone_offset, recording_method, last_modified_time,"
            " local_date, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 20458, 'private')",
            (key, bytes([key]) * 16, app, at(first), at(last), offset, offset, method, changed),
        )
    rows = [(key, at(first), at(last), kind) for key, first, last, kind in stages]
    connection.executemany("INSERT INTO sleep_stages_table VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    connection.executescript(more)
    connection.close()
    return path.read_bytes()


def at(minutes: int) -> int:
    """Milliseconds since 1970."""
    return START + minutes * 60_000


NIGHT: Session = (1, 0, 100, 19_800, 2, 5)
STAGES: list[Stage] = [
    (1, 50, 60, 6),
    (1, 0, 20, 4),
    (1, 20, 50, 5),
    (1, 60, 70, 1),
    (1, 70, 80, 7),
    (1, 80, 85, 3),
    (1, 85, 90, 2),
    (1, 90, 100, 0),
]
READ_BY_HAND = [
    ("05 22:10", "05 23:50", "in_bed"),
    ("05 22:10", "05 22:30", "light"),
    ("05 22:30", "05 23:00", "deep"),
    ("05 23:00", "05 23:10", "rem"),
    ("05 23:10", "05 23:20", "awake"),
    ("05 23:20", "05 23:30", "awake"),
    ("05 23:30", "05 23:35", "awake"),
    ("05 23:35", "05 23:40", "asleep"),
    ("05 23:40", "05 23:50", "no_data"),
]


def test_a_night_in_the_offset_of_its_session(tmp_path: Path) -> None:
    reading = new_reading()
    content = database(tmp_path, [NIGHT], STAGES)
    for file in (content, archive({"health_connect_export.db": content})):
        [night] = sleeps_in(file, reading)
        assert told(night) == READ_BY_HAND
        assert (night.source, night.time_zone) == ("com.sec.android.app.shealth", "+05:30")
    assert remarks_of(reading) == []


def test_apps_stay_apart_and_what_was_typed_too(tmp_path: Path) -> None:
    sessions: list[Session] = [NIGHT, (2, 5, 90, 0, 2, 5), (1, 10, 90, 0, 3, 5), (9, 0, 9, 0, 0, 5)]
    found = sleeps_in(database(tmp_path, sessions, STAGES))
    assert sorted((night.source, night.by_hand, len(night.intervals)) for night in found) == [
        ("Health Connect", False, 1),
        ("com.ouraring.oura", False, 1),
        ("com.sec.android.app.shealth", False, 9),
        ("com.sec.android.app.shealth", True, 1),
    ]


def test_a_night_that_was_corrected_leaves_its_old_session_behind(tmp_path: Path) -> None:
    old: Session = (1, 0, 300, 19_800, 2, 4)
    stages = [*STAGES, (2, 0, 300, 4)]
    for sessions in ([NIGHT, old], [NIGHT, old, (1, 400, 500, 0, 2, 3)]):
        assert told(sleeps_in(database(tmp_path, sessions, stages))[0])[:9] == READ_BY_HAND


def test_a_session_for_each_stage_is_one_night(tmp_path: Path) -> None:
    sessions: list[Session] = [(1, 0, 20, 0, 2, 1), (1, 20, 50, 0, 2, 2), (1, 60, 100, 0, 2, 3)]
    stages: list[Stage] = [(1, 0, 20, 4), (2, 20, 50, 5), (3, 60, 100, 6)]
    [night] = sleeps_in(database(tmp_path, sessions, stages))
    assert [kind for _first, _last, kind in told(night) if kind != "in_bed"] == [
        "light",
        "deep",
        "rem",
    ]


def test_what_is_not_understood_is_said(tmp_path: Path) -> None:
    reading = new_reading()
    stages: list[Stage] = [(1, 0, 20, 8), (1, 20, 10, 4), (7, 0, 10, 4), (1, 0, 20, "4; DROP")]
    [night] = sleeps_in(database(tmp_path, [NIGHT], stages), reading)
    assert told(night) == READ_BY_HAND[:1]
    assert [text for _line, text in remarks_of(reading)] == [
        "“8” is no kind of sleep that is known here. It is left out.",
        "From 2026-01-05 22:30 to 2026-01-05 22:20: the end is not after the start.",
        "“4; DROP” is no kind of sleep that is known here. It is left out.",
    ]


def test_an_older_database_without_some_columns(tmp_path: Path) -> None:
    older = "ALTER TABLE sleep_session_record_table DROP COLUMN {};"
    more = "".join(older.format(name) for name in ("recording_method", "last_modified_time"))
    [night] = sleeps_in(database(tmp_path, [NIGHT], STAGES, more))
    assert told(night) == READ_BY_HAND


@pytest.mark.parametrize(
    "more",
    [
        "CREATE TRIGGER a AFTER INSERT ON android_metadata BEGIN SELECT 1; END;",
        "CREATE VIEW a AS SELECT * FROM sleep_stages_table;",
        "DROP TABLE sleep_stages_table; CREATE VIEW sleep_stages_table AS SELECT 1 AS parent_key;",
        "CREATE VIRTUAL TABLE a USING fts5(b);",
        "  create  virtual table a using rtree(b, c, d);",
    ],
)
def test_what_could_run_is_refused(tmp_path: Path, more: str) -> None:
    with pytest.raises(SleepFileError, match="views or triggers"):
        sleeps_in(database(tmp_path, [NIGHT], STAGES, more))


def test_a_table_that_would_compute_what_is_read(tmp_path: Path) -> None:
    """A column that calls a function each time it is read."""
    more = (
        "DROP TABLE sleep_stages_table; CREATE TABLE sleep_stages_table (parent_key INTEGER,"
        " stage_start_time INTEGER, stage_end_time INTEGER,"
        " stage_type AS (length(zeroblob(1000000000))));"
        " INSERT INTO sleep_stages_table VALUES (1, 2, 3);"
    )
    with pytest.raises(SleepFileError, match="not whole"):
        sleeps_in(database(tmp_path, [NIGHT], [], more))


def test_a_database_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text)")
    with pytest.raises(SleepFileError, match="none of Health Connect"):
        sleeps_in(path.read_bytes())


@pytest.mark.parametrize("step", [97, 211, 509, 1_021, 2_003, 4_001])
def test_a_database_that_is_spoiled(tmp_path: Path, step: int) -> None:
    """Whatever is spoiled of it, it is refused or read, and nothing else happens."""
    stages: list[Stage] = [(1, minute, minute + 1, 4) for minute in range(2_000)]
    content = bytearray(database(tmp_path, [(1, 0, 2_001, 0, 2, 1)], stages))
    for place in range(100 + step, len(content), step):
        content[place] ^= 0xA5
    with suppress(SleepFileError):
        sleeps_in(bytes(content))


@pytest.mark.parametrize("size", [20, 100, 4_096, 20_000])
def test_a_database_that_is_cut_off(tmp_path: Path, size: int) -> None:
    stages: list[Stage] = [(1, minute, minute + 1, 4) for minute in range(2_000)]
    content = database(tmp_path, [(1, 0, 2_001, 0, 2, 1)], stages)
    with pytest.raises(SleepFileError):
        sleeps_in(content[:size])


def test_bounds_of_size_and_of_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = database(tmp_path, [NIGHT], STAGES)
    monkeypatch.setattr(copied_database, "LARGEST_DATABASE", len(content) - 1)
    with pytest.raises(SleepFileError, match="far too large"):
        sleeps_in(content)
    monkeypatch.setattr(copied_database, "LARGEST_DATABASE", len(content))
    for table, most in (("sleep_stages_table", len(STAGES) - 1), ("application_info_table", 1)):
        with monkeypatch.context() as bounds:
            bounds.setitem(health_connect._MOST_ROWS, table, most)
            with pytest.raises(
                SleepFileError, match=f"{table} of “file” has more than {most} rows"
            ):
                sleeps_in(content)


def test_the_copy_has_no_name_while_it_is_read(tmp_path: Path) -> None:
    """So a process that is killed leaves none."""
    part = FilePart("a", 0, lambda: io.BytesIO(database(tmp_path, [NIGHT], STAGES)))
    folder = tmp_path / "under-way"
    folder.mkdir()
    columns = {"sleep_stages_table": ("stage_type",)}
    with copied_database.copied_database(part, folder, columns) as copy:
        assert copy is not None
        assert list(folder.iterdir()) == []
        assert len(list(copy.rows("sleep_stages_table", ("stage_type",), 9))) == len(STAGES)


def test_the_copy_is_gone_afterwards(tmp_path: Path) -> None:
    reading = new_reading()
    reading.folder = tmp_path / "under-way"
    reading.folder.mkdir()
    content = database(tmp_path, [NIGHT], STAGES)
    assert sleeps_in(content, reading)
    with pytest.raises(SleepFileError):
        sleeps_in(content[:-5_000], reading)
    assert list(reading.folder.iterdir()) == []
