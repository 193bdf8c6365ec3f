"""``import_diary --recipe`` and ``classify --recipe``: tables of one's own by command."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from journal.models import Episode, FinishedImport, StoredRecipe
from tests.sheet_files import SHAPES, german_excel
from tests.sheet_steps import Steps, picks


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(datetime(2026, 4, 1, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def german(tmp_path: Path) -> str:
    """A German table on the disk."""
    file = tmp_path / "Tagebuch.csv"
    file.write_bytes(german_excel())
    return str(file)


def run(name: str, *arguments: str) -> str:
    """What the command writes."""
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_a_recipe_of_ones_own_brings_a_table(
    as_ada: Client, ada: User, ben: User, german: str
) -> None:
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).store()
    Episode.objects.all().delete()
    text = run("import_diary", "ada", german, "--recipe", "Tagebuch", "--preview")
    assert "Episodes: 5 new, 0 already there." in text
    assert "line 9: This row is a total, not an entry." in text
    assert not Episode.objects.exists()
    assert "Stored. Episodes: 5." in run("import_diary", "ada", german, "--recipe", "Tagebuch")
    assert Episode.objects.of(ada).count() == 5
    assert FinishedImport.objects.of(ada).count() == 2
    with pytest.raises(CommandError, match="There is no recipe “Tagebuch”"):
        run("import_diary", "ben", german, "--recipe", "Tagebuch")


def test_a_recipe_in_a_file_and_one_that_comes_along_bring_one_too(
    as_ada: Client, ada: User, german: str, tmp_path: Path
) -> None:
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).to_preview()
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).store()
    recipe = tmp_path / "mine.json"
    recipe.write_text(StoredRecipe.objects.get().content, encoding="utf-8")
    run("import_diary", "ada", german, "--recipe", str(recipe))
    assert Episode.objects.of(ada).count() == 5
    name, content = SHAPES["daylio"]
    (tmp_path / name).write_bytes(content())
    with pytest.raises(CommandError, match="are about twitches"):
        run("import_diary", "ada", str(tmp_path / name), "--recipe", "daylio")
    Steps(as_ada, {"pick": picks("twitch")}).bring(name, content()).to_preview().answer()
    text = run("import_diary", "ada", str(tmp_path / name), "--recipe", "Daylio")
    assert "Episodes: 0 new, 1 already there" in text


RATED = "Date,Time,Where,Strength (1-5)\n2026-03-01,02:15,calf,3\n2026-03-02,03:15,calf,5\n"


def test_a_question_that_the_recipe_does_not_answer_is_named_and_nothing_is_stored(
    ada: User, tmp_path: Path
) -> None:
    file, recipe = tmp_path / "rated.csv", tmp_path / "mine.json"
    file.write_text(RATED, encoding="utf-8")
    roles = {"Date": "day", "Time": "time", "Where": "muscle", "Strength (1-5)": "strength"}
    columns = [{"header": header, "role": role} for header, role in roles.items()]
    recipe.write_text(json.dumps({"columns": columns}), encoding="utf-8")
    named = "“strengths” in a recipe: column “Strength \\(1-5\\)”, “3”, “5”"
    for command in (["import_diary", "ada", str(file)], ["classify", str(file)]):
        with pytest.raises(CommandError, match=named) as refused:
            run(*command, "--recipe", str(recipe))
        assert "How strong is that, from 0 to 10?" in str(refused.value)
        assert "Nothing was stored." in str(refused.value)
        assert "Bring the file in by the page Import and answer there" in str(refused.value)
    assert not Episode.objects.exists()
    answered = {"columns": columns, "strengths": {"3": 6, "5": 10}}
    recipe.write_text(json.dumps(answered), encoding="utf-8")
    run("import_diary", "ada", str(file), "--recipe", str(recipe))
    assert [episode.intensity for episode in Episode.objects.order_by("happened_at")] == [6, 10]
    assert [episode.note for episode in Episode.objects.order_by("happened_at")] == [
        *("Strength (1-5): 3", "Strength (1-5): 5")
    ]


def test_a_new_word_in_next_month_s_file_is_asked_about(as_ada: Client, tmp_path: Path) -> None:
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).store()
    later = tmp_path / "later.csv"
    line = "20.03.2026;02:15;Knubbel;rechts;Zucken;3;\r\n".encode("cp1252")
    later.write_bytes(german_excel() + line)
    with pytest.raises(CommandError, match="“words” in a recipe: “Knubbel”"):
        run("import_diary", "ada", str(later), "--recipe", "Tagebuch")


def test_a_recipe_for_another_table_and_what_is_none_are_refused(
    as_ada: Client, german: str, tmp_path: Path
) -> None:
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).store()
    other = tmp_path / "other.csv"
    other.write_text("a,b\n2026-03-01 02:15,calf\n", encoding="utf-8")
    with pytest.raises(CommandError, match="for a table with the first line “Datum"):
        run("import_diary", "ada", str(other), "--recipe", "Tagebuch")
    bad = tmp_path / "bad.json"
    bad.write_text('{"columns": 3}', encoding="utf-8")
    with pytest.raises(CommandError, match="is no recipe: “columns”"):
        run("import_diary", "ada", german, "--recipe", str(bad))


def test_classify_prints_a_line_for_each_entry(
    as_ada: Client, german: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Steps(as_ada).bring("Tagebuch.csv", german_excel()).store()
    recipe = tmp_path / "mine.json"
    recipe.write_text(StoredRecipe.objects.get().content, encoding="utf-8")
    out, messages = io.StringIO(), io.StringIO()
    call_command("classify", german, "--recipe", str(recipe), stdout=out, stderr=messages)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["row"] for line in lines] == list(range(1, 9))
    assert lines[6] == {"row": 7, "flags": [], "asks": ["muscle"]}
    assert "line 9: This row is a total" in messages.getvalue()
