"""A disk that is full, a database that is gone or damaged: nothing is acknowledged, the phone tries
again, and what was typed stays on the page.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parents[3]


def asked(folder: Path, harm: str) -> dict[str, dict[str, Any]]:
    """What each request of ``tests/real_database.py`` was answered, by its name."""
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    environment["SECRET_KEY"] = "of these tests, and of nobody else"
    command = [sys.executable, "-m", "tests.real_database", harm]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return {line["name"]: line for line in map(json.loads, ran.stdout.splitlines())}


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("full", "disk of this server is full"),
        ("gone", "not where this server left it"),
        ("damaged", "cannot be read"),
    ],
)
def test_nothing_is_acknowledged_and_it_is_said_why(tmp_path: Path, harm: str, why: str) -> None:
    answers = asked(tmp_path / "data", harm)
    assert answers["touch before"]["status"] == 200
    touch, form = answers["touch"], answers["form"]
    assert (touch["status"], touch["retry"]) == (503, "30")
    assert why in json.loads(touch["text"])["message"]
    assert form["status"] == 503
    assert why in form["text"]
    if harm == "damaged":  # nobody can be told to be signed in
        return
    assert "This is what you typed" in form["text"]
    assert "as I typed it" in form["text"]
    assert "17" in form["text"]
    assert answers["touch after"]["status"] == 200
    assert answers["touch after"]["database"] == answers["touch before"]["database"] != ""
    assert answers["stored"]["number"] == 2


def test_a_damaged_page_never_lets_an_export_come_to_an_end(tmp_path: Path) -> None:
    """Half a diary that looks whole would be believed."""
    environment = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    environment["SECRET_KEY"] = "of these tests, and of nobody else"
    command = [sys.executable, "-m", "tests.damaged_page"]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.splitlines()) == {
        "csv broken off",
        "json broken off",
        "nights.csv as before",  # these read no page with entries
        "rows.csv as before",
    }
    assert len(ran.stdout.splitlines()) >= 30
