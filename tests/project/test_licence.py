"""The licence is said wherever somebody looks for it, and CONTRIBUTING names what is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def text_of(name: str) -> str:
    """A file at the top of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_licence_is_bsd_with_three_clauses_and_names_its_holders() -> None:
    licence = text_of("LICENSE")
    assert licence.startswith("BSD 3-Clause License\n\nCopyright (c) ")
    assert ", the Twitchlog contributors\n" in licence
    assert re.findall(r"^(\d)\. ", licence, re.MULTILINE) == ["1", "2", "3"]


def test_the_package_and_the_readme_say_so() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    assert (project["license"], project["license-files"]) == ("BSD-3-Clause", ["LICENSE"])
    assert "[LICENSE](LICENSE)" in text_of("README.md")
    assert "BSD-3-Clause" in text_of("README.md")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_what_the_papers_name_is_there(name: str) -> None:
    paper, makefile = text_of(name), text_of("Makefile")
    for target in re.findall(r"\]\(([^)]+)\)", paper):
        assert (ROOT / target).exists(), target
    for target in re.findall(r"\bmake (\w+)(?=`|\s+#)", paper):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for path in re.findall(r"(?:journal|tests)/[\w/.]+", paper):
        assert (ROOT / path).exists(), path


def test_who_contributes_is_led_to_the_rules() -> None:
    assert "[CONTRIBUTING.md](CONTRIBUTING.md)" in text_of("README.md")
    assert "[SECURITY.md](SECURITY.md)" in text_of("CONTRIBUTING.md")
