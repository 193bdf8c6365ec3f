"""The dashboard's three cards: what each criterion says of a period, in words, and what is still
open.

Everything a template row shows is put into words here, once; dates and names are formatted one time
each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse

from journal.classifier import Finding
from journal.constant_places import is_constant
from journal.criteria import TOO_MANY, Criterion, Question, Verdict
from journal.observations import Observation
from journal.pages.entry_lines import EntryLine, entry_line
from journal.pages.pattern_rows import PatternRow
from journal.pages.question_buttons import Ask, ask
from journal.reading.period import Period
from journal.wording.choices import lay_word
from journal.wording.findings import (
    TooManyState,
    finding_short,
    finding_text,
    open_questions_text,
    too_many_short,
    too_many_text,
)

# Entries, open questions and patterns that one card shows.
MOST_EVIDENCE = 4
MOST_ASKS = 3
MOST_PATTERNS = 4
# More entries than this are never answered with one touch.
MOST_TOGETHER = 50
LABEL_CLASSES = {Verdict.MET: "match-label", Verdict.CANNOT_TELL: "open-label"}


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion.

    ``short`` and ``open_text`` stand in its row, ``text`` inside it. ``more`` says how many entries
    are not listed, ``more_open`` how many are open beside those asked about, ``more_patterns`` how
    many patterns are not shown; ``diary`` and ``diary_open`` are the addresses that list them.
    """

    criterion: Criterion
    verdict: Verdict
    short: str
    open_text: str
    text: str
    lines: tuple[EntryLine, ...]
    more: int
    asks: tuple[Ask, ...]
    more_open: int
    patterns: tuple[PatternRow, ...]
    more_patterns: int
    diary: str
    diary_open: str

    @property
    def label(self) -> str:
        """The verdict in a word or two."""
        return lay_word(self.verdict)

    @property
    def label_class(self) -> str:
        """How the verdict is marked: a match and an open question each have a mark beside the
        words.
        """
        return LABEL_CLASSES.get(self.verdict, "plain-label")

    @property
    def met(self) -> bool:
        """Whether there is a match to be explained."""
        return self.verdict is Verdict.MET


def cards(period: Period, rows: Sequence[PatternRow]) -> list[Card]:
    """A card a criterion, in the order of the article's sentence, each with its patterns among
    ``rows``.
    """
    return [
        _card(finding, period, [row for row in rows if row.pattern.criterion is finding.criterion])
        for finding in period.findings
    ]


def _card(finding: Finding, period: Period, rows: list[PatternRow]) -> Card:
    lines, more = _evidence(finding, period)
    asks, more_open = _asks(finding, period)
    open_question = next((question for question, _about in finding.open_questions), "")
    return Card(
        criterion=finding.criterion,
        verdict=finding.verdict,
        short=_short(finding, period),
        open_text=open_questions_text(finding),
        text=_text(finding, period),
        lines=lines,
        more=more,
        asks=asks,
        more_open=more_open,
        # Where not all fit, those that wait to be decided come first.
        patterns=tuple(sorted(rows, key=lambda row: not row.waits)[:MOST_PATTERNS]),
        more_patterns=max(len(rows) - MOST_PATTERNS, 0),
        diary=_diary(period, match=finding.criterion.code),
        diary_open=_diary(period, asks=open_question),
    )


def _evidence(finding: Finding, period: Period) -> tuple[tuple[EntryLine, ...], int]:
    """The latest entries that match, and how many more there are; none of what is about nights."""
    if finding.criterion is TOO_MANY:
        return (), 0
    latest = finding.evidence[: -MOST_EVIDENCE - 1 : -1]
    moments = (period.by_key[observation.key] for observation in latest)
    lines = tuple(entry_line(moment, dated=period.is_dated) for moment in moments)
    return lines, len(finding.evidence) - len(lines)


def _asks(finding: Finding, period: Period) -> tuple[tuple[Ask, ...], int]:
    """The first open questions, and how many more entries leave one open."""
    groups = list(islice(_open_groups(finding), MOST_ASKS))
    asks = tuple(
        ask(
            question,
            [period.by_key[observation.key] for observation in about],
            dated=period.is_dated,
            part=f"#{finding.criterion.code}",
        )
        for question, about in groups
    )
    if finding.criterion is TOO_MANY:
        return asks, 0
    return asks, len(finding.open_questions) - sum(len(about) for _question, about in groups)


def _open_groups(finding: Finding) -> Iterable[tuple[Question, list[Observation]]]:
    """Open questions and the entries that one answer is for, the newest first.

    What somebody calls their back is one answer for all entries of that place; these come first, as
    they settle most.
    """
    backs: defaultdict[tuple[str | None, bool], list[Observation]] = defaultdict(list)
    for question, about in reversed(finding.open_questions):
        if question is Question.BACK:
            backs[about.muscle, is_constant(about.key)].append(about)
    for entries in backs.values():
        yield Question.BACK, entries[:MOST_TOGETHER]
    for question, about in reversed(finding.open_questions):
        if question not in (Question.BACK, Question.TOO_MANY):
            yield question, [about]


def _text(finding: Finding, period: Period) -> str:
    """The verdict in a sentence or two."""
    recorded = period.summary.recorded
    if finding.criterion is not TOO_MANY:
        return finding_text(finding, recorded=recorded, entries=len(period.moments))
    return too_many_text(finding, _state(period), recorded=recorded)


def _short(finding: Finding, period: Period) -> str:
    """What the row says beside the verdict."""
    recorded = period.summary.recorded
    if finding.criterion is TOO_MANY:
        return too_many_short(finding, _state(period), recorded=recorded)
    return finding_short(finding, recorded=recorded)


def _state(period: Period) -> TooManyState:
    return TooManyState(period.too_many.answer, period.answered_on, period.limit)


def _diary(period: Period, **narrowed: str) -> str:
    """The address of the diary of the same nights, narrowed to a match or to what is asked."""
    query = urlencode({"first": period.first, "last": period.last, **narrowed})
    return f"{reverse('diary')}?{query}"
