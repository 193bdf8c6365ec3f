"""The page of patterns: what there is to decide on, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.classifier import classify
from journal.criteria import CRITERIA, RULES_VERSION, Criterion
from journal.intervals import Difference
from journal.models import Episode, NightRecord, Preferences
from journal.models.pattern import PatternDecision
from journal.pages.dates import day
from journal.pages.lines import Line, line, place
from journal.pages.period import WEEKS, Period, read_period
from journal.patterns import Pattern, Recorded, patterns
from journal.words import word

SHOWN = 5


@dataclass(frozen=True, slots=True)
class PatternRow:
    """A pattern in words, with what was decided on it (None: nothing yet) and why it may be open again."""

    pattern: Pattern
    name: str
    says: str
    change: str
    lines: tuple[Line, ...]
    more: int
    decision: PatternDecision | None
    decided_on: str
    joined: int

    @property
    def key(self) -> str:
        """The pattern's key, which its form sends back."""
        return self.pattern.key

    @property
    def waits(self) -> bool:
        """Whether the person has yet to decide: never did, something joined, or our reading has changed."""
        return self.decision is None or self.joined > 0 or self.reread

    @property
    def reread(self) -> bool:
        """Whether the rules have changed since the decision."""
        return self.decision is not None and self.decision.rules_version != RULES_VERSION


def read_patterns(person: User, preferences: Preferences, weeks: str, as_of: datetime) -> tuple[Period, list[Pattern]]:
    """The patterns of the latest weeks, compared with as many before these, in a fixed number of queries."""
    period = read_period(person, preferences, weeks, as_of)
    moments = {one.seen.key: one for one in period.moments}
    before = None
    if WEEKS[weeks]:
        length = period.last - period.first + timedelta(days=1)
        first, last = period.first - length, period.first - timedelta(days=1)
        earlier = Episode.objects.of(person).kept().on_nights(first, last).moments()
        quiet = NightRecord.objects.of(person).on_nights(first, last).values_list("night_of", flat=True)
        moments.update((one.seen.key, one) for one in earlier)
        findings = classify((one.seen for one in earlier), limit=preferences.limit)
        before = Recorded(findings, {*quiet, *(one.night for one in earlier)})
    nights = {*period.said_none, *(one.night for one in period.moments)}
    return period, patterns(Recorded(period.findings, nights), before, moments)


def groups(
    person: User, preferences: Preferences, weeks: str, as_of: datetime
) -> list[tuple[Criterion, list[PatternRow]]]:
    """Each criterion with its patterns, in the order of the article's sentence; criteria without any are left out."""
    period, found = read_patterns(person, preferences, weeks, as_of)
    decided = {one.pattern: one for one in PatternDecision.objects.of(person)}
    rows = [_row(one, period, decided.get(one.key)) for one in found]
    by_criterion = [(criterion, [row for row in rows if row.pattern.criterion is criterion]) for criterion in CRITERIA]
    return [(criterion, some) for criterion, some in by_criterion if some]


def _row(pattern: Pattern, period: Period, decision: PatternDecision | None) -> PatternRow:
    keys = set(pattern.entries)
    entries = [one for one in reversed(period.moments) if one.seen.key in keys]
    return PatternRow(
        pattern=pattern,
        name=_name(pattern),
        says=_says(pattern),
        change=_change(pattern.change),
        lines=tuple(line(one, dated=period.weeks == "all") for one in entries[:SHOWN]),
        more=max(len(entries) - SHOWN, 0),
        decision=decision,
        decided_on=day(decision.decided_at.astimezone(period.zone).date()) if decision else "",
        joined=pattern.joined_since(decision.entries) if decision else 0,
    )


def _name(pattern: Pattern) -> str:
    if pattern.criterion.rule is None:
        return _("All places")
    parts = [*place(pattern.muscle), *([_(word(pattern.side).lay).lower()] if pattern.side else [])]
    return ", ".join(parts) or _("Place not recorded")


def _says(pattern: Pattern) -> str:
    if not pattern.entries:
        return _("By your own answer.")
    entries = ngettext("%d entry", "%d entries", len(pattern.entries)) % len(pattern.entries)
    values = {"entries": entries, "nights": len(pattern.nights), "recorded": pattern.recorded}
    return _("%(entries)s, on %(nights)d of %(recorded)d recorded nights.") % values


def _change(change: Difference | None) -> str:
    """The change against the weeks before, in plain words; "" where there are no weeks before."""
    if change is None:
        return ""
    before = _("In the same number of weeks before: on %(part)d of %(of)d recorded nights.") % {
        "part": change.second.part,
        "of": change.second.of,
    }
    return f"{before} {_verdict(change)}"


def _verdict(change: Difference) -> str:
    if change.interval is None:
        return _("Too few nights to say whether that differs.")
    values = {"low": round(100 * change.interval.low), "high": round(100 * change.interval.high)}
    if change.interval.low > 0:
        text = _("More nights than before: between %(low)d and %(high)d more in 100 (95 %% interval).")
    elif change.interval.high < 0:
        values = {"low": -values["high"], "high": -values["low"]}
        text = _("Fewer nights than before: between %(low)d and %(high)d fewer in 100 (95 %% interval).")
    else:
        text = _("No difference can be told: between %(low)+d and %(high)+d nights in 100 (95 %% interval).")
    return text % values
