"""The light workers' places, and when one that has fallen empty is filled again."""

from __future__ import annotations

import time
from dataclasses import dataclass

from twitchlog.front.parent.child_process import ChildProcess

FIRST_PAUSE, LONGEST_PAUSE, SOUND_AFTER = 0.1, 5.0, 10.0  # seconds


@dataclass(eq=False)
class WorkerSlot:
    """One place: who fills it, or when it is filled again, in seconds of the monotonic clock."""

    number: int
    child: ChildProcess | None = None
    at: float = 0.0
    pause: float = 0.0

    def plan(self, ended: ChildProcess) -> None:
        """It has fallen empty.

        One that lived for a while is replaced at once, else each pause is longer.
        """
        self.child = None
        now = time.monotonic()
        sound = now - ended.begun > SOUND_AFTER
        self.pause = FIRST_PAUSE if sound or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
        self.at = now + self.pause
