"""What a report is made from: a period of somebody's diary, read from wherever it is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from journal.criteria import TooMany
from journal.report.lines import Line
from journal.report.parts import Concern


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one of the other things doctors ask about: yes, no or not_sure."""

    answer: str
    since: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class Decided:
    """What the person decided on a pattern, the entries of a criterion at one place: raise, not_for_me or unsure."""

    decision: str
    note: str
    decided_on: date
    rules_version: str


@dataclass(frozen=True, slots=True)
class Day:
    """The day before the night ``night``: what it held, by the factor's code. A missing code is "not recorded"."""

    night: date
    held: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Visit:
    """The appointment that the report is for."""

    on_date: date
    with_whom: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The nights from ``first`` to ``last`` (both included), and what was said of them and beside them.

    ``lines`` and ``said_none`` (nights of which the person said that there were no twitches) lie in that period, in any
    order. ``time_zone`` is the person's own; each line has its own besides. ``matches_shown`` is false where the person
    switched matches off. ``decisions`` are by pattern ("back_muscles/lower_back/left", with "-" for what is not
    recorded, as in ``journal.patterns``). ``in_bed`` holds the minutes from bed to waking of the nights of which both
    were told. ``begins``: the diary begins with the night ``first``, so that nothing can be known of nights before it.
    """

    name: str
    time_zone: str
    first: date
    last: date
    lines: Sequence[Line] = ()
    said_none: Collection[date] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    decisions: Mapping[str, Decided] = field(default_factory=dict)
    days: Sequence[Day] = ()
    in_bed: Sequence[int] = ()
    said: TooMany | None = None
    said_on: date | None = None
    limit: int | None = None
    matches_shown: bool = True
    begins: bool = False
    concern: Concern = field(default_factory=Concern)
    visit: Visit | None = None
