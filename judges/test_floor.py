"""Style sheets and scripts, held to the oldest browsers of docs/browsers.md."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from judges.programs import FOLDER, PROJECT, verdicts

STYLE_FILES = sorted((PROJECT / "static").rglob("*.css"))
SCRIPT_FILES = sorted((PROJECT / "static").rglob("*.js"))
TOO_NEW = {
    "function.css": ("a { color: light-dark(red, blue); }", "light-dark()"),
    "custom.css": (":root { --a: #fff; --a: light-dark(red, blue); }", "light-dark()"),
    "mixed.css": ("a { background: color-mix(in srgb, red, blue); }", "color-mix()"),
    "nested.css": ("a { &:hover { color: red; } }", "css-nesting"),
    "range.css": ("@media (width >= 10px) { a { color: red; } }", "range"),
    "container.css": ("@container (min-width: 1px) { a { color: red; } }", "@container"),
    "property.css": ("a { field-sizing: content; }", "field-sizing"),
    "selector.css": (":user-valid { color: red; }", ":user-valid"),
    "value.css": ("a { overflow: clip; }", "overflow: clip"),
    "unit.css": ("a { height: 10rcap; }", "rcap"),
    "abort.js": ("AbortSignal.timeout(3);", "timeout"),
    "submit.js": ("form.requestSubmit();", "requestSubmit"),
    "sorted.js": ("[1].toSorted();", "toSorted"),
    "behind.js": ('x.replace(/(?<=a)b/, "");', "ookbehind"),
    "idle.js": ("requestIdleCallback(f);", "requestIdleCallback"),
    "static.js": ("class A { static { f(); } }", "static block"),
    "group.js": ("Object.groupBy([], f);", "groupBy"),
    "syntax.js": ("using a = b;", ""),
}
OLD_ENOUGH = {
    "plain.css": "a { color: red; color: light-dark(red, blue); }",
    "asked.css": "@supports (color: light-dark(red, red))"
    " { :root { --a: light-dark(red, blue); } }",
    "prefixed.css": "a { -webkit-user-select: all; user-select: all; }",
    "harmless.css": "h1 { text-wrap: balance; overscroll-behavior: none; }",
    "known.css": "a { inset: 0; aspect-ratio: 1 / 2; accent-color: red; height: 100dvh; }"
    " a:has(b) { color: red; }",
    "asked.js": "if (navigator.vibrate) navigator.vibrate(3);",
    "known.js": "const a = b?.c ?? structuredClone(d.at(-1)); navigator.locks.request(a, f);"
    " crypto.randomUUID();",
}


def faults_in(texts: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """What the judges say of each text, by its name."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    faults = verdicts("css.mjs", sorted(folder.glob("*.css"))) + verdicts(
        "scripts.mjs", sorted(folder.glob("*.js"))
    )
    return {
        name: [line for line in faults if line.startswith(f"{folder / name}:")] for name in texts
    }


def test_style_sheets_need_nothing_newer() -> None:
    assert len(STYLE_FILES) > 15
    assert verdicts("css.mjs", STYLE_FILES) == []


def test_scripts_need_nothing_newer() -> None:
    assert len(SCRIPT_FILES) > 10
    assert verdicts("scripts.mjs", SCRIPT_FILES) == []


@pytest.mark.django_db
def test_the_service_worker_needs_nothing_newer(client: Client, tmp_path: Path) -> None:
    file = tmp_path / "sw.js"
    file.write_bytes(client.get("/sw.js").content)
    assert verdicts("scripts.mjs", [file]) == []


def test_what_is_too_new_is_refused(tmp_path: Path) -> None:
    faults = faults_in({name: text for name, (text, _words) in TOO_NEW.items()}, tmp_path)
    for name, (_text, words) in TOO_NEW.items():
        assert any(words in line for line in faults[name]), (name, faults[name])


def test_what_is_old_enough_is_not(tmp_path: Path) -> None:
    assert {name: lines for name, lines in faults_in(OLD_ENOUGH, tmp_path).items() if lines} == {}


def test_the_floor_is_the_one_that_is_said() -> None:
    text = (PROJECT / "docs" / "browsers.md").read_text(encoding="utf-8")
    floor = json.loads((FOLDER / "floor.json").read_text(encoding="utf-8"))
    assert f"iOS {floor['ios_saf']} " in text
    assert floor["safari"] == floor["ios_saf"]
    assert re.search(rf"Firefox \|.*: {floor['firefox']} \|", text)
    assert re.search(rf"Chrome.* \|.*: {floor['chrome']} \|", text)
