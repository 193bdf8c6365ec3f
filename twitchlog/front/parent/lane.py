"""One lane of the parent's: who waits in it, its process, and how long a job may take."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from twitchlog.front import bounds
from twitchlog.front.messages import Message
from twitchlog.front.parent.job_queue import JobQueue, LaneJob
from twitchlog.front.requester import SIGN_IN


class LaneProcess(Protocol):
    """A process that does a lane's jobs."""

    def send(self, message: Message, files: list[int]) -> None:
        """Give the process a job."""

    def kill(self) -> None:
        """End it at once, whatever it does."""

    def release(self) -> None:
        """Let the process end when it has done what it does."""


@dataclass(eq=False)
class Lane:
    """``process`` and its ``job`` are None while it has none; ``idle_since`` is of the monotonic
    clock.
    """

    name: str
    queue: JobQueue = field(default_factory=JobQueue)
    process: LaneProcess | None = None
    job: LaneJob | None = None
    idle_since: float = 0.0

    def __iter__(self) -> Iterator[LaneJob]:
        """The jobs that wait, then the one that is being done."""
        yield from list(self.queue)
        if self.job:
            yield self.job

    def begin(self, start: Callable[[str], LaneProcess]) -> None:
        """Give the process its next job, if it has none; ``start`` forks the process."""
        if self.job or not len(self.queue):
            return
        if self.process is None:
            self.process = start(self.name)
        self.job = job = self.queue.take()
        if job:
            job.begun = time.monotonic()
            job.reads = job.reads and job.body is None
            files = [] if job.body is None else [os.dup(job.body)]
            self.process.send({"environ": job.environ}, files)

    def end_job(self) -> LaneJob | None:
        """Take the job from the process, which is idle from now on; None if it had none."""
        job, self.job = self.job, None
        self.idle_since = time.monotonic()
        return job

    def takes_too_long(self, now: float) -> bool:
        """Whether its job has been under way for longer than such a job may be."""
        job = self.job
        return job is not None and now - (job.begun or now) > seconds_for(job)

    def release_idle(self, now: float, *, ending: bool) -> None:
        """Let a process end that has been idle for a while; when the server ends, at once."""
        if self.process is None or self.job:
            return
        if ending or now - self.idle_since > bounds.LANE_IDLE_SECONDS:
            self.process.release()
            self.process = None


def lane_named(name: str) -> Lane:
    """A lane with no process yet; where people sign in there is room for strangers."""
    if name != SIGN_IN:
        return Lane(name)
    places, of_address = bounds.SIGN_INS_OF_STRANGERS, bounds.SIGN_INS_OF_ADDRESS
    return Lane(name, JobQueue(strangers=places, of_address=of_address))


def seconds_for(job: LaneJob) -> float:
    """How long a process may take over that job."""
    if job.reads and not job.waiters and job.kept_until is None:
        return bounds.ABANDONED_SECONDS
    if job.lane == SIGN_IN:
        return bounds.SIGN_IN_SECONDS
    if job.reads:
        return bounds.READ_SECONDS
    return bounds.WRITE_SECONDS
