"""How the server is started: a parent, two light workers, and lanes on demand (docs/serving.md)."""

from __future__ import annotations

import gc
import resource
import signal
import socket
import tempfile
from contextlib import suppress
from pathlib import Path
from types import FrameType

from django.conf import settings

from twitchlog.front import bounds
from twitchlog.front.children.child_entry import ChildEntry
from twitchlog.front.messages import MessageLine
from twitchlog.front.parent.supervisor import Supervisor
from twitchlog.front.parent.task_starts import TASK_LANE
from twitchlog.server.task_lane import work_tasks

LIGHT_WORKERS = 2
APPLICATION = "twitchlog.wsgi:application"


EARLY: list[int] = []  # signals from before the parent hears them itself


def hear_from_the_start() -> None:
    """Note Ctrl-C while all is loaded: Python's own word of it is lost where it cleans up."""

    def note(number: int, frame: FrameType | None) -> None:
        EARLY.append(number)
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, note)


def run(host: str, port: int, application: str = APPLICATION) -> None:
    """Be the server until a signal ends it.

    All other processes are forks of this one, so what it has loaded by now is in memory once
    (docs/adr/0055).
    """
    _allow_many_files()
    listening = listen(host, port)
    work = ChildEntry(listening, application, under_way(application))

    def lane(name: str, line: MessageLine) -> None:
        if name == TASK_LANE:
            work_tasks(line)
        else:
            work.lane(name, line)

    # what is there now is never looked at again by the collector, whose marks would unshare it
    gc.freeze()
    Supervisor(
        listening,
        work.light,
        lane,
        workers=LIGHT_WORKERS,
        is_told_to_end=bool(EARLY),
        has_tasks=application == APPLICATION,
    ).run()


def listen(host: str, port: int) -> socket.socket:
    """The one socket from which all light workers take their connections: a free one takes some."""
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(address)
    listening.listen(bounds.BACKLOG)
    listening.setblocking(False)
    return listening


def under_way(application: str = APPLICATION) -> Path:
    """The folder for bodies and answers that are too large for memory, empty.

    What lies in it belongs to a server that was killed: files there have no name as long as their
    process lives.
    """
    if application != APPLICATION:
        return Path(tempfile.gettempdir())
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR or settings.DATA_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.iterdir():
        with suppress(OSError):
            left.unlink()
    return folder


def _allow_many_files() -> None:
    """A connection is an open file; some systems allow a thousand unless asked for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = hard
    if hard == resource.RLIM_INFINITY:
        wanted = max(soft, 65_536)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
