"""A file of ours is there whole or not at all, and drafts of the dead do not lie about."""

from __future__ import annotations

import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from twitchlog.filesystem import atomic_files

ROOT = Path(__file__).resolve().parents[3]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_written_is_private_and_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    atomic_files.write(path, b"after")
    assert path.read_bytes() == b"after"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert names(tmp_path) == ["file"]


def test_file_and_name_are_on_the_disk_in_that_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def synced(file: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        fsync(file)

    def renamed(path: Path, target: Path) -> Path:
        calls.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    atomic_files.write(tmp_path / "file", b"content")
    assert calls == ["file", "rename", "folder"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """A file may grow to 1,000 bytes in that process: as on a full disk, the write itself fails."""
    path = tmp_path / "file"
    path.write_bytes(b"before")
    code = (
        "import pathlib, sys; from twitchlog.filesystem import atomic_files\n"
        "try: atomic_files.write(pathlib.Path(sys.argv[1]), b'x' * 5000)\n"
        "except OSError as error: print(error.strerror)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert ran.stdout == "File too large\n"
    assert path.read_bytes() == b"before"
    assert names(tmp_path) == ["file"]


def test_nothing_is_replaced_where_that_was_not_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"theirs")
    with atomic_files.draft_of(path) as draft, pytest.raises(FileExistsError):
        atomic_files.put_where_nothing_is(draft, path)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["file"]


def test_drafts_of_the_dead_are_cleared_and_those_of_the_living_stay(tmp_path: Path) -> None:
    code = (
        "import os, pathlib, sys; from twitchlog.filesystem import atomic_files\n"
        "with atomic_files.draft_of(pathlib.Path(sys.argv[1])) as draft: os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "dead")], cwd=ROOT, check=False)
    (left,) = tmp_path.iterdir()
    with atomic_files.draft_of(tmp_path / "living") as draft:
        assert atomic_files.clear_drafts(tmp_path) == [left]
        assert names(tmp_path) == [draft.name]
        draft.write_bytes(b"x")
        atomic_files.put_in_place(draft, tmp_path / "living")
    assert names(tmp_path) == ["living"]


def test_the_draft_that_several_share_is_left_to_whoever_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "it"
    (tmp_path / "other.draft").write_bytes(b"of a killed process")
    with atomic_files.shared_draft_of(path) as draft:
        assert atomic_files.clear_drafts(tmp_path, atomic_files.SHARED_ENDING) == [
            tmp_path / "other.draft"
        ]
        draft.write(b"x")
        assert names(tmp_path) == ["it.draft"]
    assert names(tmp_path) == []
