"""Calls that go deep and shallow by turns have no memory given and taken each time."""

from __future__ import annotations

import resource

import pytest

from twitchlog.front.stack_size import with_room


def deep(calls: int) -> None:
    """Call so deep, and come back."""
    if calls:
        deep(calls - 1)


def faults(below: int, times: int = 300) -> int:
    """Pages that the system gave while calls went up and down, from that deep in the stack on."""
    if below:
        return faults(below - 1, times)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _turn in range(times):
        deep(20)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_memory_for_calls_is_given_once() -> None:
    depths = range(0, 300, 10)
    inside: list[int] = []
    outside = [faults(below) for below in depths]  # at some of these a piece ends
    with_room(lambda: inside.extend(faults(below) for below in depths))
    assert sum(inside) * 4 < sum(outside)


def test_what_goes_wrong_inside_is_seen_outside() -> None:
    with pytest.raises(ZeroDivisionError):
        with_room(lambda: 1 // 0)  # type: ignore[arg-type]
