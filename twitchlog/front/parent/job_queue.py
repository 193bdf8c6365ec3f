"""The jobs that wait in a lane: persons take turns, and each has one job at a time.

No processes here.

Strangers take turns by network, and within it by address; they have places of their own, and every
second turn if somebody known waits as well.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from twitchlog.front.bounds import JOBS, JOBS_OF_ONE, JOBS_OF_STRANGERS


@dataclass(eq=False, slots=True)
class LaneJob:
    """One request for a lane.

    ``waiters``: who wants its answer, as (worker, number of their request).

    ``same``: what makes two requests the same one, "" for one that is never shared. ``reads``: it
    may be broken off and begun again. ``body``: an open file, None for no body. ``kept_until``:
    when it is dropped if nobody asks again, in seconds of the monotonic clock; None while somebody
    waits. ``group``: a stranger's network, "" for who is a group alone.
    """

    lane: str
    who: str
    same: str
    reads: bool
    environ: dict[str, Any]
    group: str = ""
    is_known: bool = True
    body: int | None = None
    waiters: set[tuple[int, int]] = field(default_factory=set)
    kept_until: float | None = None
    begun: float | None = None
    tries: int = 0
    answer: tuple[dict[str, Any], int | None] | None = None
    number: int = 0  # in the order in which they came

    @property
    def path(self) -> tuple[str, str, str]:
        """Its place among those that take turns."""
        if self.is_known:
            return "known", self.group or self.who, self.who
        return "strangers", self.group or self.who, self.who

    def files(self) -> Iterator[int]:
        """The open files that it holds: its body, given back if it fails; its answer, once done."""
        if self.body is not None:
            yield self.body
        if self.answer and self.answer[1] is not None:
            yield self.answer[1]


# Names to levels below, or at last to a person's jobs, in the order of their turns.
Level = dict[str, Any]


class JobQueue:
    """The jobs that wait in one lane.

    ``of_address``: how many one stranger may have, ``strangers`` all of them.
    """

    def __init__(
        self, *, strangers: int = JOBS_OF_STRANGERS, of_address: int = JOBS_OF_ONE
    ) -> None:
        self._strangers, self._of_address = strangers, of_address
        self._first: deque[LaneJob] = deque()
        self._waiting: Level = {}
        self._numbers = count(1)

    def __len__(self) -> int:
        return sum(1 for _job in self)

    def __iter__(self) -> Iterator[LaneJob]:
        yield from self._first
        yield from _all(self._waiting)

    def add(self, job: LaneJob) -> LaneJob | None:
        """Put a job at the end of its person's; gives back the one that has no place, this or
        another stranger's.
        """
        refused = self._refused(job)
        if refused is job:
            return job
        if refused:
            self.remove(refused)
        job.number = next(self._numbers)
        level = self._waiting
        for name in job.path[:-1]:
            level = level.setdefault(name, {})
        level.setdefault(job.who, deque()).append(job)
        return refused

    def _refused(self, job: LaneJob) -> LaneJob | None:
        """The job for which there is no place if this one comes; None if there is one for all."""
        places, of_one = self._strangers, self._of_address
        if job.is_known:
            places, of_one = JOBS, JOBS_OF_ONE
        alike = [other for other in self if other.is_known == job.is_known]
        if sum(other.who == job.who for other in alike) >= of_one:
            return job
        if len(alike) < places:
            return None
        if job.is_known:
            return job
        return _one_too_many(alike, job)

    def put_first(self, job: LaneJob) -> None:
        """Begin with this one: it had its turn, and its process died."""
        self._first.appendleft(job)

    def take(self) -> LaneJob | None:
        """The next job; its person's turn comes again after everybody else's."""
        if self._first:
            return self._first.popleft()
        if not self._waiting:
            return None
        return _take(self._waiting)

    def remove(self, job: LaneJob) -> None:
        """Take a job out that nobody waits for any more."""
        if job in self._first:
            self._first.remove(job)
        _remove(self._waiting, list(job.path), job)

    def before(self, job: LaneJob) -> int:
        """How many jobs come before that one, as it looks now."""
        if job in self._first:
            return self._first.index(job)
        waiting, number = _copied(self._waiting), len(self._first)
        while _take(waiting) is not job:
            number += 1
        return number


def _one_too_many(alike: list[LaneJob], new: LaneJob) -> LaneJob:
    """The newest job of the network, and in it of the address, that has most; if all have as few,
    the new one.
    """
    networks = Counter(job.group for job in alike)
    fullest, number = networks.most_common(1)[0]
    if number <= networks[new.group] + 1:
        return new
    addresses = Counter(job.who for job in alike)
    crowd = (job for job in alike if job.group == fullest)
    return max(crowd, key=lambda job: (addresses[job.who], job.number))


def _all(level: Level) -> Iterator[LaneJob]:
    for below in level.values():
        yield from below if isinstance(below, deque) else _all(below)


def _take(level: Level) -> LaneJob:
    """The first of whoever comes first, who then comes last."""
    name = next(iter(level))
    below = level.pop(name)
    job: LaneJob = below.popleft() if isinstance(below, deque) else _take(below)
    if below:
        level[name] = below
    return job


def _remove(level: Level, path: list[str], job: LaneJob) -> None:
    below = level.get(path[0])
    if isinstance(below, deque):
        if job in below:
            below.remove(job)
    elif below is not None:
        _remove(below, path[1:], job)
    if not below:
        level.pop(path[0], None)


def _copied(level: Level) -> Level:
    return {
        name: deque(below) if isinstance(below, deque) else _copied(below)
        for name, below in level.items()
    }
