"""The rules and the engine beyond the worked examples: each line of docs/criteria.md, and what
holds for any diary.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest

from journal.anatomy import MUSCLES, Back
from journal.classifier import Matches, answer, classify, match
from journal.criteria import (
    BACK_LIMIT,
    BACK_MUSCLES,
    CRITERIA,
    CRITERION_BY_CODE,
    JERK_WOKE_ME,
    REASSURANCE,
    RED_FLAG_SENTENCE,
    Label,
    Question,
    Verdict,
    labels,
)
from journal.observations import (
    CalledBack,
    Movement,
    NoticedBy,
    Observation,
    Phase,
    Woke,
)
from tests.classified import DOCS, MAYBE_TWITCH, MET, NIGHT, NOT_MET, changed, finding

AWAKE = (Phase.AWAKE_DAY, Phase.AWAKE_IN_BED)
NOT_AWAKE = (None, *(phase for phase in Phase if phase not in AWAKE))
FROM_SLEEP = (Woke.ASLEEP, Woke.YES)
NOT_FROM_SLEEP = (None, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE)
MOVEMENTS = (None, *Movement)


@pytest.mark.parametrize("movement", MOVEMENTS)
@pytest.mark.parametrize("back", Back)
def test_back_muscles(movement: Movement | None, back: Back) -> None:
    if_asked = {None: Question.BACK, CalledBack.YES: MET, CalledBack.NO: NOT_MET}
    for called_back, phase in product((None, *CalledBack), (None, *Phase)):
        expected: Any = NOT_MET
        if movement in MAYBE_TWITCH:
            of_a_twitch = {
                Back.YES: MET,
                Back.NO: NOT_MET,
                Back.UNKNOWN: Question.MUSCLE,
                Back.ASK: if_asked[called_back],
            }
            expected = of_a_twitch[back]
        for muscle in (listed.id for listed in MUSCLES if listed.back == back):
            episode = Observation(
                movement=movement, muscle=muscle, called_back=called_back, phase=phase
            )
            assert answer(BACK_MUSCLES, episode) == expected


@pytest.mark.parametrize("muscle", [None, "", "behind the knee", "not_sure_where"])
def test_no_place_is_asked_for(muscle: str | None) -> None:
    assert answer(BACK_MUSCLES, Observation(muscle=muscle)) == Question.MUSCLE
    assert (
        answer(BACK_MUSCLES, Observation(muscle=muscle, called_back=CalledBack.NO))
        == Question.MUSCLE
    )
    assert answer(BACK_MUSCLES, Observation(muscle=muscle, movement=Movement.JERK)) == NOT_MET


@pytest.mark.parametrize("movement", [one for one in MOVEMENTS if one is not Movement.JERK])
@pytest.mark.parametrize("woke", [None, *Woke])
def test_what_is_no_jerk_never_matches_jerk_woke_me(
    movement: Movement | None, woke: Woke | None
) -> None:
    may_be_a_jerk = movement in (*MAYBE_TWITCH, Movement.FELT_JOLT) and woke in FROM_SLEEP
    for noticed_by, phase in product((None, *NoticedBy), (None, *Phase)):
        episode = Observation(movement=movement, woke=woke, noticed_by=noticed_by, phase=phase)
        assert answer(JERK_WOKE_ME, episode) == (Question.TYPE if may_be_a_jerk else NOT_MET)


def jerks(woke: Woke | None, phases: Iterable[Phase | None], *, partner: bool = False) -> set[Any]:
    """What the rule says of a jerk with that answer, over those phases."""
    noticed = [NoticedBy.PARTNER] if partner else [None, NoticedBy.SELF]
    return {
        answer(
            JERK_WOKE_ME, Observation(movement=Movement.JERK, woke=woke, phase=phase, noticed_by=by)
        )
        for phase in phases
        for by in noticed
    }


@pytest.mark.parametrize("partner", [False, True])
def test_a_jerk_that_woke_me(*, partner: bool) -> None:
    assert jerks(Woke.ASLEEP, NOT_AWAKE, partner=partner) == {MET}
    assert jerks(Woke.ASLEEP, AWAKE, partner=partner) == {Question.PHASE}
    assert jerks(Woke.YES, [Phase.SLEEP_ONSET], partner=partner) == {Question.WOKE}
    assert jerks(Woke.YES, AWAKE, partner=partner) == {Question.PHASE}
    assert jerks(Woke.YES, set(NOT_AWAKE) - {Phase.SLEEP_ONSET}, partner=partner) == {MET}


def test_a_jerk_that_did_not_or_may_not_have_woken_me() -> None:
    everything = (None, *Phase)
    assert jerks(Woke.DROPPING_OFF, everything) == {NOT_MET}
    assert jerks(Woke.NO, everything) == {NOT_MET}
    assert jerks(Woke.UNSURE, everything) == {Question.WOKE}
    assert jerks(None, AWAKE) == {NOT_MET}
    assert jerks(None, NOT_AWAKE) == {Question.WOKE}


def test_a_partners_jerk_without_the_sleepers_word_is_no_match() -> None:
    for woke in NOT_FROM_SLEEP:
        assert jerks(woke, (None, *Phase), partner=True) == {NOT_MET}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"muscle": "biceps"}, [Label.TYPICAL_PLACE]),
        ({"muscle": "triceps"}, [Label.TYPICAL_PLACE]),
        ({"muscle": "calf"}, [Label.TYPICAL_PLACE]),
        ({"muscle": "soleus"}, [Label.TYPICAL_PLACE]),
        ({"muscle": "shin"}, []),
        ({"muscle": "forearm_inner"}, []),
        ({"phase": Phase.AWAKE_IN_BED}, [Label.TYPICAL_TIME]),
        ({"phase": Phase.SLEEP_ONSET}, [Label.TYPICAL_TIME]),
        ({"phase": Phase.AWAKE_DAY}, []),
        ({"phase": Phase.ON_WAKING}, []),
        ({"movement": Movement.JERK, "woke": Woke.DROPPING_OFF}, [Label.SLEEP_START]),
        ({"movement": Movement.TWITCH, "woke": Woke.DROPPING_OFF}, []),
        ({"movement": Movement.JERK, "woke": Woke.ASLEEP}, []),
        (
            {
                "movement": Movement.JERK,
                "muscle": "calf",
                "phase": Phase.SLEEP_ONSET,
                "woke": Woke.DROPPING_OFF,
            },
            [Label.TYPICAL_PLACE, Label.TYPICAL_TIME, Label.SLEEP_START],
        ),
        ({}, []),
    ],
)
def test_labels(fields: dict[str, Any], expected: list[Label]) -> None:
    assert list(labels(Observation(**fields))) == expected


def test_one_finding_a_criterion_in_the_articles_order() -> None:
    assert [result.criterion.code for result in classify([])] == [
        "too_many",
        "back_muscles",
        "jerk_woke_me",
    ]
    assert [result.verdict for result in classify([])] == ["not asked", "not met", "not met"]
    assert [result.evidence for result in classify([])] == [(), (), ()]


def test_evidence_and_open_questions_keep_the_given_order() -> None:
    back = Observation(
        movement=Movement.TWITCH, muscle="multifidus", night_of=date(2026, 7, 8), key="back"
    )
    earlier = changed(back, key="earlier", night_of=NIGHT)
    undated = changed(back, key="undated", night_of=None)
    ask = Observation(movement=Movement.TWITCH, muscle="neck_back", key="ask")
    result = finding("back_muscles", [back, ask, undated, earlier, back])
    assert result.verdict == Verdict.MET
    assert [entry.key for entry in result.evidence] == ["back", "undated", "earlier", "back"]
    assert result.nights == [NIGHT, date(2026, 7, 8)]
    assert [(entry.question, entry.about.key) for entry in result.open_questions] == [
        (Question.BACK, "ask")
    ]
    assert finding("back_muscles", [ask]).verdict == Verdict.CANNOT_TELL
    assert finding("jerk_woke_me", [back, ask]).verdict == Verdict.NOT_MET


def test_a_match_of_one_episode() -> None:
    nothing = Observation(movement=Movement.TWITCH, muscle="calf")
    both = Observation(woke=Woke.ASLEEP)
    met = Observation(muscle="multifidus", woke=Woke.YES)
    assert match(nothing) == Matches(flags=(), asks=())
    assert match(both) == Matches(flags=(), asks=(Question.MUSCLE, Question.TYPE))
    assert match(met) == Matches(flags=("back_muscles",), asks=(Question.TYPE,))


def test_what_is_shown_of_each_criterion() -> None:
    assert [criterion.code for criterion in CRITERIA] == [
        "too_many",
        "back_muscles",
        "jerk_woke_me",
    ]
    assert {code: criterion.code for code, criterion in CRITERION_BY_CODE.items()} == {
        criterion.code: criterion.code for criterion in CRITERIA
    }
    for criterion in CRITERIA:
        assert criterion.words.lower() in RED_FLAG_SENTENCE.lower()
        assert criterion.title
        assert criterion.reading.endswith(".")


def test_quoted_sentences_stand_in_the_source() -> None:
    source = " ".join((DOCS / "source.md").read_text(encoding="utf-8").replace(">", " ").split())
    for quoted in (
        RED_FLAG_SENTENCE,
        REASSURANCE,
        BACK_LIMIT,
        *(criterion.words for criterion in CRITERIA),
    ):
        assert quoted in source


def test_the_words_of_the_criteria_stand_in_our_reading() -> None:
    text = " ".join((DOCS / "criteria.md").read_text(encoding="utf-8").split())
    for criterion in CRITERIA:
        assert f'`{criterion.code}` | "{criterion.words}"' in text
