"""Matches grouped into patterns: one criterion, one place, one side, over a period.

A person decides on these, once.

Nothing here is stored. A decision keeps the pattern's ``key`` and the entries it was taken on; it
is open again only when an entry has joined since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from journal.anatomy import Side
from journal.classifier import Finding
from journal.criteria import TOO_MANY, Criterion, Verdict
from journal.intervals import Difference, difference, share
from journal.moments import Moment

NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stretch of nights: what was matched in it, and of how many nights anything is known."""

    findings: tuple[Finding, ...]
    nights: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Entries that meet one criterion at one place and side.

    ``change`` compares the shares of recorded nights with those of the weeks before; None where
    there are no weeks before to compare with.
    """

    criterion: Criterion
    muscle: str | None
    side: Side | None
    entries: tuple[Hashable, ...]
    nights: tuple[date, ...]
    recorded: int
    change: Difference | None

    @property
    def key(self) -> str:
        """The same for the same criterion, place and side, in any period."""
        return pattern_key(self.criterion, self.muscle, self.side)

    def joined_since(self, decided_on: Iterable[Hashable]) -> int:
        """How many entries a decision taken on those entries has not seen."""
        return len(set(self.entries) - set(decided_on))


def pattern_key(criterion: Criterion, muscle: str | None = None, side: Side | None = None) -> str:
    """What a pattern is known by; too many twitches has neither place nor side."""
    return "/".join((criterion.code, muscle or NOTHING, side or NOTHING))


def patterns(
    now: Recorded, before: Recorded | None, moments: Mapping[Hashable, Moment]
) -> list[Pattern]:
    """The patterns of a period, those on the most nights first within each criterion.

    ``before`` is the same length of weeks just before it, None if there is none. ``moments`` finds
    the side of an entry by its key, for both stretches.
    """
    groups_before: Mapping[Group, list[Moment]] = {}
    if before is not None:
        groups_before = _grouped(before, moments)
    patterns_now = []
    for group, members in _grouped(now, moments).items():
        nights = tuple(sorted({moment.night for moment in members}))
        change = None
        if before is not None and nights:  # one's own answer is about no nights in particular
            nights_before = {moment.night for moment in groups_before.get(group, [])}
            share_before = share(len(nights_before), before.nights)
            change = difference(share(len(nights), now.nights), share_before)
        entries = tuple(moment.observation.key for moment in members)
        patterns_now.append(Pattern(*group, entries, nights, now.nights, change))
    return sorted(patterns_now, key=lambda pattern: (-len(pattern.nights), pattern.key))


Group = tuple[Criterion, str | None, Side | None]


def _grouped(stretch: Recorded, moments: Mapping[Hashable, Moment]) -> dict[Group, list[Moment]]:
    groups: dict[Group, list[Moment]] = defaultdict(list)
    for finding in stretch.findings:
        if finding.verdict is not Verdict.MET:
            continue
        matching = [moments[observation.key] for observation in finding.evidence]
        if finding.criterion is TOO_MANY:
            # About whole nights, so one pattern, also without an entry.
            groups[finding.criterion, None, None].extend(matching)
            continue
        for moment in matching:
            group = (finding.criterion, moment.observation.muscle, moment.side)
            groups[group].append(moment)
    return groups
