"""Static files are collected once, and again where one of them is not whole any more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twitchlog.static_files.collect import MANIFEST, STAMP, collect_static

LEAN = {"BACKEND": "twitchlog.static_files.minified.MinifiedStorage"}


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    """Where the files go."""
    settings.STATIC_ROOT = tmp_path
    return tmp_path


def test_static_files_are_collected_once(root: Path) -> None:
    assert collect_static(root) is True
    assert collect_static(root) is False
    (root / STAMP).write_text('{"sources": "of another version", "files": {}}', encoding="ascii")
    assert collect_static(root) is True


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\0" * path.stat().st_size),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        Path.unlink,
    ],
)
@pytest.mark.parametrize("name", ["css/base.css", STAMP])
def test_a_file_that_is_not_whole_is_made_again(
    root: Path, name: str, harm: Callable[[Path], Any]
) -> None:
    collect_static(root)
    before = (root / "css/base.css").read_bytes()
    harm(root / name)
    assert collect_static(root) is True
    assert (root / "css/base.css").read_bytes() == before
    assert collect_static(root) is False


def test_after_a_power_cut_everything_is_made_again_and_others_files_stay(
    root: Path, settings: Any
) -> None:
    """All files are empty, the manifest and the stamp as well; names are there."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": LEAN}
    theirs = root / "css" / "theirs.0123456789ab.css"
    theirs.parent.mkdir()
    theirs.write_text("a {}", encoding="ascii")
    collect_static(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for path in before.keys() - {theirs}:
        path.write_bytes(b"")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": LEAN,
    }  # read anew, as by another process
    assert collect_static(root) is True
    told = {
        path for path in before if path.suffix != ".gz" and path.name != STAMP
    }  # gzip notes the time
    assert [path for path in told if path.read_bytes() != before[path]] == []
    assert all(path.stat().st_size for path in before)
    assert before.keys() >= {root / MANIFEST, theirs}
