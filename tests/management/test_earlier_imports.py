"""``import_diary --list`` and ``--undo``: the same as on the page of earlier imports."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from journal.actions import import_undo
from journal.actions.import_undo import NEVER_SILENT
from journal.models import Episode, FinishedImport
from journal.models.unfinished_import import UnfinishedImport
from tests.forms import step

CSV = "happened_at,movement,muscle\n2026-03-01T02:15:00Z,twitch,calf\n2026-03-02T02:15:00Z,,\n"


def run(*arguments: str) -> str:
    """What ``import_diary`` writes."""
    out = io.StringIO()
    call_command("import_diary", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def brought(ada: User, tmp_path: Path) -> FinishedImport:
    """A file of two entries in Ada's diary."""
    file = tmp_path / "March.csv"
    file.write_text(CSV, encoding="utf-8")
    assert "all of it can be taken back" in run("ada", str(file))
    return FinishedImport.objects.get()


def test_it_is_listed_and_taken_back(brought: FinishedImport, ben: User) -> None:
    listed = run("ada", "--list")
    assert listed.startswith(f"{brought.pk}: ")
    assert "March.csv. Added: 2 episodes and 0 nights without twitches." in listed
    assert run("ben", "--list") == "No import of the last 30 days.\n"
    with pytest.raises(CommandError, match="can be taken back"):
        run("ben", "--undo", str(brought.pk))
    assert Episode.objects.count() == 2
    undone = "Taken back: 2 rows of the file are gone."
    assert run("ada", "--undo", str(brought.pk)) == f"{undone}\n"
    assert not Episode.objects.exists()
    assert undone in run("ada", "--list")
    with pytest.raises(CommandError, match="--list has those that can"):
        run("ada", "--undo", str(brought.pk))


def test_a_row_that_was_changed_stays_and_is_counted(brought: FinishedImport) -> None:
    Episode.objects.filter(muscle="calf").update(note="Mine")
    assert "1 that you have changed since stays." in run("ada", "--undo", str(brought.pk))
    assert Episode.objects.get().note == "Mine"


def test_a_large_one_is_taken_back_to_its_end(
    brought: FinishedImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_undo, "MOST_IN_PIECE", 1)
    assert "Taken back: 2 rows" in run("ada", "--undo", str(brought.pk))
    assert not Episode.objects.exists()
    assert not UnfinishedImport.objects.exists()


def test_what_an_undo_keeps_waiting_is_told_so(
    ada: User, as_ada: Client, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR, file = tmp_path, tmp_path / "March.csv"
    file.write_text(CSV, encoding="utf-8")
    place = UnfinishedImport.objects.create(
        owner=ada, table="journal_episode", first=0, last=0, key="undo 7", beat_at=NEVER_SILENT
    )
    with pytest.raises(
        CommandError, match=r"being taken back\. Nothing was stored; try again once"
    ):
        run("ada", str(file))
    with file.open("rb") as sent:
        as_ada.post("/import/", {"file": sent})
    said = "An earlier import of yours is being taken back. Nothing was stored; store this once"
    html = as_ada.post("/import/", step(as_ada, "store"), follow=True).content.decode()
    assert said in html
    assert "still under way" not in html
    place.delete()
    assert said not in as_ada.post("/import/", step(as_ada, "store"), follow=True).content.decode()
    assert Episode.objects.of(ada).count() == 2


@pytest.mark.parametrize("arguments", [[], ["file.csv", "--list"], ["file.csv", "--undo", "1"]])
def test_it_is_a_file_or_one_of_these(ada: User, arguments: list[str]) -> None:
    with pytest.raises(CommandError, match="one of the three"):
        run("ada", *arguments)
