"""`make release` refuses what is not ready, makes the rest whole, and leaves no half behind."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.project.test_requirements import ROOT
from tools import release
from tools.release import ReleaseError
from twitchlog.release import RELEASE

DAY = date(2027, 1, 31)
NEXT = "77.0.0"
NOTE = f"\n## {NEXT}\n\n### What to do\n\nNothing.\n\n### What changes\n\nA word.\n\n"
BACK = "### How to go back\n\nAs ever.\n"
CHANGE = "- A word reads better.\n"


def git(folder: Path, *arguments: str) -> str:
    ran = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return ran.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A copy of this one as it lies here, that is ready for its next release."""
    listed = git(ROOT, "ls-files", "-zco", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "docs/adr/")):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    add(tmp_path / release.UPGRADE_NOTES, NOTE + BACK)
    changelog = tmp_path / release.CHANGELOG
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace(release.UNRELEASED, f"{release.UNRELEASED}\n{CHANGE}", 1))
    git(tmp_path, "init", "--quiet")
    for name, value in (("user.name", "ada"), ("user.email", "ada@example.org")):
        git(tmp_path, "config", name, value)
    commit(tmp_path)
    return tmp_path


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")


def no_list(_folder: Path, target: Path) -> None:
    target.write_text("{}", encoding="utf-8")


def test_a_release_is_whole(repository: Path) -> None:
    files = release.make(repository, NEXT, DAY, no_list)
    assert [path.name for path in files] == [
        "SHA256SUMS",
        f"twitchlog-{NEXT}-py3-none-any.whl",
        f"twitchlog-{NEXT}.cdx.json",
        f"twitchlog-{NEXT}.tar.gz",
    ]
    subprocess.run(["sha256sum", "--check", "--strict", files[0]], cwd=files[0].parent, check=True)
    assert git(repository, "tag", "--points-at", "HEAD").split() == [f"v{NEXT}"]
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "diff", "--name-only", "HEAD~").split() == [
        "CHANGELOG.md",
        "twitchlog/release.py",
    ]
    changelog = (repository / release.CHANGELOG).read_text(encoding="utf-8")
    assert f"## Unreleased\n\n## {NEXT} (2027-01-31)\n\n{CHANGE}" in changelog


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("", "“” is no version"),
        ("v77.0.0", "is no version; VERSION=1.0.0 would be one"),
        ("77.0", "is no version"),
        (RELEASE, f"does not come after {RELEASE}"),
        ("0.0.9", "does not come after"),
        ("78.0.0", "lacks for 78.0.0: What to do, What changes, How to go back"),
    ],
)
def test_a_version_has_to_come_next_and_to_have_a_note(
    repository: Path, version: str, reason: str
) -> None:
    with pytest.raises(ReleaseError, match=reason):
        release.refuse(repository, version)


def test_what_is_not_committed_is_no_release(repository: Path) -> None:
    add(repository / "README.md", "half a sentence")
    with pytest.raises(ReleaseError, match="not committed"):
        release.make(repository, NEXT, DAY, no_list)


def test_a_version_is_tagged_once(repository: Path) -> None:
    git(repository, "tag", f"v{NEXT}")
    with pytest.raises(ReleaseError, match=f"a tag v{NEXT} already"):
        release.refuse(repository, NEXT)


def test_without_a_change_there_is_nothing_to_release(repository: Path) -> None:
    changelog = repository / release.CHANGELOG
    text = changelog.read_text(encoding="utf-8")
    changelog.write_text(text.replace(release.UNRELEASED, f"{release.UNRELEASED}\n## 1\n"))
    commit(repository)
    with pytest.raises(ReleaseError, match="says nothing"):
        release.refuse(repository, NEXT)


def test_a_release_that_fails_leaves_nothing_behind(repository: Path) -> None:
    def fails(_folder: Path, _target: Path) -> None:
        raise ReleaseError("another version is installed")

    with pytest.raises(ReleaseError, match="another version"):
        release.make(repository, NEXT, DAY, fails)
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "tag") == ""


@pytest.mark.parametrize(
    ("note", "missing"),
    [
        ("", ["What to do", "What changes", "How to go back"]),
        (NOTE, ["How to go back"]),
        (NOTE + "### How to go back\n\n## 76.0.0\n\nsomething\n", ["How to go back"]),
        (NOTE + BACK, []),
    ],
)
def test_a_note_says_what_to_do_what_changes_and_how_to_go_back(
    note: str, missing: list[str]
) -> None:
    assert release.missing_parts(note, NEXT) == missing


def test_every_release_of_the_changelog_has_a_note() -> None:
    changelog, upgrades = (
        (ROOT / path).read_text(encoding="utf-8")
        for path in (release.CHANGELOG, release.UPGRADE_NOTES)
    )
    for line in changelog.splitlines():
        if line.startswith("## ") and f"{line}\n" != release.UNRELEASED:
            assert release.missing_parts(upgrades, line.split()[1]) == []
