"""The requests that wait in a light worker: next comes whoever had least of its time lately."""

from __future__ import annotations

import math
import time
from asyncio import AbstractEventLoop
from collections import OrderedDict
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from twitchlog.front.requester import Requester

HALVED_AFTER = 1.0  # seconds: what somebody has had counts half as much then
# seconds that a request counts while it waits, so that a hundred of one do not count nothing
EXPECTED = 0.005
# what a stranger's whole network has had counts an eighth (2 ** 3) against each address in it
NEIGHBOURS = 3
REMEMBERED = 4096  # of people, addresses and networks


class RecentUse:
    """How much time somebody has had lately."""

    def __init__(self) -> None:
        self.rank = -math.inf

    def add(self, seconds: float) -> None:
        """It has had so much more.

        ``rank`` is the logarithm of what it has had, counted from the clock's beginning on, so that
        ranks need no correction as time passes: with each HALVED_AFTER one grows by 1 against what
        was had before.
        """
        now = time.monotonic() / HALVED_AFTER
        had = 2.0 ** (self.rank - now) + seconds
        if had:
            self.rank = math.log2(had) + now


class Asker:
    """A person or an address, and of a stranger also the network around it."""

    def __init__(self, own: RecentUse, around: RecentUse) -> None:
        self._own, self._around = own, around

    @property
    def rank(self) -> float:
        """What they have had lately, as a logarithm; who has the least comes first."""
        return max(self._own.rank, self._around.rank - NEIGHBOURS)

    def add(self, seconds: float) -> None:
        """They have had so much more."""
        for use in {self._own, self._around}:
            use.add(seconds)


# Rank, and a number in the order in which they came; who asks, and for what.
Waiting = tuple[float, int, Asker, Callable[[], None]]


class FairQueue:
    """Requests that wait; one is answered in a round.

    Between two the loop takes new connections and reads, however many wait.

    So somebody's hundred requests never stand before the one that another has just sent, be it over
    a hundred connections or from a hundred addresses. While people and strangers both wait, each
    have every second turn.
    """

    def __init__(self, loop: AbstractEventLoop) -> None:
        self._loop = loop
        self._uses: OrderedDict[str, RecentUse] = OrderedDict()
        self._people: list[Waiting] = []
        self._strangers: list[Waiting] = []
        self._are_people_next = True
        self._numbers = count()
        self.is_free = True

    @property
    def waiting(self) -> int:
        """Requests that wait for a round."""
        return len(self._people) + len(self._strangers)

    def add(self, whose: Requester, work: Callable[[], None]) -> None:
        """Do it now if nothing else was done in this round; else when its turn comes."""
        asker = Asker(self._use(whose.who), self._use(whose.group))
        if self.is_free:
            self.is_free = False
            self._loop.call_soon(self._next)
            _do(asker, work)
        else:
            heappush(self._heap(whose.is_known), (asker.rank, next(self._numbers), asker, work))
            asker.add(EXPECTED)

    def _heap(self, are_people: bool) -> list[Waiting]:
        if are_people:
            return self._people
        return self._strangers

    def _next(self) -> None:
        if not self.waiting:
            self.is_free = True
            return
        self._loop.call_soon(self._next)
        are_people = bool(self._people) and (self._are_people_next or not self._strangers)
        self._are_people_next = not are_people
        _rank, _number, asker, work = heappop(self._heap(are_people))
        _do(asker, work, counted=EXPECTED)

    def _use(self, name: str) -> RecentUse:
        use = self._uses.setdefault(name, RecentUse())
        self._uses.move_to_end(name)
        if len(self._uses) > REMEMBERED:
            self._uses.popitem(last=False)
        return use


def _do(asker: Asker, work: Callable[[], None], *, counted: float = 0.0) -> None:
    begun = time.monotonic()
    work()
    asker.add(max(0.0, time.monotonic() - begun - counted))
