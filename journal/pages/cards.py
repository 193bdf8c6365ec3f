"""The dashboard's three cards: what each criterion says of a period, in words, and what is still open.

Everything a template row shows is put into words here, once; dates and names are formatted one time each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from journal.classifier import Finding, twitches_by_night
from journal.criteria import RED_FLAG_SENTENCE, TOO_MANY, Criterion, Question, TooMany, Verdict
from journal.observations import Observation
from journal.pages.asks import SHOWN, Ask, ask
from journal.pages.dates import day, night
from journal.pages.lines import Line, line
from journal.pages.period import Period
from journal.pages.reviewing import PatternRow
from journal.words import word

SHOWN_OPEN = 3
SHOWN_PATTERNS = 4
# More entries than this are never answered with one touch.
MOST_TOGETHER = 50
LABEL_CLASSES = {Verdict.MET: "match-label", Verdict.CANNOT_TELL: "open-label"}


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion. ``sentence`` is the article's, its words on this criterion marked up; ``more`` says how many
    entries are not listed, ``more_open`` how many are open beside those asked about, ``more_patterns`` how many
    patterns are not shown."""

    criterion: Criterion
    verdict: Verdict
    sentence: SafeString
    says: str
    lines: tuple[Line, ...]
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
        return _(word(self.verdict).lay)

    @property
    def label_class(self) -> str:
        """How the verdict is marked: a match and an open question each have a mark beside the words."""
        return LABEL_CLASSES.get(self.verdict, "plain-label")

    @property
    def met(self) -> bool:
        """Whether there is a match to be explained."""
        return self.verdict is Verdict.MET


def cards(period: Period, rows: Sequence[PatternRow]) -> list[Card]:
    """A card a criterion, in the order of the article's sentence, each with its patterns among ``rows``."""
    return [
        _card(finding, period, [row for row in rows if row.pattern.criterion is finding.criterion])
        for finding in period.findings
    ]


def _card(finding: Finding, period: Period, rows: list[PatternRow]) -> Card:
    moments = period.by_key
    dated, one_by_one = period.weeks == "all", finding.criterion is not TOO_MANY
    evidence = [moments[seen.key] for seen in finding.evidence[: -SHOWN - 1 : -1]] if one_by_one else []
    groups = list(islice(_open(finding), SHOWN_OPEN))
    more = len(finding.evidence) - len(evidence) if one_by_one else 0
    asked = sum(len(about) for _question, about in groups)
    more_open = len(finding.open_questions) - asked if one_by_one else 0
    return Card(
        criterion=finding.criterion,
        verdict=finding.verdict,
        sentence=_sentence(finding.criterion, get_language()),
        says=_says(finding, period),
        lines=tuple(line(one, dated=dated) for one in evidence),
        more=more,
        asks=tuple(
            ask(question, [moments[one.key] for one in about], dated=dated, part=f"#{finding.criterion.code}")
            for question, about in groups
        ),
        more_open=more_open,
        # Where not all fit, those that wait to be decided come first.
        patterns=tuple(sorted(rows, key=lambda row: not row.waits)[:SHOWN_PATTERNS]),
        more_patterns=max(len(rows) - SHOWN_PATTERNS, 0),
        diary=_diary(period, match=finding.criterion.code) if more else "",
        diary_open=_diary(period, asks=finding.open_questions[0].question) if more_open else "",
    )


@lru_cache(maxsize=32)
def _sentence(criterion: Criterion, language: str | None) -> SafeString:
    """The article's sentence in the reader's language, the criterion's own words marked."""
    before, words, after = _(RED_FLAG_SENTENCE).partition(_(criterion.words))
    return format_html("{}<strong>{}</strong>{}", before, words, after)


def _diary(period: Period, **wanted: str) -> str:
    """The diary of the same nights, narrowed to what is ``wanted``."""
    return f"{reverse('diary')}?{urlencode({'first': period.first, 'last': period.last, **wanted})}"


def _open(finding: Finding) -> Iterable[tuple[Question, list[Observation]]]:
    """Open questions and the entries that one answer is for, the newest first.

    What somebody calls their back is one answer for all entries of that place; these come first, as they settle most.
    """
    backs: defaultdict[str | None, list[Observation]] = defaultdict(list)
    for one in reversed(finding.open_questions):
        if one.question is Question.BACK:
            backs[one.about.muscle].append(one.about)
    for about in backs.values():
        yield Question.BACK, about[:MOST_TOGETHER]
    for one in reversed(finding.open_questions):
        if one.question not in (Question.BACK, Question.TOO_MANY):
            yield one.question, [one.about]


def _says(finding: Finding, period: Period) -> str:
    """The verdict in a sentence or two."""
    if finding.criterion is TOO_MANY:
        return _too_many(finding, period)
    entries, open_ones = len(finding.evidence), len(finding.open_questions)
    counts = {"entries": entries, "nights": len(finding.nights), "recorded": period.summary.recorded}
    still_open = (
        ngettext("%d entry leaves a question open.", "%d entries leave a question open.", open_ones) % open_ones
    )
    if entries:
        says = (
            ngettext(
                "%(entries)d entry matches, on %(nights)d of %(recorded)d recorded nights.",
                "%(entries)d entries match, on %(nights)d of %(recorded)d recorded nights.",
                entries,
            )
            % counts
        )
        return f"{says} {still_open}" if open_ones else says
    if open_ones:
        return f"{_('No entry matches so far.')} {still_open}"
    if not period.moments:
        return _("Nothing is written down in this period.")
    return _("No entry of this period matches.")


def _too_many(finding: Finding, period: Period) -> str:
    said = TooMany(period.said.answer) if period.said else None
    if period.said and said in (TooMany.YES, TooMany.NO):
        text = _("You answered yes on %(day)s.") if said is TooMany.YES else _("You answered no on %(day)s.")
        return text % {"day": day(period.said_on)}
    if finding.evidence:
        counts = twitches_by_night(finding.evidence)
        values = {"nights": len(counts), "recorded": period.summary.recorded, "limit": period.limit}
        says = _("On %(nights)d of %(recorded)d recorded nights you went over your own limit of %(limit)d twitches")
        nights = "; ".join(f"{night(on)}: {twitches}" for on, twitches in counts.most_common(SHOWN) if on)
        return f"{says % values} ({nights})."
    if period.said:
        return _("You answered “not sure” on %(day)s.") % {"day": day(period.said_on)}
    if period.limit is not None:
        return _("You have not answered yet. No night went over your own limit of %d twitches.") % period.limit
    return _("You have not answered yet. No number decides this for you.")
