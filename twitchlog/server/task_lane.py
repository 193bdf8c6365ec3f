"""The process for tasks: works them off, and says when the next one is due."""

from __future__ import annotations

import select
from contextlib import suppress

from twitchlog.front import bounds
from twitchlog.front.messages import MessageLine


def work_tasks(line: MessageLine) -> None:
    """Work off the tasks, and say when the next one is due; wait a little for more of them."""
    # It loads the queue, which no other process needs.
    from twitchlog.server.task_worker import work_off  # noqa: PLC0415

    with suppress(BrokenPipeError):  # the server ends
        line.send({"next": work_off()})
        while select.select([line], [], [], bounds.TASKS_IDLE_SECONDS)[0] and _all_said(line):
            line.send({"begun": True})
            line.send({"next": work_off()})


def _all_said(line: MessageLine) -> bool:
    """Take what the parent has said so far; False if it has hung up."""
    try:
        while line.receive() is not None:
            pass
    except BlockingIOError:
        return True
    return False
