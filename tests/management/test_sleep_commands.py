"""``import_sleep`` and ``delete_device_sleep``: what devices recorded, by command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from journal.actions.import_undo import take_import_back
from journal.models import FinishedImport, StoredSleep, UnfinishedImport
from journal.pages.earlier_imports import earlier_imports_page
from journal.reading.finished_imports import recent_imports
from tests.device_sleep.exports import apple_record, apple_xml, archive
from tests.device_sleep.test_health_connect import database

NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
WATCH = [
    apple_record("AsleepCore", "2026-07-05 23:10:00", "2026-07-06 01:50:00", zone="Europe/Berlin"),
    apple_record("Awake", "2026-07-06 01:50:00", "2026-07-06 02:05:00"),
    apple_record("AsleepHalf", "2026-07-06 02:05:00", "2026-07-06 02:15:00"),
    apple_record("AsleepREM", "2026-07-06 23:10:00", "2026-07-07 05:50:00"),
]
SEEN = """apple_health, Ada’s Watch: 2 nights.
Nights: 2, from 2026-07-05 to 2026-07-06.
Sleeps: {new} new, {known} already there.
apple_health_export/Exportieren.xml, line 15: “AsleepHalf” is no kind of sleep that is known here. \
It is left out.
"""


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def export(tmp_path: Path) -> str:
    """An export of Apple Health on the disk."""
    file = tmp_path / "export.zip"
    file.write_bytes(archive({"apple_health_export/Exportieren.xml": apple_xml(*WATCH)}))
    return str(file)


def run(name: str, *arguments: str) -> str:
    """What the command writes."""
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_preview_stores_nothing(ada: User, export: str) -> None:
    assert run("import_sleep", "ada", export, "--preview") == SEEN.format(new=2, known=0)
    assert not StoredSleep.objects.exists()


def test_a_second_time_adds_nothing(ada: User, ben: User, export: str) -> None:
    assert run("import_sleep", "ada", export).endswith("Stored. Sleeps: 2.\n")
    again = run("import_sleep", "ada", export)
    assert again == SEEN.format(new=0, known=2) + "Stored. Sleeps: 0.\n"
    assert StoredSleep.objects.of(ada).count() == 2
    assert not StoredSleep.objects.of(ben).exists()


def test_an_import_is_taken_back_as_a_whole(ada: User, export: str) -> None:
    run("import_sleep", "ada", export)
    finished = FinishedImport.objects.of(ada).get()
    [row] = earlier_imports_page(recent_imports(ada, NOW), [], zone=ZoneInfo("UTC")).imports
    assert row.added.endswith("Sleep of devices: 2.")
    assert finished.name == "export.zip"
    assert take_import_back(finished, NOW).removed == 2
    assert not StoredSleep.objects.exists()


def test_all_of_it_is_deleted_in_one_step(ada: User, ben: User, export: str) -> None:
    run("import_sleep", "ada", export)
    run("import_sleep", "ben", export)
    assert run("delete_device_sleep", "ada") == "Deleted. Sleeps: 2.\n"
    assert StoredSleep.objects.of(ben).count() == StoredSleep.objects.count() == 2


def test_the_zone_where_the_file_has_none(ada: User, tmp_path: Path) -> None:
    table = tmp_path / "night.csv"
    table.write_text("start,end,stage\n2026-07-05 23:10,2026-07-06 01:50,rem\n")
    run("import_sleep", "ada", str(table), "--time-zone", "America/New_York")
    assert StoredSleep.objects.get().starts_at == datetime(2026, 7, 6, 3, 10, tzinfo=UTC)


def test_a_folder(ada: User, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "a.xml").write_bytes(apple_xml(*WATCH))
    assert "Sleeps: 2 new" in run("import_sleep", "ada", str(folder), "--preview")


@pytest.mark.parametrize(
    "content", [apple_xml(*WATCH)[:-30], archive({"a.xml": apple_xml(*WATCH)})[:-50], b"hello", b""]
)
def test_of_a_file_that_is_not_whole_nothing_is_stored(
    ada: User, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "export"
    file.write_bytes(content)
    with pytest.raises(CommandError):
        run("import_sleep", "ada", str(file))
    assert not StoredSleep.objects.exists()


def test_of_a_database_that_could_run_nothing_is_stored_and_nothing_is_left(
    ada: User, tmp_path: Path
) -> None:
    """A night that is sound, and a view beside it."""
    file = tmp_path / "Health Connect.zip"
    content = database(tmp_path, [(1, 0, 100, 3_600, 2, 5)], [(1, 0, 20, 4)])
    file.write_bytes(archive({"health_connect_export.db": content}))
    assert run("import_sleep", "ada", str(file), "--preview").startswith(
        "health_connect, com.sec.android.app.shealth: 1 nights."
    )
    view = "CREATE VIEW a AS SELECT 1"
    content = database(tmp_path, [(1, 0, 100, 3_600, 2, 5)], [(1, 0, 20, 4)], view)
    file.write_bytes(archive({"health_connect_export.db": content}))
    with pytest.raises(CommandError, match="views or triggers"):
        run("import_sleep", "ada", str(file))
    assert not StoredSleep.objects.exists()
    assert not list((tmp_path / "under-way").iterdir())


def test_not_while_another_import_is_under_way(ada: User, export: str) -> None:
    spans = {"table": "journal_episode", "first": 1, "last": 5, "beat_at": NOW}
    UnfinishedImport.objects.create(owner=ada, **spans)
    for command in (["import_sleep", "ada", export], ["delete_device_sleep", "ada"]):
        with pytest.raises(CommandError, match="under way"):
            run(*command)
