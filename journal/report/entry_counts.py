"""A report's entries on the wall clock, and their counts: figures and charts are made of these."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from journal.constant_places import ConstantPlace
from journal.moments import Moment
from journal.report.entry import ReportEntry
from journal.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class CountedEntries:
    """A moment an entry, in the order of the list, keyed by its number; and the period's counts."""

    moments: tuple[Moment, ...]
    summary: Summary


def count(
    lines: Sequence[ReportEntry],
    said_none: Collection[date],
    first: date,
    last: date,
    constant: Sequence[ConstantPlace] = (),
) -> CountedEntries:
    """Of the nights from ``first`` to ``last``, both included; none if ``last`` lies before.

    ``said_none`` are the nights that the person said to be without twitches, ``constant`` the
    places where it went on and on.
    """
    moments = tuple(line.moment(number) for number, line in enumerate(lines, 1))
    return CountedEntries(moments, summarise(moments, said_none, first, last, constant))
