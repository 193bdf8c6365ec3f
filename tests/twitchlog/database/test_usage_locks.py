"""One server a folder; a restore has the database to itself; whoever is in the way is named."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from twitchlog.database import usage_locks
from twitchlog.filesystem import file_holders

pytestmark = pytest.mark.sqlite

ROOT = Path(__file__).resolve().parents[3]


@contextmanager
def another(folder: Path, call: str) -> Iterator[int]:
    """A process that holds something until the end, and its id."""
    code = (
        "import pathlib, sys; from twitchlog.database import usage_locks; folder = "
        "pathlib.Path(sys.argv[1])\n"
        f"{call}\nprint('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield process.pid
        process.communicate()


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody waits for long, and nothing stays held."""
    for name in ("START_SECONDS", "USE_SECONDS", "ALONE_SECONDS"):
        monkeypatch.setattr(usage_locks, name, 0.1)
    monkeypatch.setattr(usage_locks, "_held", {})
    yield
    for file in usage_locks._held.values():
        os.close(file)


def test_a_second_server_is_refused_and_told_which_is_the_first(tmp_path: Path) -> None:
    with (
        another(tmp_path, "usage_locks.serve_alone(folder)") as pid,
        pytest.raises(
            usage_locks.HeldError, match=rf"serves {tmp_path} by process {pid} \(.*python"
        ),
    ):
        usage_locks.serve_alone(tmp_path)
    usage_locks.serve_alone(tmp_path)


def test_many_use_the_database_and_a_restore_waits_for_none(tmp_path: Path) -> None:
    with another(tmp_path, "usage_locks.use(folder)") as pid:
        usage_locks.use(tmp_path)
        with (
            pytest.raises(usage_locks.HeldError, match=f"in use by process {pid} "),
            usage_locks.alone(tmp_path),
        ):
            raise AssertionError("not alone")
    with usage_locks.alone(tmp_path):
        usage_locks.use(tmp_path)  # its own connections


def test_nobody_uses_a_database_that_is_being_restored(tmp_path: Path) -> None:
    with (
        another(tmp_path, "held = usage_locks.alone(folder); held.__enter__()") as pid,
        pytest.raises(usage_locks.HeldError, match=f"is being restored by process {pid} "),
    ):
        usage_locks.use(tmp_path)


def test_what_a_fork_uses_is_held_until_it_has_ended(tmp_path: Path) -> None:
    """A worker that outlives the server's parent still stores what it is sent."""
    call = "import os\nusage_locks.use(folder)\nif os.fork(): os._exit(0)"
    code = (
        "import pathlib, sys; from twitchlog.database import usage_locks; folder = "
        "pathlib.Path(sys.argv[1])\n"
        f"{call}\nprint('ready', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert process.wait() == 0
        with pytest.raises(usage_locks.HeldError), usage_locks.alone(tmp_path):
            raise AssertionError("not alone")


def test_whoever_locks_a_file_is_named_before_those_who_only_have_it_open(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    opened = "file = (folder / 'file').open('r+')"
    locked = f"{opened}; import fcntl; fcntl.lockf(file, fcntl.LOCK_EX)"
    with another(tmp_path, opened) as reader:
        assert file_holders.having_open(tmp_path / "file") == [reader]
        assert file_holders.named([tmp_path / "file", tmp_path / "none"]).startswith(
            f"process {reader} "
        )
        with another(tmp_path, locked) as writer:
            assert file_holders.having_open(tmp_path / "file") == sorted([reader, writer])
            assert file_holders.named([tmp_path / "file"]).startswith(f"process {writer} ")
