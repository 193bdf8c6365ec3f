"""What lies over other intervals counts in their place, in time that grows with their number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.device_sleep import DeviceInterval, SleepFileError, SleepKind
from journal.device_sleep.overlays import laid_over

START = datetime(2026, 1, 5, 22, tzinfo=UTC)


def part(first: int, last: int, kind: SleepKind = SleepKind.LIGHT) -> DeviceInterval:
    """An interval between two minutes."""
    return DeviceInterval(
        START + timedelta(minutes=first), START + timedelta(minutes=last), kind, kind.value
    )


def awake(first: int, last: int) -> DeviceInterval:
    """One that lies over others."""
    return part(first, last, SleepKind.AWAKE)


@pytest.mark.parametrize(
    ("below", "above", "left"),
    [
        ([(0, 60)], [], [(0, 60)]),
        ([(0, 60)], [(10, 20), (30, 40)], [(0, 10), (20, 30), (40, 60)]),
        ([(0, 60)], [(30, 40), (10, 35)], [(0, 10), (40, 60)]),
        ([(0, 60)], [(0, 60)], []),
        ([(0, 30), (30, 60)], [(20, 40)], [(0, 20), (40, 60)]),
        ([(10, 20)], [(0, 10), (20, 30)], [(10, 20)]),
        ([(10, 20), (0, 5)], [(0, 15)], [(15, 20)]),
    ],
)
def test_what_is_left(
    below: list[tuple[int, int]], above: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    over = [awake(*times) for times in above]
    found = laid_over([part(*times) for times in below], over)
    assert found == [
        *(part(*times) for times in left),
        *sorted(over, key=lambda one: one.starts_at),
    ]


def test_many_over_many_are_a_few_pieces() -> None:
    """Forty thousand over as many: each was compared with each."""
    below = [part(2 * number, 2 * number + 2) for number in range(40_000)]
    above = [awake(2 * number, 2 * number + 1) for number in range(40_000)]
    assert len(laid_over(below, above)) == 80_000


def test_all_over_all_is_refused() -> None:
    below = [part(0, 2_000)] * 2_000
    above = [awake(2 * number, 2 * number + 1) for number in range(1_000)]
    with pytest.raises(SleepFileError, match="more to it"):
        laid_over(below, above)
