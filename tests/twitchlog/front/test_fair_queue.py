"""Whose request is answered next."""

from __future__ import annotations

import asyncio
import math
from functools import partial
from types import SimpleNamespace

import pytest

from tests.loops import outcome_of
from twitchlog.front.light import fair_queue
from twitchlog.front.light.fair_queue import REMEMBERED, FairQueue, RecentUse
from twitchlog.front.requester import Requester


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock, which stands unless a test moves it."""
    shown = [1000.0]
    monkeypatch.setattr(fair_queue, "time", SimpleNamespace(monotonic=lambda: shown[0]))
    return shown


def person(name: str) -> Requester:
    return Requester(name, name, is_known=True)


def stranger(address: str, network: str) -> Requester:
    return Requester(address, network, is_known=False)


def order_of(asked: list[Requester]) -> list[str]:
    """Who is answered in which order, if they ask at once while another is being answered."""
    done: list[str] = []

    async def play() -> None:
        queue = FairQueue(asyncio.get_running_loop())
        queue.add(person("first"), lambda: None)
        for one in asked:
            queue.add(one, partial(done.append, one.who))
        while queue.waiting:
            await asyncio.sleep(0)

    outcome_of(play())
    return done


def test_who_had_least_comes_first_and_the_loop_comes_round_between_two(now: list[float]) -> None:
    done: list[str] = []

    def work(name: str) -> None:
        now[0] += 0.01
        done.append(name)

    async def play() -> None:
        queue = FairQueue(asyncio.get_running_loop())
        greedy, modest = person("greedy"), person("modest")
        for number in range(4):
            queue.add(greedy, partial(work, f"greedy {number}"))
        queue.add(modest, partial(work, "modest"))
        assert done == ["greedy 0"]
        for number in range(5):
            done.append(f"round {number}")
            await asyncio.sleep(0)

    outcome_of(play())
    assert [one for one in done if "round" not in one] == [
        "greedy 0",
        "modest",
        "greedy 1",
        "greedy 2",
        "greedy 3",
    ]
    assert done[1:4] == ["round 0", "modest", "round 1"]


def test_what_somebody_had_counts_less_as_time_passes(now: list[float]) -> None:
    before, after = RecentUse(), RecentUse()
    before.add(1.0)
    now[0] += fair_queue.HALVED_AFTER
    after.add(1.0)
    assert after.rank == pytest.approx(
        before.rank + 1
    )  # half of it is left to the one, all to the other
    before.add(1.0)
    assert before.rank == pytest.approx(after.rank + math.log2(1.5))
    assert RecentUse().rank < before.rank


def test_a_hundred_connections_of_one_are_one() -> None:
    crowd = [stranger("a1", "a")] * 50 + [stranger("b1", "b")]
    assert order_of(crowd).index("b1") <= 1
    assert order_of([person("ada")] * 50 + [person("ben")]).index("ben") <= 1


def test_a_hundred_addresses_of_one_network_come_after_another_network() -> None:
    crowd = [stranger(f"a{number}", "a") for number in range(50)]
    assert order_of([*crowd, stranger("b1", "b"), stranger("b1", "b")]).index("b1") <= 1
    assert order_of([*[stranger("a1", "a")] * 50, stranger("a2", "a")]).index("a2") < 10, (
        "a neighbour"
    )


def test_people_and_strangers_have_every_second_turn() -> None:
    crowd = [stranger(f"s{number}", f"n{number}") for number in range(50)]
    people = [person(f"p{number}") for number in range(3)]
    assert order_of([*crowd, *people])[:6] == ["p0", "s0", "p1", "s1", "p2", "s2"]


def test_what_is_remembered_of_many_is_bounded() -> None:
    async def play() -> None:
        queue = FairQueue(asyncio.get_running_loop())
        for number in range(REMEMBERED):
            queue.add(stranger(f"a{number}", f"n{number}"), lambda: None)
        assert len(queue._uses) == REMEMBERED

    outcome_of(play())
