"""“It went on and on” is a mark and never a number: the rules, the nights and the figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from journal.anatomy import Side
from journal.classifier import Finding, classify
from journal.constant_places import ConstantPlace, is_constant
from journal.criteria import Question, TooMany, Verdict
from journal.nights import NightState
from journal.observations import CalledBack, Movement, Observation
from journal.summary import summarise

NIGHT = date(2026, 7, 6)
CALF = ConstantPlace(NIGHT, "calf", Side.LEFT)
BACK = ConstantPlace(NIGHT, "lower_back", key=-2)


def twitches(count: int) -> Observation:
    return Observation(movement=Movement.TWITCH, muscle="calf", count=count, night_of=NIGHT, key=1)


def finding(code: str, *places: ConstantPlace, **asked: object) -> Finding:
    entries = asked.pop("entries", [])
    found = classify(
        entries,  # type: ignore[arg-type]
        constant=[place.observation for place in places],
        **asked,  # type: ignore[arg-type]
    )
    return next(one for one in found if one.criterion.code == code)


# The table of docs/criteria.md.
@pytest.mark.parametrize(
    ("worst", "limit", "answer", "verdict"),
    [
        (3, 10, None, Verdict.CANNOT_TELL),
        (11, 10, None, Verdict.MET),
        (3, None, None, Verdict.NOT_ASKED),
        (3, 10, TooMany.NO, Verdict.NOT_MET),
    ],
)
def test_it_is_never_added_to_a_night(
    worst: int, limit: int | None, answer: TooMany | None, verdict: Verdict
) -> None:
    found = finding("too_many", CALF, entries=[twitches(worst)], limit=limit, latest_answer=answer)
    assert found.verdict is verdict
    asked = [(Question.TOO_MANY, Observation())] if verdict is Verdict.CANNOT_TELL else []
    assert [tuple(question) for question in found.open_questions] == asked
    assert all(not is_constant(entry.key) for entry in found.evidence)


def test_at_the_back_it_is_read_as_one_twitch_there() -> None:
    found = finding("back_muscles", CALF, BACK)
    assert found.verdict is Verdict.MET
    assert found.evidence == found.constant == (BACK.observation,)
    assert (found.entries, found.nights) == ((), [NIGHT])


@pytest.mark.parametrize(
    ("muscle", "called_back", "verdict", "question"),
    [
        ("trapezius_upper", None, Verdict.CANNOT_TELL, Question.BACK),
        ("trapezius_upper", CalledBack.YES, Verdict.MET, None),
        ("trapezius_upper", CalledBack.NO, Verdict.NOT_MET, None),
        ("not_sure_where", None, Verdict.CANNOT_TELL, Question.MUSCLE),
        ("calf", None, Verdict.NOT_MET, None),
    ],
)
def test_it_asks_for_the_back_and_the_place_as_a_twitch_does(
    muscle: str, called_back: CalledBack | None, verdict: Verdict, question: Question | None
) -> None:
    found = finding("back_muscles", ConstantPlace(NIGHT, muscle, called_back=called_back))
    assert found.verdict is verdict
    assert [one.question for one in found.open_questions] == [question] * bool(question)


def test_no_jerk_and_no_label_is_read_in_it() -> None:
    assert finding("jerk_woke_me", CALF, BACK).verdict is Verdict.NOT_MET
    summary = summarise([], [], NIGHT, NIGHT, [CALF])
    assert (summary.labels, summary.places, summary.entries, summary.count) == ({}, {}, 0, 0)


def test_a_night_with_one_is_recorded_and_not_quiet() -> None:
    quiet = [NIGHT, NIGHT + timedelta(days=1)]
    summary = summarise([], quiet, NIGHT, NIGHT + timedelta(days=2), [CALF, BACK])
    assert list(summary.states.values()) == [
        *(NightState.CONSTANT, NightState.NONE),
        NightState.NOT_RECORDED,
    ]
    assert (summary.recorded, summary.constant_nights) == (2, 1)
    assert summary.number(NightState.EPISODES) == 0
