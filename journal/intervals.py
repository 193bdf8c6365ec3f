"""Intervals around a share, a median and a difference, each by a stated method, and where too few
nights were recorded.

All are 95 % intervals. Nights are taken as if each said nothing of the next; real nights come in
runs, so an interval is rather too narrow than too wide. Nothing here says that a difference
matters.

- Share of nights: E. B. Wilson, J Am Stat Assoc 1927; 22: 209-212 (the score interval, without
  correction).
- Difference of two shares: R. G. Newcombe, Stat Med 1998; 17: 873-890, method 10 (made from
  Wilson's intervals).
- Median: the order statistics that the binomial distribution with one half names (W. J. Conover,
  Practical
  Nonparametric Statistics, 3rd ed. 1999, section 3.2). Exact, and true for counts however unevenly
  they fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

# The two-sided 95 % quantile of the normal distribution.
Z = 1.959963984540054
# Below a week of nights no interval is given: "too few nights to say". (An exact one for a median
# begins at six.)
ENOUGH = 7


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both included, in the unit of what it is about."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``of`` nights.

    ``interval`` is about the share, 0 to 1; None: too few nights to say.
    """

    part: int
    of: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of ``of`` values with the lowest and highest; ``interval`` None: too few values to
    say.
    """

    median: float
    lowest: int
    highest: int
    of: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of one set of nights less that of another, -1 to 1; ``interval`` None: too few of
    one of them.
    """

    first: Share
    second: Share
    difference: float | None
    interval: Interval | None


def share(part: int, of: int, enough: int = ENOUGH) -> Share:
    """A share with its interval. Raises ValueError unless 0 <= part <= of."""
    if not 0 <= part <= of:
        raise ValueError(f"{part} of {of}")
    interval = wilson(part, of) if of >= enough else None
    return Share(part, of, interval)


def wilson(part: int, of: int) -> Interval:
    """Wilson's score interval of a share; ``of`` at least one."""
    rate, spread = part / of, Z * Z / of
    middle = rate + spread / 2
    reach = Z * sqrt(rate * (1 - rate) / of + spread / (4 * of))
    low, high = (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
    # At either end the bound is the share itself; rounding would leave a hair's breadth.
    if part == 0:
        low = 0.0
    if part == of:
        high = 1.0
    return Interval(low, high)


def difference(first: Share, second: Share, enough: int = ENOUGH) -> Difference:
    """``first`` less ``second``, with Newcombe's interval where both have enough nights."""
    if min(first.of, second.of) < max(enough, 1):
        return Difference(first, second, None, None)
    around_p, around_q = wilson(first.part, first.of), wilson(second.part, second.of)
    p, q = first.part / first.of, second.part / second.of
    low = p - q - sqrt((p - around_p.low) ** 2 + (around_q.high - q) ** 2)
    high = p - q + sqrt((around_p.high - p) ** 2 + (q - around_q.low) ** 2)
    return Difference(first, second, p - q, Interval(low, high))


def middle(values: Iterable[int], enough: int = ENOUGH) -> Middle | None:
    """The median with range and interval; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    interval = _around_median(ordered) if len(ordered) >= enough else None
    return Middle(float(median(ordered)), ordered[0], ordered[-1], len(ordered), interval)


def _around_median(ordered: Sequence[int]) -> Interval | None:
    rank = _rank(len(ordered))
    if rank is None:
        return None
    return Interval(float(ordered[rank]), float(ordered[-1 - rank]))


def _rank(number: int) -> int | None:
    """How many values may be left out at either end of ``number`` sorted ones, at 95 % or above;
    None: not even none.

    The interval from the value of rank r (from 0) to its mirror image misses the median when at
    most r of ``number`` fair coins show heads, or at most r tails.
    """
    rank, missed, ways = None, 0, 1
    for heads in range(number // 2):
        missed += ways
        if 40 * missed > 2**number:  # 2 * missed / 2**number > 1/20, in whole numbers
            break
        rank, ways = heads, ways * (number - heads) // (heads + 1)
    return rank
