"""The house: who may import whom, and how large a room may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.rooms import (
    JOURNAL,
    PROJECT,
    PURE,
    ROOMS,
    ROOT,
    SHEET_LIBRARIES,
    SHEETS,
    files_of,
    imports,
    modules,
)


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_import_only_what_the_house_allows(room: str) -> None:
    seen = {name for path in files_of(room) for name in imports(path)}
    ours = {name.split(".")[1] for name in seen if name.startswith("journal.")} - {room}
    others = {name.split(".")[0] for name in seen if not name.startswith("journal")}
    assert ours <= PURE[room]
    assert others - SHEET_LIBRARIES <= sys.stdlib_module_names
    outside = [path for path in files_of(room) if not path.is_relative_to(SHEETS)]
    assert not {name.split(".")[0] for path in outside for name in imports(path)} & SHEET_LIBRARIES


def test_sheets_are_read_where_django_is_absent() -> None:
    code = "import sys; sys.modules['django'] = None; import journal.diary_file.sheets"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_the_classifier_works_where_django_is_absent() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from journal.classifier import match\n"
        "from journal.observations import Movement, Observation\n"
        "print(match(Observation(movement=Movement.TWITCH, muscle='erector_spinae')).flags)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "('back_muscles',)"


def test_nobody_imports_views() -> None:
    importers = {
        path.relative_to(JOURNAL).as_posix()
        for path in modules()
        if any(name.startswith("journal.views") for name in imports(path))
        and "views" not in path.parts
    }
    assert importers == {"urls.py"}


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_the_rooms_below_them(room: str) -> None:
    seen = {name for path in (JOURNAL / room).rglob("*.py") for name in imports(path)}
    ours = {name.split(".")[1] for name in seen if name.startswith("journal.")} & set(ROOMS) - {
        room
    }
    assert ours <= ROOMS[room]


def test_wording_knows_no_database_and_no_markup() -> None:
    seen = {name for path in files_of("wording") for name in imports(path)}
    others = {name for name in seen if not name.startswith("journal.")}
    others = {name for name in others if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in others if not name.startswith("django.utils.translation")} == {
        "django.utils.formats",
        "django.utils.formats.date_format",
    }


def test_reading_knows_no_words() -> None:
    for path in files_of("reading"):
        assert not imports(path) & {"django.utils.translation", "django.utils.formats"}, path
        assert "gettext" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("room", ["pages", "wording", "templatetags"])
def test_what_is_shown_was_read_before(room: str) -> None:
    for path in (JOURNAL / room).rglob("*.py"):
        assert ".objects" not in path.read_text(encoding="utf-8"), path
        assert not any(name.startswith("django.db") for name in imports(path)), path


BELOW_PAGES = [*PURE, "models", "actions", "reading", "wording", "files"]


@pytest.mark.parametrize("room", BELOW_PAGES)
def test_nothing_below_the_pages_makes_an_address(room: str) -> None:
    for path in files_of(room):
        assert not any(name.startswith("django.urls") for name in imports(path)), path


def test_markup_is_kept_in_one_module() -> None:
    """A tag that draws keeps nothing by itself, nor edits what another has drawn."""
    for path in (JOURNAL / "templatetags").glob("*.py"):
        assert not any(name.startswith("functools") for name in imports(path)), path
        assert ".replace(" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("module", "users"),
    [("account_deletion", {"management", "views"}), ("retention", {"management", "tasks.py"})],
)
def test_what_stands_above_all_is_used_by_those_who_begin_it(module: str, users: set[str]) -> None:
    importers = {
        path.relative_to(JOURNAL).parts[0]
        for path in modules()
        if any(f"{name}.".startswith(f"journal.{module}.") for name in imports(path))
    }
    assert importers == users


def test_pure_code_never_reads_the_clock() -> None:
    for path in (path for room in PURE for path in files_of(room)):
        text = path.read_text(encoding="utf-8")
        assert ".now(" not in text, path
        assert ".today(" not in text, path


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    longest = 20 if "views" in path.parts else 30
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert lines <= longest, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("room", PROJECT)
def test_the_projects_rooms_import_only_the_rooms_below_them(room: str) -> None:
    paths = (ROOT / "twitchlog" / room).rglob("*.py")
    seen = {name for path in paths for name in imports(path)}
    rooms = {name.split(".")[1] for name in seen if name.startswith("twitchlog.")}
    rooms |= {"journal" for name in seen if name.startswith("journal.")}
    assert rooms & {*PROJECT, "journal"} - {room} <= PROJECT[room]
