"""Tells the server's parent that a task was enqueued, from whichever of its processes."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from twitchlog.front.messages import MessageLine


def knock_through(line: MessageLine) -> None:
    """From now on this process knocks when it has enqueued a task and the row is there."""
    from django_tasks.signals import task_enqueued  # noqa: PLC0415 - only where the app is set up

    def knock() -> None:
        line.send({"knock": True})

    def enqueued(sender: Any, **_about: Any) -> None:
        transaction.on_commit(knock, robust=True)

    task_enqueued.connect(enqueued, weak=False, dispatch_uid="twitchlog.front")
