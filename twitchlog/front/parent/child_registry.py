"""The parent's children by their numbers; what it waits for: their words, ends and signals."""

from __future__ import annotations

import os
import selectors
import signal
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from twitchlog.front.messages import MessageLine
from twitchlog.front.parent.child_process import ChildProcess, fork


class ChildRegistry:
    """All children that have not ended."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._woken, self._wakes = socket.socketpair()
        self._children: dict[int, ChildProcess] = {}

    def __len__(self) -> int:
        return len(self._children)

    def __iter__(self) -> Iterator[ChildProcess]:
        return iter(list(self._children.values()))

    def hear_signals(self, note_end: Callable[[int, object], None]) -> None:
        """From now on a signal wakes :meth:`wait`; ``note_end`` is called when one says to end."""
        for end in (self._woken, self._wakes):
            end.setblocking(False)
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, note_end)
        self._selector.register(self._woken, selectors.EVENT_READ, None)

    def wait(self, seconds: float) -> Iterator[ChildProcess | None]:
        """Whoever has said something, or takes what is said again; None for a signal."""
        for key, _mask in self._selector.select(seconds):
            if key.data is None:
                self._woken.recv(4096)
            yield key.data

    def start(
        self,
        name: str,
        work: Callable[[MessageLine], None],
        *,
        close: Iterable[int],
        leads: bool = False,
        nice: int = 0,
    ) -> ChildProcess:
        """Fork a child that does ``work``; ``close``: open files that are the parent's alone."""
        private = [*self._own_files(), *close]
        child = fork(name, work, close=private, leads=leads, nice=nice)
        self._children[child.pid] = child
        self._selector.register(child.line, selectors.EVENT_READ, child)
        return child

    def _own_files(self) -> Iterator[int]:
        yield from (self._woken.fileno(), self._wakes.fileno())
        with suppress(AttributeError, ValueError):
            yield self._selector.fileno()
        lines = (child.line.fileno() for child in self)
        yield from (file for file in lines if file >= 0)

    def ended(self) -> Iterator[tuple[ChildProcess, int]]:
        """Each that has ended, with its status as the system gives it; to be forgotten then."""
        for child in self:
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid:
                yield child, status

    def forget(self, child: ChildProcess) -> None:
        """It has ended, and what it said last was heard."""
        del self._children[child.pid]
        self.hang_up(child)

    def hang_up(self, child: ChildProcess) -> None:
        """Its line is closed, and nothing is waited for any more."""
        with suppress(KeyError, ValueError):
            self._selector.unregister(child.line)
        child.line.close()

    def attend(self, child: ChildProcess) -> None:
        """Wait for what it says; and where it does not take what we say, for that."""
        events = selectors.EVENT_READ
        if child.line.is_waiting:
            events |= selectors.EVENT_WRITE
        with suppress(KeyError, ValueError):
            self._selector.modify(child.line, events, child)
