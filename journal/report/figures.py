"""The figures of a report: counts over recorded nights, medians, shares and their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from journal.anatomy import Side, muscle
from journal.criteria import WOKE_FROM_SLEEP
from journal.day_factors import FACTORS
from journal.i18n import gettext_noop as _
from journal.intervals import Share, difference, middle, share
from journal.labels import word
from journal.moments import Moment
from journal.night_sleep import NightSleep
from journal.nights import NightState
from journal.observations import DEVICE_PHASES, NoticedBy, Phase, TimeTold
from journal.report.entry import ReportEntry
from journal.report.model_figures import (
    EpisodeFigures,
    FactorComparison,
    RecordingQuality,
    SleepFigures,
    Trend,
    ValueCount,
)
from journal.report.reported_diary import DayBefore
from journal.sleep_figures import period_sleep
from journal.summary import Summary, Tally

NOT_RECORDED = _("Not recorded")
PROMPT = timedelta(minutes=5)


def happens(summary: Summary, moments: Sequence[Moment]) -> EpisodeFigures:
    """What happens, how long and how often."""
    phases = sorted(summary.phases.items(), key=lambda item: _in_order(item[0]))
    tallies = (summary.by_night.get(night) for night in _recorded(summary))
    return EpisodeFigures(
        entries=summary.entries,
        stands_for=summary.count,
        movements=tuple(_count(value, tally) for value, tally in summary.movements.items()),
        places=tuple(_place(*where, tally) for where, tally in summary.places.items()),
        phases=tuple(_count(value, tally) for value, tally in phases),
        a_night=middle(tally.entries if tally else 0 for tally in tallies),
        duration=middle(
            moment.duration_seconds for moment in moments if moment.duration_seconds is not None
        ),
    )


def _count(value: StrEnum | None, tally: Tally) -> ValueCount:
    if value is None:
        return ValueCount("", NOT_RECORDED, "", tally.nights, tally.entries, tally.count)
    return ValueCount(
        value, word(value).lay, word(value).medical, tally.nights, tally.entries, tally.count
    )


def _place(where: str | None, side: Side | None, tally: Tally) -> ValueCount:
    listed = muscle(where)
    label, term = (
        (listed.plain_name, listed.anatomical_name) if listed else (where or NOT_RECORDED, "")
    )
    return ValueCount(where or "", label, term, tally.nights, tally.entries, tally.count, side)


def _in_order(phase: Phase | None) -> int:
    """As a night runs; "not recorded" last."""
    return list(Phase).index(phase) if phase else len(Phase)


def trend(summary: Summary) -> Trend:
    """The later half of the period beside the earlier."""
    halfway = min(summary.states, default=date.min) + timedelta(days=summary.nights // 2)
    later = _with_entries(summary, lambda night: night >= halfway)
    earlier = _with_entries(summary, lambda night: night < halfway)
    return Trend(difference(later, earlier))


def _recorded(summary: Summary) -> Iterable[date]:
    return (
        night for night, state in summary.states.items() if state is not NightState.NOT_RECORDED
    )


def _with_entries(summary: Summary, wanted: Callable[[date], bool]) -> Share:
    """Nights with entries of those recorded nights that are wanted."""
    states = [summary.states[night] for night in _recorded(summary) if wanted(night)]
    return share(states.count(NightState.EPISODES), len(states))


def sleep(
    summary: Summary, moments: Iterable[Moment], sleeps: Sequence[NightSleep]
) -> SleepFigures:
    """On how many nights something woke the person from sleep, and on how many they were asleep by
    their own word.
    """
    woke: set[date] = set()
    asleep: set[date] = set()
    for moment in moments:
        if moment.observation.woke in WOKE_FROM_SLEEP:
            woke.add(moment.night)
        if moment.observation.phase is Phase.ASLEEP or moment.observation.phase in DEVICE_PHASES:
            asleep.add(moment.night)
    period = period_sleep(sleeps)
    return SleepFigures(
        share(len(woke), summary.recorded),
        share(len(asleep), summary.recorded),
        period.in_bed,
        period if period.nights else None,
    )


def factors(summary: Summary, days: Sequence[DayBefore]) -> tuple[FactorComparison, ...]:
    """Nights after days with something beside nights after days without it; empty if no day was
    written down.
    """
    if not days:
        return ()
    return tuple(_factor(factor.code, factor.name, summary, days) for factor in FACTORS)


def _factor(code: str, label: str, summary: Summary, days: Sequence[DayBefore]) -> FactorComparison:
    held = {day.night: day.held[code] for day in days if code in day.held}
    with_it = _with_entries(summary, lambda night: held.get(night) is True)
    without = _with_entries(summary, lambda night: held.get(night) is False)
    missing = summary.recorded - with_it.of - without.of
    return FactorComparison(code, label, with_it, without, missing, difference(with_it, without))


def kept(lines: Sequence[ReportEntry]) -> RecordingQuality:
    """How soon entries were written down, and who or what noticed them."""
    timed = [
        line.recorded_at - line.happened_at
        for line in lines
        if line.recorded_at is not None and line.time_told is not TimeTold.NIGHT
    ]
    return RecordingQuality(
        minutes=PROMPT // timedelta(minutes=1),
        promptly=sum(after <= PROMPT for after in timed),
        timed=len(timed),
        untimed=len(lines) - len(timed),
        partner=sum(line.noticed_by is NoticedBy.PARTNER for line in lines),
        device=sum(line.phase in DEVICE_PHASES for line in lines),
        zones=tuple(sorted({line.time_zone for line in lines})),
    )
