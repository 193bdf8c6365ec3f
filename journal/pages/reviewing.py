"""Patterns and what was decided on them, in words: on the dashboard's cards, and with more on a page of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.classifier import classify
from journal.criteria import CRITERIA, CRITERION_BY_CODE, RULES_VERSION, TOO_MANY, Criterion, TooMany, Verdict
from journal.intervals import Difference
from journal.models import Episode, NightRecord, PatternDecision, Preferences, TooManyAnswer
from journal.pages.dates import day
from journal.pages.lines import Line, line, place
from journal.pages.period import WEEKS, Period, read_period
from journal.patterns import NOTHING, Pattern, Recorded, pattern_key, patterns
from journal.words import word

SHOWN = 5
# A pattern\'s fields on its page, followed by its key.
DECISION, NOTE = "decision-", "note-"


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern in words, with what was decided on it (None: nothing yet) and how many entries joined it since."""

    pattern: Pattern
    name: str
    says: str
    decision: PatternDecision | None
    decided_on: str
    joined: int

    @property
    def key(self) -> str:
        """The pattern's key, which its form sends back."""
        return self.pattern.key

    @property
    def anchor(self) -> str:
        """The id of its part of a page; a key's slashes are no part of a selector."""
        return self.key.replace("/", "-")

    @property
    def texts(self) -> dict[str, str]:
        """What the fields of its decision show, by their names."""
        decision = self.decision
        return {
            f"{DECISION}{self.key}": decision.decision if decision else "",
            f"{NOTE}{self.key}": decision.note if decision else "",
        }

    @property
    def label(self) -> str:
        """The decision in a word or two, or that one is to be taken."""
        return str(self.decision.get_decision_display()) if self.decision and not self.waits else _("To decide")

    @property
    def label_class(self) -> str:
        """How that is marked beside the words."""
        return "open-label" if self.waits else "plain-label"

    @property
    def waits(self) -> bool:
        """Whether the person has yet to decide: never did, something joined, or our reading has changed."""
        return self.decision is None or self.joined > 0 or self.reread

    @property
    def reread(self) -> bool:
        """Whether the rules have changed since the decision."""
        return self.decision is not None and self.decision.rules_version != RULES_VERSION


@dataclass(frozen=True, slots=True)
class Detail:
    """What the page of patterns says of one beside its row: the weeks before, and the latest entries."""

    row: PatternRow
    change: str
    lines: tuple[Line, ...]
    more: int


def decisions(person: User, period: Period) -> dict[str, PatternDecision]:
    """What the person decided, by the pattern's key; not asked for where matches are not shown."""
    if not period.shows_matches:
        return {}
    return {one.pattern: one for one in PatternDecision.objects.of(person).order_by("pattern")}


def pattern_rows(period: Period, decided: Mapping[str, PatternDecision]) -> list[PatternRow]:
    """The patterns of the period; those on the most nights first within each criterion."""
    found = patterns(Recorded(period.findings, period.summary.recorded), None, period.by_key)
    return [_row(one, period, decided) for one in found]


def groups(person: User, preferences: Preferences, weeks: str, as_of: datetime) -> list[tuple[Criterion, list[Detail]]]:
    """Each criterion with its patterns, in the order of the article's sentence; criteria without any are left out."""
    period = read_period(person, preferences, weeks, as_of)
    decided = decisions(person, period)
    compared, began_before = _compared(person, preferences, period)
    details = [_detail(_row(one, period, decided), period, began_before=began_before) for one in compared]
    by_criterion = [(one, [detail for detail in details if detail.row.pattern.criterion is one]) for one in CRITERIA]
    return [(criterion, some) for criterion, some in by_criterion if some]


def made_of(person: User, preferences: Preferences, key: str) -> list[int] | None:
    """The primary keys of all entries of the diary that make up the pattern of that key; None if there is none.

    Too many twitches can be a pattern without entries: by one's own answer.
    """
    code, *where = key.split("/")
    if key == pattern_key(TOO_MANY):
        answer = TooManyAnswer.objects.of(person).latest_first().first()
        seen = () if preferences.limit is None else Episode.objects.of(person).kept().observations()
        finding = classify(seen, said=TooMany(answer.answer) if answer else None, limit=preferences.limit)[0]
        return [int(str(one.key)) for one in finding.evidence] if finding.verdict is Verdict.MET else None
    if code not in CRITERION_BY_CODE or CRITERION_BY_CODE[code] is TOO_MANY or len(where) != 2 or not all(where):
        return None
    muscle, side = ("" if part == NOTHING else part for part in where)
    matching = Episode.objects.of(person).kept().matching(code).filter(muscle=muscle, side=side)
    return list(matching.values_list("pk", flat=True)) or None


