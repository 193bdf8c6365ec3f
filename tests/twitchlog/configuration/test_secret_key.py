"""The key is made once, whole, and for its owner; an empty one, as a power cut leaves it, is made
anew with a word.
"""

from __future__ import annotations

import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from twitchlog.configuration.secret_key import secret_key

ROOT = Path(__file__).resolve().parents[3]
CODE = (
    "import pathlib, sys, twitchlog.configuration.secret_key as s; "
    "print(s.secret_key(pathlib.Path(sys.argv[1])))"
)


def keys_of_four_at_once(folder: Path) -> tuple[set[str], list[str]]:
    """The keys that four processes read which start at once, and what they say."""

    def start(_turn: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", CODE, str(folder)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(start, range(4)))
    return {one.stdout.strip() for one in ran}, [one.stderr for one in ran if one.stderr]


def test_the_secret_key_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    keys, words = keys_of_four_at_once(folder)
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert not words
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("left", [b"", b"\0" * 67, b"\n"])
def test_an_empty_key_is_made_anew_once_and_said(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "secret-key").write_bytes(left)
    keys, words = keys_of_four_at_once(tmp_path)
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert len(words) == 1
    assert "Everybody has to sign in again" in words[0]
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


@pytest.mark.parametrize("left", [b"half-a-key", b"\xff" * 67, b"k" * 40 + b"\0" + b"k" * 26])
def test_what_is_no_whole_key_is_refused(tmp_path: Path, left: bytes) -> None:
    """Nobody is signed out because of a file that somebody may have put there."""
    (tmp_path / "secret-key").write_bytes(left)
    with pytest.raises(ValueError, match="delete it"):
        secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_bytes() == left


def test_a_key_of_ones_own_is_taken(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("of my own, and long enough for it\n", encoding="ascii")
    assert secret_key(tmp_path) == "of my own, and long enough for it"
