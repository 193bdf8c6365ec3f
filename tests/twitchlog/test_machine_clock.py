"""The server's own clock: that it slept, was set or is behind is noticed, over a restart of the
server too.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal.device_clocks import ServerClock, received
from twitchlog import machine_clock
from twitchlog.machine_clock import Watch

NOW = datetime(2026, 7, 7, 6, tzinfo=UTC)
MINUTE, HOUR, YEAR = timedelta(minutes=1), timedelta(hours=1), timedelta(days=365)


class Machine:
    """Its two clocks, in seconds."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_800_000_000.0, 500.0

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """In the place of the real one."""
    made = Machine()
    monkeypatch.setattr(machine_clock, "_steady", lambda: made.steady)
    monkeypatch.setattr("time.time", lambda: made.wall)
    monkeypatch.setattr(machine_clock, "_boot", lambda: "this start")
    return made


@pytest.fixture
def watch(machine: Machine, tmp_path: Path) -> Watch:
    """A server that has begun."""
    made = Watch()
    made.begin(tmp_path)
    made.look()
    return made


def test_a_clock_that_goes_as_it_should_is_believed(watch: Watch, machine: Machine) -> None:
    for _ in range(400):
        machine.wait(1)
        watch.look()
    assert (watch.asleep_seconds(), watch.set_by()) == (0, [])


def test_a_sleep_is_noticed_before_anybody_looked_and_for_a_minute(
    watch: Watch, machine: Machine
) -> None:
    machine.wait(150)
    assert watch.asleep_seconds() == 150
    watch.look()
    machine.wait(1)
    watch.look()
    assert watch.asleep_seconds() == 150
    for _ in range(61):
        machine.wait(1)
        watch.look()
    assert watch.asleep_seconds() == 0


def test_a_clock_that_is_set_is_noticed_at_once_and_again_when_it_is_set_back(
    watch: Watch, machine: Machine
) -> None:
    machine.wall += 3600
    assert watch.set_by() == [3600]
    watch.look()
    assert watch.set_by() == [3600]
    machine.wall -= 3600
    assert watch.set_by() == [-3600]


def test_it_is_noticed_over_a_restart_of_the_server(
    watch: Watch, machine: Machine, tmp_path: Path
) -> None:
    machine.wait(1)
    machine.wall -= 7200
    again = Watch()
    again.begin(tmp_path)
    assert again.set_by() == [-7200]
    assert again.last_seen > machine.wall + 7000


def test_another_start_of_the_machine_says_only_what_was_seen(
    watch: Watch, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_clock, "_boot", lambda: "another start")
    machine.steady = 3.0
    again = Watch()
    again.begin(tmp_path)
    assert again.set_by() == []
    assert again.last_seen > 0


@pytest.mark.parametrize("content", [b"", b"[]", b'{"seen": "x", "offset": null}', b"\xff"])
def test_a_note_that_is_not_whole_says_nothing(
    machine: Machine, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "clock").write_bytes(content)
    made = Watch()
    made.begin(tmp_path)
    assert (made.set_by(), made.last_seen) == ([], 0.0)
    assert json.loads((tmp_path / "clock").read_bytes())["boot"] == "this start"


def test_a_note_that_cannot_be_written_stops_nothing(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    made = Watch()
    made.begin(tmp_path / "file")
    made.look()
    assert made.set_by() == []


def server(**known: object) -> ServerClock:
    return ServerClock(**{"now": NOW, "arrived_at": NOW, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize("off", [HOUR, -HOUR, YEAR, 3 * MINUTE])
def test_without_another_reason_it_is_the_device_that_is_wrong(off: timedelta) -> None:
    assert received(server(), NOW + off) == NOW


def test_a_body_that_took_long_is_no_error_of_a_clock() -> None:
    sent_at = NOW - 10 * MINUTE
    assert received(server(arrived_at=sent_at + MINUTE), sent_at) == sent_at + MINUTE


def test_a_server_that_was_asleep_believes_what_may_have_waited_for_it() -> None:
    asleep = server(slept=timedelta(seconds=150))
    assert received(asleep, NOW - timedelta(seconds=150)) == NOW - timedelta(seconds=150)
    assert received(asleep, NOW - 5 * MINUTE) == NOW  # longer than that
    assert (
        received(asleep, NOW + 150 * timedelta(seconds=1)) == NOW
    )  # nothing comes before it is sent


@pytest.mark.parametrize("error", [HOUR, -HOUR, 30 * YEAR, -30 * YEAR])
def test_a_device_that_agrees_with_the_clock_before_it_was_set_is_believed(
    error: timedelta,
) -> None:
    jumped = server(set_by=(error,))
    assert received(jumped, NOW - error) == NOW - error
    assert received(jumped, NOW) == NOW
    assert received(jumped, NOW - error / 2) == NOW


def test_a_clock_that_shows_less_than_before_is_not_believed() -> None:
    behind = server(last_seen=NOW + YEAR)
    assert received(behind, NOW + YEAR + HOUR) == NOW + YEAR + HOUR
    assert received(behind, NOW + HOUR) == NOW  # the device is behind as well
    assert received(server(last_seen=NOW - HOUR), NOW + HOUR) == NOW


def test_without_a_clock_to_compare_it_came_now() -> None:
    assert received(server(arrived_at=NOW - HOUR, set_by=(HOUR,)), None) == NOW
