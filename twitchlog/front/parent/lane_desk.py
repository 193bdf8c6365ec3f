"""The parent's desk: gives the lanes' jobs to their processes and the answers back to the light
workers.

Nothing here waits or computes. Bodies and answers pass through as open files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

from twitchlog.front import bounds
from twitchlog.front.answer_maker import BODY_IN_MESSAGE
from twitchlog.front.messages import Message
from twitchlog.front.parent.job_queue import LaneJob
from twitchlog.front.parent.lane import Lane, LaneProcess, lane_named


class LaneDesk:
    """All lanes with their jobs: takes jobs from light workers and hands the answers out to them.

    ``start`` forks the process of a lane; ``tell`` sends something to a light worker.
    """

    def __init__(
        self, start: Callable[[str], LaneProcess], tell: Callable[[int, Message, list[int]], None]
    ) -> None:
        self._start, self._tell = start, tell
        self.lanes: dict[str, Lane] = {}
        self._unfetched: list[LaneJob] = []  # done, and their answers kept

    def ask(self, worker: int, message: Message, files: list[int]) -> None:
        """A light worker wants something done."""
        name, waiter = message["lane"], (worker, int(message["ask"]))
        if name not in self.lanes:
            self.lanes[name] = lane_named(name)
        lane = self.lanes[name]
        if same_job := self._same_job(lane, message["same"]):
            same_job.waiters.add(waiter)
            same_job.kept_until = None
            _close(files)
            self._hand_out(same_job)
            return
        if refused := lane.queue.add(_job(name, waiter, message, files)):
            self._fail(refused, "busy")
        lane.begin(self._start)

    def _same_job(self, lane: Lane, same: str) -> LaneJob | None:
        jobs = [*lane, *self._unfetched]
        return next((job for job in jobs if same and job.same == same), None)

    def leave(self, worker: int, message: Message) -> None:
        """Take a client off its job; the job itself is dropped if nobody else waits for it.

        With ``back`` the client was told to ask again: the job keeps its place for a while, and the
        worker is told how many come before.
        """
        waiter = (worker, int(message["leave"]))
        for job in [job for job in self._all() if waiter in job.waiters]:
            job.waiters.discard(waiter)
            if message["back"]:
                job.kept_until = time.monotonic() + bounds.PLACE_KEPT_SECONDS
                self._tell(worker, {"place": waiter[1], "before": self._before(job)}, [])
            elif not job.waiters and job.kept_until is None:
                self._drop(job)

    def _before(self, job: LaneJob) -> int:
        """How many come before that job, the one that is being done among them; 0 once it has
        begun.
        """
        if job.begun is not None:
            return 0
        return self.lanes[job.lane].queue.before(job) + 1

    def worker_ended(self, worker: int) -> None:
        """Take the clients of a light worker that has died off all jobs."""
        for job in list(self._all()):
            job.waiters = {waiter for waiter in job.waiters if waiter[0] != worker}
            if not job.waiters and job.kept_until is None:
                self._drop(job)

    def done(self, name: str, message: Message, files: list[int]) -> None:
        """A lane's process has an answer."""
        lane = self.lanes[name]
        job = lane.end_job()
        if job is None:
            _close(files)
            return
        job.answer = (message, files[0] if files else None)
        if job.waiters:
            self._hand_out(job)
        elif job.kept_until is not None:
            self._unfetched.append(job)
        else:
            self._drop(job)
        lane.begin(self._start)

    def process_ended(self, name: str) -> None:
        """A lane's process has died by itself."""
        self.lanes[name].process = None
        self._take_back(self.lanes[name])

    def _take_back(self, lane: Lane) -> None:
        """The job of a process that is no more. What only reads is begun once more."""
        job, lane.job = lane.job, None
        if job and job.reads and job.tries < 1:
            job.tries, job.begun = job.tries + 1, None
            lane.queue.put_first(job)
        elif job:
            self._fail(job, "broken off")
        lane.begin(self._start)

    def tick(self, *, ending: bool = False) -> None:
        """Look for what has taken too long; called every second or so."""
        now = time.monotonic()
        for job in list(self._all()):
            if job.kept_until is not None and (ending or job.kept_until < now):
                job.kept_until = None
                if not job.waiters:
                    self._drop(job)
        for lane in self.lanes.values():
            if lane.job and lane.takes_too_long(now):
                lane.job.tries += 1  # it would take as long again
                self._kill(lane)
            else:
                lane.release_idle(now, ending=ending)

    def files(self) -> Iterator[int]:
        """The descriptors of the bodies and answers that jobs hold, which a fork must close."""
        for job in self._all():
            yield from job.files()

    def _hand_out(self, job: LaneJob) -> None:
        """Send a finished job's answer to all that wait for it."""
        if job.answer is None:
            return
        message, file = job.answer
        for worker, number in job.waiters:
            copies = [] if file is None else [os.dup(file)]
            self._tell(worker, {**message, "answer": number}, copies)
        job.waiters.clear()
        self._drop(job)

    def _fail(self, job: LaneJob, why: str) -> None:
        """Say so to all that wait, and give back what they sent."""
        body = job.environ.get(BODY_IN_MESSAGE, "")
        for worker, number in job.waiters:
            files = [] if job.body is None else [os.dup(job.body)]
            self._tell(worker, {"failed": number, "why": why, "body": body}, files)
        job.waiters.clear()
        self._drop(job)

    def _drop(self, job: LaneJob) -> None:
        """Nobody wants this one. What writes is left to end by itself once it runs."""
        lane = self.lanes[job.lane]
        if job is lane.job:
            # the next tick breaks it off, or it is done by then: a process a request costs more
            return
        lane.queue.remove(job)
        if job in self._unfetched:
            self._unfetched.remove(job)
        _close(list(job.files()))
        job.body = job.answer = None

    def _kill(self, lane: Lane) -> None:
        process, lane.process = lane.process, None
        if process:
            process.kill()
        self._take_back(lane)

    def _all(self) -> Iterator[LaneJob]:
        for lane in self.lanes.values():
            yield from lane
        yield from list(self._unfetched)


def _job(lane: str, waiter: tuple[int, int], message: Message, files: list[int]) -> LaneJob:
    """The job that a light worker's message asks for."""
    return LaneJob(
        lane,
        message["who"],
        message["same"],
        message["reads"],
        message["environ"],
        group=message["group"],
        is_known=message["known"],
        body=files[0] if files else None,
        waiters={waiter},
    )


def _close(files: list[int]) -> None:
    for file in files:
        with suppress(OSError):
            os.close(file)
