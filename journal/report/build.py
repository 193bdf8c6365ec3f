"""From a period of a diary to the report on it.

Pure: the clock, the database and the language stay outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from journal.anatomy import Side, muscle
from journal.checklist import GROUPS
from journal.classifier import Finding, classify
from journal.constant_places import ConstantPlace, is_constant
from journal.criteria import RULES_VERSION, TOO_MANY, Question, Verdict
from journal.intervals import share
from journal.labels import word
from journal.nights import ONE_NIGHT, NightState
from journal.report import figures
from journal.report.device_figures import device_report
from journal.report.entry_counts import CountedEntries, count
from journal.report.figures import NOT_RECORDED
from journal.report.model import ChecklistItem, Report, ReportHeader
from journal.report.model_figures import NightCounts
from journal.report.model_matches import CriterionMatch, OpenEntries, PlaceDecision
from journal.report.reported_diary import DecidedPattern, Diary
from journal.summary import Summary


def build(diary: Diary, *, as_of: datetime) -> Report:
    """All that the doctor's page says of the period; ``as_of`` (aware) is when it is made."""
    lines = tuple(sorted(diary.lines, key=lambda line: (line.happened_at, line.id)))
    constant = _constant(diary)
    last = _last_counted(diary, recorded=bool(lines or diary.said_none or constant))
    counted = count(lines, diary.said_none, diary.first, last, constant)
    report = Report(
        header=_header(diary, as_of),
        concern=diary.concern,
        asked=_asked(diary),
        nights=_nights(counted.summary),
        happens=figures.happens(counted.summary, counted.moments),
        matches_shown=diary.matches_shown,
        matches=_matches(diary, counted) if diary.matches_shown else (),
        trend=figures.trend(counted.summary),
        sleep=figures.sleep(counted.summary, counted.moments, diary.sleeps),
        factors=figures.factors(counted.summary, diary.days),
        kept=figures.kept(lines),
        rules_version=RULES_VERSION,
        lines=lines,
        sleeps=tuple(diary.sleeps),
        medicines=diary.background.medicines,
        tests=diary.background.tests,
        beginnings=diary.background.beginnings,
        statements=diary.background.statements,
        constant=constant,
        device=device_report(diary.device, diary.sleeps, diary.device_unread),
    )
    vars(report)["counted"] = counted  # a period is counted once, for its figures and its charts
    return report


def _last_counted(diary: Diary, *, recorded: bool) -> date:
    """A diary that has not begun has no nights to count."""
    has_begun = recorded or not diary.begins
    return diary.last if has_begun else diary.first - ONE_NIGHT


def _constant(diary: Diary) -> tuple[ConstantPlace, ...]:
    """The places where it went on and on by night and place, whatever order they come in."""
    places = sorted(diary.constant, key=lambda place: (place.night, place.muscle, place.side or ""))
    return tuple(replace(place, key=-number) for number, place in enumerate(places, 1))


def _header(diary: Diary, as_of: datetime) -> ReportHeader:
    visit = diary.visit
    return ReportHeader(
        name=diary.name,
        first=diary.first,
        last=diary.last,
        time_zone=diary.time_zone,
        made_at=as_of,
        visit_on=visit.on_date if visit else None,
        with_whom=visit.with_whom if visit else "",
        begins=diary.begins,
        birth_year=visit.birth_year if visit else None,
        handedness=visit.handedness if visit else "",
    )


def _asked(diary: Diary) -> tuple[ChecklistItem, ...]:
    """Every question, what a person can do first; a question without an answer was not asked."""
    items = []
    for number, group in enumerate(GROUPS):
        for thing in group.things:
            reply = diary.answers.get(thing.code)
            answer = (reply.answer, reply.since, reply.answered_on) if reply else ()
            items.append(
                ChecklistItem(thing.code, thing.short, thing.question, number == 0, *answer)
            )
    return tuple(items)


def _nights(summary: Summary) -> NightCounts:
    with_entries = summary.number(NightState.EPISODES)
    return NightCounts(
        total=summary.nights,
        with_entries=with_entries,
        quiet=tuple(night for night, state in summary.states.items() if state is NightState.NONE),
        not_recorded=summary.number(NightState.NOT_RECORDED),
        share=share(with_entries, summary.recorded),
    )


def _matches(diary: Diary, counted: CountedEntries) -> tuple[CriterionMatch, ...]:
    constant = counted.summary.constant
    moments = [*counted.moments, *(place.moment for place in constant)]
    sides = {moment.observation.key: moment.side for moment in moments}
    findings = classify(
        (moment.observation for moment in counted.moments),
        constant=(place.observation for place in constant),
        latest_answer=diary.said,
        limit=diary.limit,
    )
    return tuple(_match(finding, diary, sides) for finding in findings)


def _match(finding: Finding, diary: Diary, sides: Mapping[object, Side | None]) -> CriterionMatch:
    criterion = finding.criterion
    about_period = criterion is TOO_MANY
    return CriterionMatch(
        code=criterion.code,
        title=criterion.title,
        words=criterion.words,
        reading=criterion.reading,
        verdict=finding.verdict,
        nights=tuple(finding.nights),
        entries=tuple(_number(entry.key) for entry in finding.entries),
        open=_open(finding),
        decided=tuple(_decided(finding, diary, sides)),
        said=diary.said if about_period else None,
        said_on=diary.said_on if about_period else None,
        limit=diary.limit if about_period else None,
        constant=tuple(_number(place.key) for place in finding.constant),
    )


def _decided(
    finding: Finding, diary: Diary, sides: Mapping[object, Side | None]
) -> Iterable[PlaceDecision]:
    """The decisions on its patterns that are there in this period."""
    code = finding.criterion.code
    if finding.criterion is TOO_MANY:
        decision = diary.decisions.get(f"{code}/-/-")
        if decision and finding.verdict is Verdict.MET:
            yield _place_decision(decision)
        return
    places = ((observation.muscle, sides[observation.key]) for observation in finding.evidence)
    for place, side in dict.fromkeys(places):
        decision = diary.decisions.get(f"{code}/{place or '-'}/{side or '-'}")
        if decision:
            listed = muscle(place)
            label = listed.plain_name if listed else place or NOT_RECORDED
            yield _place_decision(decision, label, side)


def _place_decision(
    decided: DecidedPattern, label: str = "", side: Side | None = None
) -> PlaceDecision:
    return PlaceDecision(
        decided.decision, decided.note, decided.decided_on, decided.rules_version, label, side
    )


def _open(finding: Finding) -> tuple[OpenEntries, ...]:
    """The open questions about entries, one row a question."""
    held: dict[Question, list[int]] = {}
    for open_question in finding.open_questions:
        numbers = held.setdefault(open_question.question, [])
        key = open_question.about.key
        if key is not None and not is_constant(key):
            numbers.append(_number(key))
    return tuple(
        OpenEntries(question, word(question).lay, tuple(entries))
        for question, entries in held.items()
    )


def _number(key: object) -> int:
    """An entry's number in the list, which is the key of its observation."""
    if not isinstance(key, int):
        raise TypeError(f"not the number of an entry: {key!r}")
    return key
