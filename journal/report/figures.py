"""The figures of a report: counts over recorded nights, medians, shares and their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from journal.anatomy import Side, muscle
from journal.criteria import WOKE_FROM_SLEEP
from journal.factors import FACTORS
from journal.intervals import Share, difference, middle, share
from journal.marking import gettext_noop as _
from journal.nights import NightState
from journal.observations import DEVICE_PHASES, NoticedBy, Phase
from journal.report.diary import Day
from journal.report.lines import Line
from journal.report.parts import Count, Factor, Happens, Kept, Sleep, Stretch, Trend
from journal.summary import Moment, Summary, Tally, Unit, stretches, tally
from journal.words import word

NOT_RECORDED = _("Not recorded")
PROMPT = timedelta(minutes=5)
# Beyond these many nights the trend is told by month, then by year.
MOST_WEEKS = 16 * 7
MOST_MONTHS = 24 * 31


def happens(summary: Summary, moments: Sequence[Moment]) -> Happens:
    """What happens, how long and how often."""
    places = tally(moments, lambda one: ((one.seen.muscle, one.side),))
    phases = sorted(summary.phases.items(), key=lambda item: _in_order(item[0]))
    counted = (summary.by_night.get(night) for night in _recorded(summary))
    return Happens(
        entries=summary.entries,
        stands_for=summary.count,
        movements=tuple(_count(value, found) for value, found in summary.movements.items()),
        places=tuple(_place(*where, found) for where, found in places.items()),
        phases=tuple(_count(value, found) for value, found in phases),
        a_night=middle(found.entries if found else 0 for found in counted),
        duration=middle(one.duration_seconds for one in moments if one.duration_seconds is not None),
    )


def _count(value: StrEnum | None, found: Tally) -> Count:
    if value is None:
        return Count("", NOT_RECORDED, "", found.nights, found.entries, found.count)
    return Count(value, word(value).lay, word(value).medical, found.nights, found.entries, found.count)


def _place(where: str | None, side: Side | None, found: Tally) -> Count:
    known = muscle(where)
    label, term = (known.lay_name, known.anatomical_name) if known else (where or NOT_RECORDED, "")
    return Count(where or "", label, term, found.nights, found.entries, found.count, side)


def _in_order(phase: Phase | None) -> int:
    """As a night runs; "not recorded" last."""
    return list(Phase).index(phase) if phase else len(Phase)


def trend(summary: Summary) -> Trend:
    """The period by week, month or year, and its later half beside the earlier."""
    unit = Unit.WEEK if summary.nights <= MOST_WEEKS else Unit.MONTH if summary.nights <= MOST_MONTHS else Unit.YEAR
    halfway = min(summary.states, default=date.min) + timedelta(days=summary.nights // 2)
    later = _with_entries(summary, lambda night: night >= halfway)
    earlier = _with_entries(summary, lambda night: night < halfway)
    found = (
        Stretch(one.first, one.nights, one.recorded, one.states[NightState.EPISODES], one.entries)
        for one in stretches(summary, unit)
    )
    return Trend(unit, tuple(found), halfway, difference(later, earlier))


def _recorded(summary: Summary) -> Iterable[date]:
    return (night for night, state in summary.states.items() if state is not NightState.NOT_RECORDED)


def _with_entries(summary: Summary, wanted: Callable[[date], bool]) -> Share:
    """Nights with entries of those recorded nights that are wanted."""
    states = [summary.states[night] for night in _recorded(summary) if wanted(night)]
    return share(states.count(NightState.EPISODES), len(states))


def sleep(summary: Summary, moments: Iterable[Moment], in_bed: Sequence[int]) -> Sleep:
    """On how many nights something woke the person from sleep, and on how many they were asleep by their own word."""
    woke: set[date] = set()
    asleep: set[date] = set()
    for one in moments:
        if one.seen.woke in WOKE_FROM_SLEEP:
            woke.add(one.night)
        if one.seen.phase is Phase.ASLEEP or one.seen.phase in DEVICE_PHASES:
            asleep.add(one.night)
    return Sleep(share(len(woke), summary.recorded), share(len(asleep), summary.recorded), middle(in_bed))


def factors(summary: Summary, days: Sequence[Day]) -> tuple[Factor, ...]:
    """Nights after days with something beside nights after days without it; empty if no day was written down."""
    if not days:
        return ()
    return tuple(_factor(one.code, one.name, summary, days) for one in FACTORS)


def _factor(code: str, label: str, summary: Summary, days: Sequence[Day]) -> Factor:
    held = {day.night: day.held[code] for day in days if code in day.held}
    with_it = _with_entries(summary, lambda night: held.get(night) is True)
    without = _with_entries(summary, lambda night: held.get(night) is False)
    missing = summary.recorded - with_it.of - without.of
    return Factor(code, label, with_it, without, missing, difference(with_it, without))


def kept(lines: Sequence[Line]) -> Kept:
    """How soon entries were written down, and who or what noticed them."""
    timed = [line.recorded_at - line.happened_at for line in lines if line.recorded_at is not None]
    return Kept(
        minutes=PROMPT // timedelta(minutes=1),
        promptly=sum(after <= PROMPT for after in timed),
        timed=len(timed),
        untimed=len(lines) - len(timed),
        partner=sum(line.noticed_by is NoticedBy.PARTNER for line in lines),
        device=sum(line.phase in DEVICE_PHASES for line in lines),
        zones=tuple(sorted({line.time_zone for line in lines})),
    )
