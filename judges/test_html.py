"""HTML: the Nu checker (vnu) has nothing to say of any page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

from django.contrib.auth.models import User

from judges.pages import pages
from judges.programs import MODULES, program, run

JAR = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
SMALLEST_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T</title></head>'
    "<body>{}</body></html>"
)
# HTML allows it, and crispy-forms writes its buttons so.
PASSED = "Trailing slash on void elements has no effect"
# One of each kind that was once there.
BROKEN_PAGES = {
    "role on a label": '<label for="p" role="status">x</label><progress id="p"></progress>',
    "name of a pre": '<pre aria-label="x">y</pre>',
    "attribute": '<div hx-get="/x">y</div>',
    "no heading": "<section><p>x</p></section>",
    "twice": '<p id="a">x</p><p id="a">y</p>',
    "nested": '<a href="/"><button>x</button></a>',
}


def checked(folder: Path) -> dict[str, list[str]]:
    """What the checker says of each page in a folder, warnings too."""
    done = run(
        program("java"),
        "-Xss2m",
        "-jar",
        JAR,
        "--format",
        "json",
        "--exit-zero-always",
        "--skip-non-html",
        folder,
    )
    faults: dict[str, list[str]] = {file.name: [] for file in folder.iterdir()}
    for message in json.loads(done.stderr)["messages"]:
        if message["message"].startswith(PASSED):
            continue
        name = Path(unquote(message["url"])).name
        kind, extract = message.get("subType", message["type"]), message.get("extract", "")
        faults[name].append(f"{kind}: {message['message']}: {extract[:160]}")
    return faults


def test_every_page_is_clean(ada: User, ben: User, cleo: User, tmp_path: Path) -> None:
    names = {}
    for number, (name, text) in enumerate(pages(ada, ben, cleo)):
        file = tmp_path / f"{number}.html"
        file.write_text(text, encoding="utf-8")
        names[file.name] = name
    assert len(names) > 150
    faults_of = {names[file]: faults for file, faults in checked(tmp_path).items() if faults}
    assert {fault: page for page, faults in faults_of.items() for fault in faults} == {}


def test_broken_pages_are_refused(tmp_path: Path) -> None:
    for name, body in BROKEN_PAGES.items():
        (tmp_path / f"{name}.html").write_text(SMALLEST_PAGE.format(body), encoding="utf-8")
    (tmp_path / "sound.html").write_text(SMALLEST_PAGE.format("<h1>x</h1>"), encoding="utf-8")
    faults_of = checked(tmp_path)
    assert faults_of.pop("sound.html") == []
    assert [name for name, faults in faults_of.items() if not faults] == []
    assert re.search("role", " ".join(faults_of["role on a label.html"]))
