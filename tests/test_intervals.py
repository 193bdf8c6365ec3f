"""Intervals, held to the figures of the papers they come from and, for the median, to counting
every case.
"""

from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.intervals import ENOUGH, Interval, difference, middle, share, wilson


@pytest.mark.parametrize(
    ("part", "of", "low", "high"),
    # Newcombe, Stat Med 1998; 17: 857-872, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_interval_of_the_paper(part: int, of: int, low: float, high: float) -> None:
    interval = wilson(part, of)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    # Newcombe, Stat Med 1998; 17: 873-890, table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_a_difference_has_the_interval_of_the_paper(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    change = difference(share(*first), share(*second))
    assert change.interval is not None
    assert (change.interval.low, change.interval.high) == pytest.approx((low, high), abs=1e-4)
    assert change.difference == first[0] / first[1] - second[0] / second[1]


def test_below_a_week_of_nights_nothing_is_said() -> None:
    assert share(3, ENOUGH - 1).interval is None
    assert share(3, ENOUGH).interval is not None
    assert share(0, 0).interval is None
    few = difference(share(3, ENOUGH - 1), share(30, 60))
    assert few.difference is None
    assert few.interval is None
    assert middle([2] * (ENOUGH - 1)) is not None
    assert middle([2] * (ENOUGH - 1)).interval is None  # type: ignore[union-attr]
    assert middle([]) is None


@pytest.mark.parametrize(("part", "of"), [(-1, 3), (4, 3)])
def test_a_share_is_part_of_its_whole(part: int, of: int) -> None:
    with pytest.raises(ValueError, match="of"):
        share(part, of)


@given(st.integers(0, 300).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_stays_between_none_and_all(
    numbers: tuple[int, int],
) -> None:
    part, of = numbers
    figure = share(part, of)
    if figure.interval:
        assert 0 <= figure.interval.low <= part / of <= figure.interval.high <= 1


@pytest.mark.parametrize("number", [7, 8, 9, 10, 11])
def test_the_median_interval_misses_at_most_one_time_in_twenty(number: int) -> None:
    """Every way in which values can lie on either side of the true median (0 or 1 below it),
    counted.
    """
    median = middle(range(number))
    assert median is not None
    assert median.interval is not None
    low, high = int(median.interval.low), int(median.interval.high)
    missed = sum(
        1 for below in product((0, 1), repeat=number) if sum(below) <= low or sum(below) > high
    )
    assert missed / 2**number <= 0.05
    tighter = sum(comb(number, heads) for heads in range(low + 2))
    assert 2 * tighter / 2**number > 0.05


def test_a_median_comes_with_its_range() -> None:
    median = middle([0, 0, 1, 1, 2, 2, 3, 9])
    assert median is not None
    assert (median.median, median.lowest, median.highest, median.of) == (1.5, 0, 9, 8)
    assert median.interval == Interval(0.0, 9.0)
