"""Run as a process of its own: first starts that are ended at many moments, each followed by
another start.

``python -m tests.first_start FOLDER`` prints a line of JSON for each: how the first ended, and what
the second found. Every statement to the database, and every time something is brought to the disk,
is a moment.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

from twitchlog.not_ready import NotReadyError

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from twitchlog.database import schema  # noqa: E402
from twitchlog.filesystem import atomic_files  # noqa: E402

Start = Callable[[], object]
FILE = "twitchlog.sqlite3"


def by_an_older_release() -> None:
    """Which made the file and then its tables."""
    Path(connection.settings_dict["NAME"]).touch()
    call_command("migrate", interactive=False, verbosity=0)


def on_a_disk_of(number: int) -> Start:
    """A start in which no file may be larger than so many bytes, which says why it ended."""

    def start() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (number, number))
        try:
            schema.migrate()
        except NotReadyError as error:
            os._exit(3 if "is full" in str(error) else 4)

    return start


def in_a_fork(folder: Path, start: Start, end_at: int, by: int) -> tuple[int, int]:
    """How a start in ``folder`` ended that gets the signal at its moment of that number, and how
    many it had.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        connection.settings_dict["NAME"], settings.DATA_DIR = folder / FILE, folder
        moments = watch(end_at, by)
        try:
            start()
        finally:
            os.write(writing, str(next(moments)).encode())
        os._exit(0)
    os.close(writing)
    _child, status = os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        return os.waitstatus_to_exitcode(status), int(said.read() or 0)


def watch(end_at: int, by: int) -> Iterator[int]:
    """Count moments, and end this process at one of them; gives the number so far."""
    moments = [0]

    def moment() -> None:
        moments[0] += 1
        if moments[0] == end_at:
            os.kill(os.getpid(), by)

    def executed(execute: Any, *arguments: Any) -> Any:
        moment()
        return execute(*arguments)

    sync = atomic_files.sync_file

    def synced(path: Path) -> None:
        moment()
        sync(path)
        moment()

    connection.execute_wrappers.append(executed)
    atomic_files.sync_file = synced
    return iter(lambda: moments[0], None)


def main(folder: Path) -> None:
    """A whole first start to count its moments, then some that are ended."""
    (folder / "whole").mkdir(parents=True)
    _code, moments = in_a_fork(folder / "whole", schema.migrate, 0, 0)
    some = [1, *(moments * part // 4 for part in (1, 2, 3)), *range(moments - 2, moments + 1)]
    trials: list[tuple[str, Start, int, int]] = [
        *(("killed", schema.migrate, end_at, signal.SIGKILL) for end_at in some),
        ("interrupted", schema.migrate, moments // 2, signal.SIGINT),
        *(
            ("older release", by_an_older_release, moments * part // 3, signal.SIGKILL)
            for part in (1, 2)
        ),
        *(("full disk", on_a_disk_of(number), 0, 0) for number in (4096, 200_000)),
    ]
    for number, (name, start, end_at, by) in enumerate(trials):
        place = folder / str(number)
        place.mkdir()
        code, _moments = in_a_fork(place, start, end_at, by)
        left = sorted(path.name for path in place.iterdir())
        again, _moments = in_a_fork(place, count_people, 0, 0)
        there = sorted(path.name for path in place.iterdir())
        line = {
            "name": name,
            "at": end_at,
            "code": code,
            "left": left,
            "again": again,
            "there": there,
        }
        sys.stdout.write(json.dumps(line) + "\n")


def count_people() -> None:
    """Start again, and use it."""
    schema.migrate()
    os._exit(0 if User.objects.count() == 0 else 5)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
