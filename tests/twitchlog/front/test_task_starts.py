"""When the process for tasks is started, and that nothing enqueued is forgotten."""

from __future__ import annotations

from typing import Any

import pytest

from twitchlog.front.parent.task_starts import FIRST_LOOK, MOST_SECONDS, USUAL_LOOK, TaskStarts


class Process:
    """Stands in for a child; the clock is the test's."""

    def __init__(self, begun: float) -> None:
        self.begun, self.said, self.killed = begun, 0, False

    def send(self, message: dict[str, Any], files: list[int]) -> None:
        self.said += 1

    def kill(self) -> None:
        self.killed = True


class World:
    """Counts what was started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.started = 0.0, 0
        monkeypatch.setattr("twitchlog.front.parent.task_starts.time.monotonic", lambda: self.now)
        self.errands = TaskStarts(self.start)  # type: ignore[arg-type]

    def start(self) -> Process:
        self.started += 1
        return Process(self.now)

    def look(self, now: float) -> int:
        """How often it was started until then."""
        self.now = now
        self.errands.look()
        return self.started


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch)


def test_it_looks_after_the_start_and_then_now_and_then(world: World) -> None:
    assert world.look(FIRST_LOOK - 1) == 0
    assert world.look(FIRST_LOOK) == 1
    world.errands.ended()
    assert world.look(FIRST_LOOK + 1) == 1
    assert world.look(FIRST_LOOK + USUAL_LOOK) == 2


def test_a_knock_starts_it_or_is_passed_on(world: World) -> None:
    world.errands.knock()
    assert world.started == 1
    world.errands.knock()
    assert (world.started, world.errands.child.said) == (1, 1)  # type: ignore[union-attr]


def test_a_knock_that_it_did_not_hear_before_it_ended_starts_another(world: World) -> None:
    world.errands.knock()
    world.errands.knock()
    world.errands.ended()
    assert world.look(0.0) == 2
    world.errands.knock()
    world.errands.begun()
    world.errands.ended()
    assert world.look(1.0) == 2


def test_what_is_due_later_is_waked_for(world: World) -> None:
    world.errands.knock()
    world.errands.plan(100.0)
    world.errands.ended()
    assert world.look(99.0) == 1
    assert world.look(100.0) == 2


def test_one_that_hangs_is_ended(world: World) -> None:
    world.errands.knock()
    world.look(MOST_SECONDS + 1)
    assert world.errands.child.killed  # type: ignore[union-attr]
