"""Which backups ``--keep`` deletes: those made first, and never a file that is not a backup of
ours.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.twitchlog.database.test_backups import NOTES, database, note, rows
from twitchlog.database import backups
from twitchlog.filesystem import atomic_files

__all__ = ["database"]  # a fixture

pytestmark = pytest.mark.sqlite

FIRST = datetime(2026, 11, 26, 12, tzinfo=UTC)
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(database: Path, tmp_path: Path) -> Path:
    """Where backups go."""
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def back_up(at: datetime, **options: Any) -> None:
    """As cron does, at what the clock shows."""
    with time_machine.travel(at, tick=False):
        call_command("backup", **options)


def test_a_clock_that_is_behind_does_not_make_the_newest_look_old(
    folder: Path, database: Path
) -> None:
    for text in ("one", "two", "three"):
        note(database, text)
        back_up(FIRST)
    note(database, "four")
    back_up(BEFORE, keep=2)
    texts = sorted(
        max(row[0] for row in rows(path, "SELECT max(id) FROM journal_episode"))
        for path in folder.iterdir()
    )
    assert texts == [3, 4]
    assert (folder / backups.name_of(BEFORE)).exists()


def test_two_of_one_second_are_two(
    folder: Path, database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("one", "two"):
        note(database, text)
        back_up(FIRST)
    first, second = map(Path, capsys.readouterr().out.split())
    assert rows(first, NOTES) == [("one",)]
    assert rows(second, NOTES) == [("one",), ("two",)]
    assert sorted(folder.iterdir()) == sorted([first, second])


def test_what_is_not_a_backup_of_ours_stays(folder: Path, database: Path) -> None:
    """Also what looks like one by its name, and what was kept before a restore or an update."""
    back_up(BEFORE)
    own = (folder / backups.name_of(BEFORE)).read_bytes()
    before = [
        folder / f"before-{why}-twitchlog-2020-01-01-000000.sqlite3"
        for why in ("update", "restore")
    ]
    mine = [
        folder / "twitchlog-holiday.sqlite3",
        folder / "twitchlog-2019-01-01-000000.sqlite3.gz",
        *before,
    ]
    for path in mine:
        path.write_bytes(own)
    named = folder / "twitchlog-2019-01-01-000000.sqlite3"
    named.write_text("my diary of 2019", encoding="ascii")
    other = folder / "twitchlog-2019-01-01-000001.sqlite3"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE recipe (x)")
    back_up(FIRST, keep=1)
    assert sorted(folder.iterdir()) == sorted(
        [*mine, named, other, folder / backups.name_of(FIRST)]
    )


def test_those_of_an_older_release_go_first_by_their_names(folder: Path, database: Path) -> None:
    """They say nothing of their order."""
    for year in (2021, 2022):
        whole = folder / backups.name_of(datetime(year, 1, 1, tzinfo=UTC))
        backups.fill(whole, database)
        backups.into_one_file(whole)
    back_up(BEFORE, keep=2)
    assert sorted(path.name[10:14] for path in folder.iterdir()) == ["2020", "2022"]


def test_a_backup_elsewhere_is_none_of_the_number(
    folder: Path, database: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        back_up(FIRST)
    back_up(FIRST, file=tmp_path / "elsewhere.sqlite3", keep=1)
    assert (tmp_path / "elsewhere.sqlite3").exists()
    assert len(list(folder.iterdir())) == 1


def test_none_are_kept_is_refused_before_anything_is_made(folder: Path, database: Path) -> None:
    with pytest.raises(CommandError, match="from 1 up"):
        back_up(FIRST, keep=0)
    assert list(folder.iterdir()) == []


def test_drafts_of_the_dead_go(folder: Path, database: Path) -> None:
    """With what SQLite left beside them; the draft of a backup that is being made stays."""
    for ending in (".part", ".part-journal"):
        (folder / f"twitchlog-2020-01-01-000000.sqlite3.0a0b0c0d{ending}").write_bytes(b"half")
    with atomic_files.draft_of(folder / "another.sqlite3") as living:
        back_up(FIRST)
        assert sorted(folder.iterdir()) == sorted([living, folder / backups.name_of(FIRST)])


def test_the_name_is_on_the_disk_when_it_is_printed(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    sync = atomic_files.sync_file

    def watched(path: Path) -> None:
        synced.append(path)
        sync(path)

    monkeypatch.setattr(atomic_files, "sync_file", watched)
    back_up(FIRST)
    assert [path.suffix for path in synced] == [".part", ""]
    assert synced[-1] == folder
