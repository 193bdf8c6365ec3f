"""`make quick` runs all tests but those that drive a browser or start a server."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("browser", "engines")  # the second runs in `make engines` alone


def target(name: str) -> str:
    """The lines of one target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    lines = re.search(rf"^{name}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert lines
    return lines[1]


def test_it_leaves_out_browsers_and_servers_and_nothing_else() -> None:
    chosen = re.findall(r"--ignore \S+|--deselect \S+|-k \S+|-m \"[^\"]+\"", target("quick"))
    assert chosen == ["--ignore tests/browser", '-m "not server"']
    assert not re.search(r"--ignore|-m \"", target("test"))


def test_the_same_run_on_postgresql() -> None:
    assert "sh tools/postgres.sh " in target("postgresql")
    assert '--ignore tests/browser -m "not server"' in target("postgresql")


def test_nothing_else_drives_a_browser() -> None:
    driven = re.compile(r"^(?:from|import) (?:playwright|selenium)\b", re.MULTILINE)
    for path, text in others():
        assert not driven.search(text), path


def test_what_starts_a_server_is_marked() -> None:
    started = re.compile(r'"manage\.py", "serve"|\bsiege\.kill\b|"tests\.first_start"')
    names = [path.name for path, text in others() if started.search(text)]
    assert len(names) > 2
    assert names == [
        path.name for path, text in others() if path.name in names and "pytest.mark.server" in text
    ]


def others() -> list[tuple[Path, str]]:
    """The files of tests outside the browser's folders, but for this one."""
    tests = ROOT / "tests"
    paths = [path for path in sorted(tests.rglob("test_*.py")) if path != Path(__file__)]
    return [
        (path, path.read_text(encoding="utf-8"))
        for path in paths
        if path.relative_to(tests).parts[0] not in FOLDERS
    ]
