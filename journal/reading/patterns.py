"""Patterns of matches: those of a period beside the weeks before it, one by its key, and what was
decided on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from journal.classifier import answer, classify
from journal.criteria import CRITERION_BY_CODE, MET, TOO_MANY, Criterion, Verdict
from journal.models import ConstantMark, Episode, PatternDecision, Preferences
from journal.moments import Moment
from journal.patterns import NOTHING, Pattern, Recorded, pattern_key, patterns
from journal.reading.night_marks import places_of, read_night_marks
from journal.reading.period import WEEKS, Period, latest_answer, read_period


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """One decision with its note, when it was taken (aware), and under which version of the rules.

    ``pattern`` is a key of ``journal.patterns``, ``decision`` a value of
    ``journal.models.pattern_decision.Decision``; ``entries`` are the primary keys that the pattern
    had then.
    """

    pattern: str
    decision: str
    note: str
    decided_at: datetime
    rules_version: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PointFacts:
    """What the three cards are made from: a period, and what was decided on patterns by their keys.

    Where matches are not shown nothing of decisions is read.
    """

    period: Period
    decisions: Mapping[str, StoredDecision]


@dataclass(frozen=True, slots=True)
class PatternFacts:
    """The patterns of a period with what was decided on them, by the pattern's key.

    ``began_before``: the diary is as old as the weeks that they are compared with.
    """

    period: Period
    patterns: tuple[Pattern, ...]
    decisions: Mapping[str, StoredDecision]
    began_before: bool


@dataclass(frozen=True, slots=True)
class _WeeksBefore:
    recorded: Recorded
    moments: list[Moment]
    began_before: bool


def read_decisions(person: User) -> dict[str, StoredDecision]:
    """All of the person's, by the pattern's key, in one query."""
    rows = PatternDecision.objects.of(person).order_by("pattern")
    fields = ("pattern", "decision", "note", "decided_at", "rules_version", "entries")
    return {
        pattern: StoredDecision(pattern, decision, note, at, version, tuple(entries))
        for pattern, decision, note, at, version, entries in rows.values_list(*fields)
    }


def read_points(
    person: User, preferences: Preferences, weeks: str, *, as_of: datetime
) -> PointFacts:
    """The cards' part of the latest ``weeks`` (a key of ``WEEKS``), in at most five queries."""
    period = read_period(person, preferences, weeks, as_of)
    if not period.shows_matches:
        return PointFacts(period, {})
    return PointFacts(period, read_decisions(person))


def period_patterns(period: Period) -> tuple[Pattern, ...]:
    """The patterns of the period alone; those on the most nights first within each criterion."""
    return tuple(patterns(_recorded(period), None, period.by_key))


def read_patterns(
    person: User, preferences: Preferences, weeks: str, as_of: datetime
) -> PatternFacts | None:
    """The patterns of the latest ``weeks`` (a key of ``WEEKS``) beside as many weeks before these,
    in at most eight queries; None where matches are switched off.

    There is nothing to compare with before everything, nor before the diary's first night.
    """
    if not preferences.show_matches:
        return None
    period = read_period(person, preferences, weeks, as_of)
    decisions = read_decisions(person)
    if WEEKS[weeks] is None or period.begins:
        return PatternFacts(period, period_patterns(period), decisions, began_before=True)
    before = _weeks_before(person, preferences, period)
    moments = period.by_key | {moment.observation.key: moment for moment in before.moments}
    compared = patterns(_recorded(period), before.recorded, moments)
    return PatternFacts(period, tuple(compared), decisions, before.began_before)


def _recorded(period: Period) -> Recorded:
    return Recorded(period.findings, period.summary.recorded)


def _weeks_before(person: User, preferences: Preferences, period: Period) -> _WeeksBefore:
    length = period.last - period.first + timedelta(days=1)
    first, last = period.first - length, period.first - timedelta(days=1)
    reached = Episode.objects.reaching_back(person, first, last).moments()
    marks = read_night_marks(person, first, last)
    begin = min({*marks.nights, *(moment.night for moment in reached)}, default=first)
    moments = [moment for moment in reached if moment.night >= first]
    constant = marks.constant_from(first)
    findings = classify(
        (moment.observation for moment in moments),
        constant=(place.observation for place in constant),
        limit=preferences.limit,
    )
    nights = {*marks.nights, *(moment.night for moment in moments)}
    recorded = Recorded(findings, sum(night >= first for night in nights))
    return _WeeksBefore(recorded, [*moments, *(one.moment for one in constant)], begin <= first)


def entries_of_pattern(person: User, preferences: Preferences, key: str) -> list[int] | None:
    """The keys of all that makes up the pattern of that key in the whole diary; None if there is
    none.

    Those of entries are primary keys, those of places where it went on and on below zero.

    Too many twitches can be a pattern without entries: by one's own answer.
    """
    if key == pattern_key(TOO_MANY):
        return _entries_of_too_many(person, preferences)
    code, *place = key.split("/")
    criterion = CRITERION_BY_CODE.get(code)
    if criterion is None or criterion is TOO_MANY or len(place) != 2 or not all(place):
        return None
    muscle, side = ({NOTHING: ""}.get(part, part) for part in place)
    matching = Episode.objects.of(person).kept().matching(code).filter(muscle=muscle, side=side)
    entries = list(matching.values_list("pk", flat=True))
    constant = _constant_of_pattern(person, criterion, muscle, side)
    return [*entries, *constant] or None


def _constant_of_pattern(person: User, criterion: Criterion, muscle: str, side: str) -> list[int]:
    if not criterion.reads_constant:
        return []
    marks = ConstantMark.objects.of(person).filter(muscle=muscle, side=side)
    return [place.key for place in places_of(marks) if answer(criterion, place.observation) is MET]


def _entries_of_too_many(person: User, preferences: Preferences) -> list[int] | None:
    latest, entries = latest_answer(person).answer, []
    if preferences.limit is not None:
        entries = Episode.objects.of(person).kept().observations()
    finding = classify(entries, latest_answer=latest, limit=preferences.limit)[0]
    if finding.verdict is not Verdict.MET:
        return None
    return [int(str(observation.key)) for observation in finding.evidence]