def _compared(person: User, preferences: Preferences, period: Period) -> tuple[list[Pattern], bool]:
    """The patterns of the period beside as many weeks before it, and whether the diary is as old as these.

    There are none before everything, nor before the diary's first night.
    """
    now, moments, before, whole = Recorded(period.findings, period.summary.recorded), period.by_key, None, True
    if WEEKS[period.weeks] and not period.begins:
        length = period.last - period.first + timedelta(days=1)
        first, last = period.first - length, period.first - timedelta(days=1)
        reached = Episode.objects.reaching_back(person, first, last).moments()
        marks = set(NightRecord.objects.reaching_back(person, first, last).values_list("night_of", flat=True))
        whole = min({*marks, *(one.night for one in reached)}, default=first) <= first
        earlier, quiet = [one for one in reached if one.night >= first], {one for one in marks if one >= first}
        moments = moments | {one.seen.key: one for one in earlier}
        findings = classify((one.seen for one in earlier), limit=preferences.limit)
        before = Recorded(findings, len({*quiet, *(one.night for one in earlier)}))
    return patterns(now, before, moments), whole


def _row(pattern: Pattern, period: Period, decided: Mapping[str, PatternDecision]) -> PatternRow:
    decision = decided.get(pattern.key)
    return PatternRow(
        pattern=pattern,
        name=_name(pattern),
        says=_says(pattern),
        decision=decision,
        decided_on=day(decision.decided_at.astimezone(period.zone).date()) if decision else "",
        joined=pattern.joined_since(decision.entries) if decision else 0,
    )


def _detail(row: PatternRow, period: Period, *, began_before: bool) -> Detail:
    entries = row.pattern.entries
    latest = [period.by_key[key] for key in entries[: -SHOWN - 1 : -1]]
    return Detail(
        row=row,
        change=_change(row.pattern.change, began_before=began_before),
        lines=tuple(line(one, dated=period.weeks == "all") for one in latest),
        more=max(len(entries) - SHOWN, 0),
    )


def _name(pattern: Pattern) -> str:
    if pattern.criterion.rule is None:
        return _("Nights over your own limit") if pattern.entries else _("Your own answer")
    parts = [*place(pattern.muscle), *([_(word(pattern.side).lay).lower()] if pattern.side else [])]
    return ", ".join(parts) or _("Place not recorded")


def _says(pattern: Pattern) -> str:
    if not pattern.entries:
        return _("You think that you are getting too many.")
    entries = ngettext("%d entry", "%d entries", len(pattern.entries)) % len(pattern.entries)
    values = {"entries": entries, "nights": len(pattern.nights), "recorded": pattern.recorded}
    return _("%(entries)s, on %(nights)d of %(recorded)d recorded nights.") % values


def _change(change: Difference | None, *, began_before: bool) -> str:
    """The change against the weeks before, in plain words; "" where there are no weeks before."""
    if change is None:
        return ""
    text = (
        _("In the same number of weeks before: on %(part)d of %(of)d recorded nights.")
        if began_before
        else _("Before these weeks, since your diary began: on %(part)d of %(of)d recorded nights.")
    )
    return f"{text % {'part': change.second.part, 'of': change.second.of}} {_verdict(change)}"


def _verdict(change: Difference) -> str:
    if change.interval is None:
        return _("Too few nights to say whether that differs.")
    low, high = round(100 * change.interval.low), round(100 * change.interval.high)
    if change.interval.low > 0:
        text = _("More nights than before: between %(low)d and %(high)d more in 100 (95 %% interval).")
        return text % {"low": low, "high": high}
    if change.interval.high < 0:
        text = _("Fewer nights than before: between %(low)d and %(high)d fewer in 100 (95 %% interval).")
        return text % {"low": -high, "high": -low}
    text = _(
        "These nights show no clear change: of 100 nights, between %(fewer)d fewer and %(more)d more (95 %% interval)."
    )
    return text % {"fewer": -low, "more": high}
