"""When the process for tasks is started: one was enqueued, one is due, or nobody has looked for
long.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from twitchlog.front.parent.child_process import ChildProcess

TASK_LANE = "tasks"
FIRST_LOOK = 3.0  # seconds after the start, which is not to be held up by it
USUAL_LOOK = 600.0  # what a command enqueued beside the server waits for at most
MOST_SECONDS = 1800.0  # one that is at it for longer hangs


class TaskStarts:
    """``start`` forks the process; None where there are no tasks."""

    def __init__(self, start: Callable[[], ChildProcess] | None) -> None:
        self._start = start
        self.child: ChildProcess | None = None
        self._at = time.monotonic() + FIRST_LOOK
        self._again = False

    def knock(self) -> None:
        """There is something to do now."""
        if self.child:
            self._again = True
            self.child.send({"again": True}, [])
        else:
            self._at = time.monotonic()
            self.look()

    def begun(self) -> None:
        """The process has heard of what was enqueued since it was last done."""
        self._again = False
        if self.child:
            self.child.begun = time.monotonic()

    def plan(self, seconds: float) -> None:
        """The next task is due then."""
        self._at = time.monotonic() + min(seconds, USUAL_LOOK)

    def look(self) -> None:
        """Start what is due, and end what hangs."""
        now = time.monotonic()
        if self._start and self.child is None and now >= self._at:
            self._at = now + USUAL_LOOK
            self.child = self._start()
        elif self.child and now - self.child.begun > MOST_SECONDS:
            self.child.kill()

    def ended(self) -> None:
        """The process has ended."""
        self.child = None
        if self._again:
            self._at, self._again = time.monotonic(), False

    def end(self) -> None:
        """The server ends: what is begun is done, and nothing more."""
        if self.child:
            self.child.terminate()
            self.child.release()
