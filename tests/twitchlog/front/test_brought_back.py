"""What was sent with a request that no lane has answered comes back to the light worker."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from twitchlog.front import bounds
from twitchlog.front.light.lane_client import _brought_back
from twitchlog.front.messages import Message
from twitchlog.front.parent.lane_desk import LaneDesk

SMALL = {"environ": {"REQUEST_METHOD": "POST", "twitchlog.body": "dHlwZWQ="}}


class Process:
    """A lane's process that takes whatever it is given."""

    def __init__(self) -> None:
        self.files: list[int] = []

    def send(self, message: Message, files: list[int]) -> None:
        """Close the files, as the line does once they are sent."""
        for file in files:
            os.close(file)

    def kill(self) -> None:
        """Nothing to end."""

    def release(self) -> None:
        """Nothing to end."""


@pytest.fixture
def told() -> list[tuple[Message, list[int]]]:
    """What light workers were told."""
    return []


@pytest.fixture
def desk(told: list[tuple[Message, list[int]]]) -> LaneDesk:
    """A parent's desk whose lanes' processes do nothing."""
    return LaneDesk(
        lambda name: Process(),
        lambda worker, message, files: told.append((json.loads(json.dumps(message)), files)),
    )


@pytest.fixture
def body(tmp_path: Path) -> Iterator[int]:
    """An open file with somebody's long form in it."""
    (tmp_path / "body").write_bytes(b"typed at length")
    with (tmp_path / "body").open("rb") as file:
        yield os.dup(file.fileno())


def ask(desk: LaneDesk, number: int, files: list[int], **more: Any) -> None:
    """Ada sends a form."""
    message = {"ask": number, "lane": "heavy", "who": "ada", "group": "", "known": True}
    desk.ask(0, message | {"reads": False, "same": "", **SMALL, **more}, files)


def test_one_too_many_comes_back_at_once(
    desk: LaneDesk, told: list[tuple[Message, list[int]]]
) -> None:
    for number in range(bounds.JOBS_OF_ONE + 2):
        ask(desk, number, [])
    [(message, files)] = told
    assert message["failed"] == bounds.JOBS_OF_ONE + 1
    assert _brought_back(message, files) == b"typed"


def test_what_lies_in_a_file_comes_back_also_when_the_process_died_over_it(
    desk: LaneDesk, told: list[tuple[Message, list[int]]], body: int
) -> None:
    ask(desk, 1, [body], environ={"REQUEST_METHOD": "POST"})
    desk.process_ended("heavy")
    [(message, files)] = told
    assert message["why"] == "broken off"
    assert _brought_back(message, files) == b"typed at length"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(body)  # the parent holds nothing of a job that is over


def test_what_nobody_types_does_not_come_back(
    desk: LaneDesk,
    told: list[tuple[Message, list[int]]],
    body: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "BROUGHT_BACK", 3)
    ask(desk, 1, [body], environ={"REQUEST_METHOD": "POST"})
    desk.process_ended("heavy")
    [(message, files)] = told
    assert _brought_back(message, files) == b""
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(files[0])
