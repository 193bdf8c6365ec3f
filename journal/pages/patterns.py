"""Patterns to review: as on the dashboard's cards, each with the weeks before and its latest
entries.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from journal import article_quotes
from journal.article_quotes import Quote
from journal.criteria import CRITERIA, Criterion
from journal.pages.entry_lines import EntryLine, entry_line
from journal.pages.part_notice import Notice, PlacedNotice, place_notice
from journal.pages.pattern_rows import PatternRow, pattern_rows
from journal.pages.period_switch import PeriodChoice, period_choices
from journal.pages.points import sentence_quote, typed_notes
from journal.reading.patterns import PatternFacts
from journal.reading.period import Period
from journal.wording.patterns import change_text

# The latest entries of a pattern that are listed.
MOST_ENTRIES = 5


@dataclass(frozen=True, slots=True)
class PatternDetail:
    """A pattern's row with its ``change`` against the weeks before ("" without these), its latest
    entries, and how many ``more`` there are.
    """

    row: PatternRow
    change: str
    lines: tuple[EntryLine, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """The patterns of one criterion."""

    criterion: Criterion
    details: tuple[PatternDetail, ...]


@dataclass(frozen=True, slots=True)
class PatternsPage:
    """All that ``journal/patterns.html`` shows; no groups where no entry matches, or matches are
    switched off.
    """

    weeks: str
    choices: tuple[PeriodChoice, ...]
    groups: tuple[PatternGroup, ...]
    notice: PlacedNotice | None
    typed_notes: frozenset[str]
    sentence: Quote = field(default_factory=sentence_quote)
    reassurance: Quote = article_quotes.CHECKS_OUT_FINE

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of its decisions show, by their names."""
        rows = (detail.row for group in self.groups for detail in group.details)
        return {name: text for row in rows for name, text in row.texts.items()}


def patterns_page(
    weeks: str,
    facts: PatternFacts | None,
    typed: Collection[str] = (),
    notice: Notice | None = None,
) -> PatternsPage:
    """The page of so many ``weeks``; without facts where matches are switched off.

    ``typed`` names the fields with texts that are not stored, ``notice`` is what became of a touch.
    """
    groups: tuple[PatternGroup, ...] = ()
    if facts is not None:
        groups = _groups(facts)
    keys = {detail.row.key for group in groups for detail in group.details}
    return PatternsPage(
        weeks=weeks,
        choices=period_choices(),
        groups=groups,
        notice=place_notice(notice, codes=(), keys=keys),
        typed_notes=typed_notes(typed),
    )


def _groups(facts: PatternFacts) -> tuple[PatternGroup, ...]:
    """In the order of the article's sentence; criteria without patterns are left out."""
    rows = pattern_rows(facts.patterns, facts.decisions, facts.period.zone)
    details = [_detail(row, facts.period, began_before=facts.began_before) for row in rows]
    by_criterion = (
        (criterion, [detail for detail in details if detail.row.pattern.criterion is criterion])
        for criterion in CRITERIA
    )
    return tuple(PatternGroup(criterion, tuple(some)) for criterion, some in by_criterion if some)


def _detail(row: PatternRow, period: Period, *, began_before: bool) -> PatternDetail:
    entries = row.pattern.entries
    latest = (period.by_key[key] for key in entries[: -MOST_ENTRIES - 1 : -1])
    return PatternDetail(
        row=row,
        change=change_text(row.pattern.change, began_before=began_before),
        lines=tuple(entry_line(moment, dated=period.is_dated) for moment in latest),
        more=max(len(entries) - MOST_ENTRIES, 0),
    )
