"""Who comes next in a lane."""

from __future__ import annotations

from twitchlog.front.bounds import JOBS, JOBS_OF_ONE, JOBS_OF_STRANGERS
from twitchlog.front.parent.job_queue import JobQueue, LaneJob


def job(who: str) -> LaneJob:
    return LaneJob("heavy", who, "", reads=True, environ={})


def strange(who: str, network: str) -> LaneJob:
    return LaneJob("sign-in", who, "", reads=False, environ={}, group=network, is_known=False)


def taken(queue: JobQueue) -> list[str]:
    """Whose jobs come, in their order."""
    order = []
    while (one := queue.take()) is not None:
        order.append(one.who)
    return order


def test_persons_take_turns_however_much_each_wants() -> None:
    queue = JobQueue()
    for who in ("ada", "ada", "ada", "ben", "cleo", "ben"):
        assert queue.add(job(who)) is None
    assert taken(queue) == ["ada", "ben", "cleo", "ada", "ben", "ada"]


def test_one_person_fills_no_queue_and_all_together_do_not_grow_without_end() -> None:
    queue = JobQueue()
    jobs = [job("ada") for _turn in range(JOBS_OF_ONE + 1)]
    assert [queue.add(one) for one in jobs] == [None] * JOBS_OF_ONE + [jobs[-1]]
    assert queue.add(job("ben")) is None
    others = [queue.add(job(f"person {number}")) for number in range(JOBS)]
    assert others.count(None) == JOBS - JOBS_OF_ONE - 1
    assert len(queue) == JOBS


def test_strangers_have_places_of_their_own_and_every_second_turn() -> None:
    queue = JobQueue()
    crowd = [
        queue.add(strange(f"s{number}", f"n{number}")) for number in range(2 * JOBS_OF_STRANGERS)
    ]
    assert crowd.count(None) == JOBS_OF_STRANGERS
    assert [queue.add(job(f"person {number}")) for number in range(JOBS)] == [None] * JOBS
    queue = JobQueue()
    for one in (
        strange("s1", "n1"),
        strange("s2", "n2"),
        strange("s3", "n3"),
        job("ada"),
        job("ben"),
    ):
        queue.add(one)
    assert taken(queue) == ["s1", "ada", "s2", "ben", "s3"]


def test_networks_of_strangers_take_turns_and_the_most_crowded_makes_room() -> None:
    queue = JobQueue(strangers=4, of_address=2)
    crowd = [strange("a1", "a"), strange("a1", "a"), strange("a2", "a"), strange("a3", "a")]
    assert [queue.add(one) for one in crowd] == [None] * 4
    third = strange("a1", "a")
    assert queue.add(third) is third, "an address has its bound"
    fifth = strange("a4", "a")
    assert queue.add(fifth) is fifth, "nobody makes room for their own network"
    assert queue.add(strange("b1", "b")) is crowd[1], "the newest of the address that has most"
    assert queue.add(strange("b2", "b")) is crowd[3]
    one_more = strange("b3", "b")
    assert queue.add(one_more) is one_more
    assert queue.add(strange("c1", "c")) in (crowd[2], one_more) or len(queue) == 4
    assert len(queue) == 4


def test_in_the_lane_a_newcomer_comes_after_one_of_each_network() -> None:
    queue = JobQueue(strangers=100, of_address=32)
    for number in range(90):
        queue.add(strange(f"a{number}", "a"))
    queue.add(strange("b", "b"))
    assert taken(queue)[:3] == ["a0", "b", "a1"]


def test_how_many_come_before_is_what_happens() -> None:
    queue = JobQueue()
    jobs = [job(who) for who in ("ada", "ada", "ben", "cleo", "cleo", "cleo", "ben")]
    jobs[2:2] = [strange("s1", "n1"), strange("s2", "n1"), strange("s3", "n2")]
    for one in jobs:
        queue.add(one)
    again = queue.take()
    assert again is not None
    queue.put_first(again)
    foretold = {id(one): queue.before(one) for one in jobs}
    order: list[LaneJob] = []
    while (following := queue.take()) is not None:
        order.append(following)
    assert [foretold[id(one)] for one in order] == list(range(len(jobs)))


def test_who_goes_leaves_no_gap_and_who_was_broken_off_comes_first() -> None:
    queue = JobQueue()
    first, second, third = job("ada"), job("ben"), job("cleo")
    for one in (first, second, third):
        queue.add(one)
    queue.remove(second)
    queue.remove(second)
    assert queue.take() is first
    queue.put_first(first)
    assert list(queue) == [first, third]
    assert queue.before(third) == 1
    assert taken(queue) == ["ada", "cleo"]
    queue.put_first(first)
    queue.remove(first)
    assert len(queue) == 0
