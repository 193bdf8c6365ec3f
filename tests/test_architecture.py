"""The house: who may import whom, and how large a room may get."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
JOURNAL = ROOT / "journal"

# Each pure room and the rooms of the diary that it may use. Standard library only beside these.
PURE: dict[str, set[str]] = {
    "marking": set(),
    "digests": set(),
    "anatomy": {"marking"},
    "observations": set(),
    "nights": set(),
    "parsing": {"marking"},
    "sleep": {"nights"},
    "criteria": {"anatomy", "marking", "observations"},
    "article": {"criteria", "marking"},
    "classifier": {"criteria", "observations"},
    "words": {"anatomy", "criteria", "marking", "observations"},
    "demo": {"anatomy", "entries", "factors", "marking", "nights", "observations"},
    "other_things": {"marking"},
    "steps": set(),
    "patterns": {"anatomy", "classifier", "criteria", "intervals", "summary"},
    "entries": {"anatomy", "marking", "observations", "parsing"},
    "clocks": {"entries"},
    "passphrase": set(),
    "reach": set(),
    "diary_file": {
        "anatomy",
        "criteria",
        "entries",
        "factors",
        "marking",
        "nights",
        "observations",
        "other_things",
        "parsing",
    },
    "factors": {"marking"},
    "folding": set(),
    "intervals": set(),
    "report": {
        "anatomy",
        "classifier",
        "criteria",
        "entries",
        "factors",
        "intervals",
        "marking",
        "nights",
        "observations",
        "other_things",
        "report",
        "summary",
        "words",
    },
    "summary": {"anatomy", "criteria", "geometry", "nights", "observations"},
    "geometry": {"anatomy", "geometry", "marking", "nights", "observations", "summary"},
}

# The rooms that know Django, each with those it may use. What is not named here is the pure half, or stands above all.
ROOMS: dict[str, set[str]] = {
    "models": set(),
    "files": {"models"},
    "pages": {"files", "models"},
    "paper": {"models", "pages"},
    "forms": {"models", "pages", "paper"},
    "sharing": {"models", "pages", "paper"},
    "api": {"forms", "models", "pages"},
    "views": {"api", "files", "forms", "models", "pages", "paper", "sharing"},
    "templatetags": {"forms", "models", "pages"},
    "management": {"files", "models"},
}


def modules() -> list[Path]:
    """Every module of the app that we wrote."""
    return [path for path in JOURNAL.rglob("*.py") if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    """Absolute names that a module imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def files_of(room: str) -> list[Path]:
    """The module of that name, or all modules of the package that it outgrew into."""
    return sorted((JOURNAL / room).glob("*.py")) or [JOURNAL / f"{room}.py"]


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_import_only_what_the_house_allows(room: str) -> None:
    seen = {name for path in files_of(room) for name in imports(path)}
    ours = {name.split(".")[1] for name in seen if name.startswith("journal.")} - {room}
    others = {name.split(".")[0] for name in seen if not name.startswith("journal")}
    assert ours <= PURE[room]
    assert others <= sys.stdlib_module_names


def test_the_classifier_works_where_django_is_absent() -> None:
    code = (
        "import sys; sys.modules['django'] = None\n"
        "from journal.classifier import match\n"
        "from journal.observations import Movement, Observation\n"
        "print(match(Observation(movement=Movement.TWITCH, muscle='erector_spinae')).flags)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "('back_muscles',)"


def test_nobody_imports_views() -> None:
    importers = {
        path.relative_to(JOURNAL).as_posix()
        for path in modules()
        if any(name.startswith("journal.views") for name in imports(path)) and "views" not in path.parts
    }
    assert importers == {"urls.py"}


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_import_only_the_rooms_below_them(room: str) -> None:
    seen = {name for path in (JOURNAL / room).rglob("*.py") for name in imports(path)}
    ours = {name.split(".")[1] for name in seen if name.startswith("journal.")} & set(ROOMS) - {room}
    assert ours <= ROOMS[room]


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
