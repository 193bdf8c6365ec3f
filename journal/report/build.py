"""From a period of a diary to the report on it. Pure: the clock, the database and the language stay outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from journal.anatomy import Side, muscle
from journal.classifier import Finding, classify
from journal.criteria import RULES_VERSION, TOO_MANY, Question, Verdict
from journal.intervals import share
from journal.nights import ONE_NIGHT, NightState
from journal.other_things import GROUPS
from journal.report import figures
from journal.report.diary import Diary
from journal.report.figures import NOT_RECORDED
from journal.report.parts import Asked, Choice, Header, Match, Nights, Open, Report
from journal.summary import Moment, Summary, summarise
from journal.words import word


def build(diary: Diary, *, as_of: datetime) -> Report:
    """All that the doctor's page says of the diary's period; ``as_of`` (aware) is when it is made."""
    lines = tuple(sorted(diary.lines, key=lambda line: (line.happened_at, line.id)))
    moments = [line.moment(number) for number, line in enumerate(lines, 1)]
    # A diary that has not begun has no nights to count.
    has_begun = bool(lines or diary.said_none) or not diary.begins
    summary = summarise(moments, diary.said_none, diary.first, diary.last if has_begun else diary.first - ONE_NIGHT)
    return Report(
        header=_header(diary, as_of),
        concern=diary.concern,
        asked=_asked(diary),
        nights=_nights(summary),
        happens=figures.happens(summary, moments),
        matches_shown=diary.matches_shown,
        matches=_matches(diary, moments) if diary.matches_shown else (),
        trend=figures.trend(summary),
        sleep=figures.sleep(summary, moments, diary.in_bed),
        factors=figures.factors(summary, diary.days),
        kept=figures.kept(lines),
        rules_version=RULES_VERSION,
        lines=lines,
    )


def _header(diary: Diary, as_of: datetime) -> Header:
    visit = diary.visit
    return Header(
        name=diary.name,
        first=diary.first,
        last=diary.last,
        time_zone=diary.time_zone,
        made_at=as_of,
        visit_on=visit.on_date if visit else None,
        with_whom=visit.with_whom if visit else "",
        begins=diary.begins,
    )


def _asked(diary: Diary) -> tuple[Asked, ...]:
    """Every question, what a person can do first; a question without an answer was not asked."""
    found = []
    for number, group in enumerate(GROUPS):
        for thing in group.things:
            one = diary.answers.get(thing.code)
            said = (one.answer, one.since, one.answered_on) if one else ()
            found.append(Asked(thing.code, thing.short, thing.question, number == 0, *said))
    return tuple(found)


def _nights(summary: Summary) -> Nights:
    with_entries = summary.number(NightState.EPISODES)
    return Nights(
        total=summary.nights,
        with_entries=with_entries,
        quiet=tuple(night for night, state in summary.states.items() if state is NightState.NONE),
        not_recorded=summary.number(NightState.NOT_RECORDED),
        share=share(with_entries, summary.recorded),
    )


def _matches(diary: Diary, moments: Sequence[Moment]) -> tuple[Match, ...]:
    seen = (one.seen for one in moments)
    sides = {one.seen.key: one.side for one in moments}
    return tuple(_match(finding, diary, sides) for finding in classify(seen, said=diary.said, limit=diary.limit))


def _match(finding: Finding, diary: Diary, sides: Mapping[object, Side | None]) -> Match:
    criterion = finding.criterion
    about_period = criterion is TOO_MANY
    return Match(
        code=criterion.code,
        title=criterion.title,
        words=criterion.words,
        reading=criterion.reading,
        verdict=finding.verdict,
        nights=tuple(finding.nights),
        entries=tuple(_number(one.key) for one in finding.evidence),
        open=_open(finding),
        decided=tuple(_decided(finding, diary, sides)),
        said=diary.said if about_period else None,
        said_on=diary.said_on if about_period else None,
        limit=diary.limit if about_period else None,
    )


def _decided(finding: Finding, diary: Diary, sides: Mapping[object, Side | None]) -> Iterable[Choice]:
    """The decisions on its patterns that are there in this period."""
    code = finding.criterion.code
    if finding.criterion is TOO_MANY:
        one = diary.decisions.get(f"{code}/-/-")
        if one and finding.verdict is Verdict.MET:
            yield Choice(one.decision, one.note, one.decided_on, one.rules_version)
        return
    for place, side in dict.fromkeys((one.muscle, sides[one.key]) for one in finding.evidence):
        one = diary.decisions.get(f"{code}/{place or '-'}/{side or '-'}")
        if one:
            known = muscle(place)
            label = known.lay_name if known else place or NOT_RECORDED
            yield Choice(one.decision, one.note, one.decided_on, one.rules_version, label, side)


def _open(finding: Finding) -> tuple[Open, ...]:
    """The open questions about entries, one row a question."""
    held: dict[Question, list[int]] = {}
    for one in finding.open_questions:
        held.setdefault(one.question, []).extend([_number(one.about.key)] if one.about.key is not None else [])
    return tuple(Open(question, word(question).lay, tuple(numbers)) for question, numbers in held.items())


def _number(key: object) -> int:
    """An entry's number in the list, which is the key of its observation."""
    if not isinstance(key, int):
        raise TypeError(f"not the number of an entry: {key!r}")
    return key
