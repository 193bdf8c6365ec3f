"""What the README says is there, is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "twitchlog" / "settings.py").read_text(encoding="utf-8")


def test_its_commands_exist() -> None:
    ours = {name for name, app in get_commands().items() if app == "journal"}
    told = set(re.findall(r"manage\.py (\w+)", README))
    assert told <= ours
    listed = re.search(r"`management/commands/`: ([^.]+)\.", README)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == ours


def test_its_make_targets_exist() -> None:
    targets = set(
        re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    told = set(re.findall(r"make (run|demo|test|check|bench|\w+)(?=`|$|\n)", README))
    assert told <= targets | {"Caddy"}
    assert {"run", "demo", "test", "check", "bench"} <= told


def test_its_table_names_every_setting() -> None:
    table = README[README.index("| name | says |") : README.index("## At home")]
    told = {
        name
        for row in re.findall(r"^\|.*", table, re.MULTILINE)
        for name in re.findall(r"`([A-Z_]+)`", row.split("|")[1])
    }
    read = set(re.findall(r'env(?:\.\w+)?\("([A-Z_]+)"', SETTINGS))
    assert told == read


def test_it_has_a_paragraph_for_every_folder() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    folders = {
        line.split("/")[0]
        for line in tracked.splitlines()
        if "/" in line and not line.startswith(".")
    }
    assert set(re.findall(r"^- `(\w+)/`:", README, re.MULTILINE)) == folders


def test_the_files_that_a_new_field_takes_are_there_and_at_most_nine() -> None:
    paragraph = README[README.index("### A new field of an entry") :]
    steps = re.findall(r"^\d+\. `([\w/.]+)`:", paragraph, re.MULTILINE)
    layout = "journal/forms/episode_layout.py"
    assert len({*steps, layout}) <= 9
    named = {name for name in re.findall(r"`([\w/.]+)`", paragraph) if "/" in name}
    assert {*steps, layout} <= named
    assert [
        name
        for name in named
        if not any((base / name).exists() for base in (ROOT, ROOT / "journal"))
    ] == []


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target
