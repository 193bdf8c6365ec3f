"""The parent's children: forked, named, tied to the parent's life, and ended."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from twitchlog.front.messages import Message, MessageLine, pair
from twitchlog.front.stack_size import with_room

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD)
_SET_DEATH_SIGNAL, _SET_NAME = 1, 15  # prctl(2)


def _prctl() -> Callable[..., int] | None:
    """Linux's; elsewhere children notice the parent's end when its line ends."""
    if not sys.platform.startswith("linux"):
        return None
    function: Callable[..., int] = ctypes.CDLL(None).prctl
    return function


PRCTL = _prctl()


class ChildProcess:
    """A process and the line to it."""

    def __init__(self, name: str, pid: int, line: MessageLine, *, leads: bool) -> None:
        self.name, self.pid, self.line, self.leads = name, pid, line, leads
        self.begun = time.monotonic()

    def send(self, message: Message, files: list[int]) -> None:
        """Give it something. One that is no more is noticed by its end."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.line.send(message, files)

    def kill(self) -> None:
        """End it at once, with what it has started."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            if self.leads:
                os.killpg(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def release(self) -> None:
        """Hang up, so that it ends when it has done what it does."""
        with suppress(OSError):
            self.line.end.shutdown(socket.SHUT_RDWR)


def fork(
    name: str,
    work: Callable[[MessageLine], None],
    *,
    close: Iterable[int],
    leads: bool,
    nice: int = 0,
) -> ChildProcess:
    """Fork a child that does ``work`` and ends. ``close``: open files that are the parent's alone.

    ``leads``: with what it starts it is a session of its own, which can be ended together.
    """
    ours, theirs = pair()
    parent = os.getpid()
    sys.stdout.flush()
    # A signal that comes now is the child's as soon as it is no longer the parent in its ways.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    pid = os.fork()
    if pid:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        theirs.close()
        return ChildProcess(name, pid, MessageLine(ours), leads=leads)
    code = 1
    try:
        ours.close()
        for file in close:
            with suppress(OSError):
                os.close(file)
        _become(name, parent, leads=leads, nice=nice)
        with_room(partial(work, MessageLine(theirs)))
        code = 0
    except BaseException:  # noqa: BLE001 - it must not go on as its parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _be_nice(nice: int) -> None:
    """Leave the processor to the light workers, also where the system weighs sessions and not
    processes.
    """
    os.nice(nice)
    with suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(nice), encoding="ascii")


def _become(name: str, parent: int, *, leads: bool, nice: int) -> None:
    """Forget the parent's signals, and end when it ends.

    Ctrl-C in a terminal reaches every process; the parent passes it on in its own way.
    """
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
    if leads:
        os.setsid()
    if nice:
        _be_nice(nice)
    if PRCTL is not None:
        PRCTL(_SET_NAME, f"twitchlog-{name}"[:15].encode(), 0, 0, 0)
        PRCTL(_SET_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it has ended just before
            os._exit(1)
