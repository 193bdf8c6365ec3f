"""The rules and the engine beyond the worked examples: each line of docs/criteria.md, and what holds for any diary."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal import classifier
from journal.anatomy import MUSCLES, Back
from journal.classifier import Finding, Matches, answer, classify, match, twitches_by_night
from journal.criteria import (
    BACK_LIMIT,
    BACK_MUSCLES,
    CRITERIA,
    CRITERION_BY_CODE,
    JERK_WOKE_ME,
    REASSURANCE,
    RED_FLAG_SENTENCE,
    TOO_MANY,
    Criterion,
    Label,
    Question,
    TooMany,
    Verdict,
    labels,
    too_many,
)
from journal.observations import DEVICE_PHASES, CalledBack, Movement, NoticedBy, Observation, Phase, Woke
from tests.strategies import observations

DOCS = Path(__file__).resolve().parent.parent / "docs"
AWAKE = (Phase.AWAKE_DAY, Phase.AWAKE_IN_BED)
NOT_AWAKE = (None, *(phase for phase in Phase if phase not in AWAKE))
FROM_SLEEP = (Woke.ASLEEP, Woke.YES)
NOT_FROM_SLEEP = (None, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE)
MOVEMENTS = (None, *Movement)
MAYBE_TWITCH = (Movement.TWITCH, Movement.UNSURE, None)
MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
NIGHT = date(2026, 7, 6)
# What a field may hold when it was answered.
ANSWERS: dict[str, tuple[StrEnum | str, ...]] = {
    "movement": tuple(Movement),
    "muscle": tuple(one.id for one in MUSCLES),
    "called_back": tuple(CalledBack),
    "phase": tuple(Phase),
    "woke": tuple(Woke),
    "noticed_by": tuple(NoticedBy),
}
EPISODE_CRITERIA = (BACK_MUSCLES, JERK_WOKE_ME)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Each test asks the rules anew; answers that an earlier one left could hide a fault."""
    classifier._remembered.cache_clear()


def changed(observation: Observation, **fields: Any) -> Observation:
    return dataclasses.replace(observation, **fields)


def finding(code: str, seen: Iterable[Observation], **options: Any) -> Finding:
    """What a period says on one criterion."""
    return next(one for one in classify(seen, **options) if one.criterion.code == code)


# The rules, line by line.


@pytest.mark.parametrize("movement", MOVEMENTS)
@pytest.mark.parametrize("back", Back)
def test_back_muscles(movement: Movement | None, back: Back) -> None:
    asked = {None: Question.BACK, CalledBack.YES: MET, CalledBack.NO: NOT_MET}
    for called_back, phase in product((None, *CalledBack), (None, *Phase)):
        expected: Any = NOT_MET
        if movement in MAYBE_TWITCH:
            of_a_twitch = {Back.YES: MET, Back.NO: NOT_MET, Back.UNKNOWN: Question.MUSCLE, Back.ASK: asked[called_back]}
            expected = of_a_twitch[back]
        for muscle in (one.id for one in MUSCLES if one.back == back):
            seen = Observation(movement=movement, muscle=muscle, called_back=called_back, phase=phase)
            assert answer(BACK_MUSCLES, seen) == expected


@pytest.mark.parametrize("muscle", [None, "", "behind the knee", "not_sure_where"])
def test_no_place_is_asked_for(muscle: str | None) -> None:
    assert answer(BACK_MUSCLES, Observation(muscle=muscle)) == Question.MUSCLE
    assert answer(BACK_MUSCLES, Observation(muscle=muscle, called_back=CalledBack.NO)) == Question.MUSCLE
    assert answer(BACK_MUSCLES, Observation(muscle=muscle, movement=Movement.JERK)) == NOT_MET


@pytest.mark.parametrize("movement", [one for one in MOVEMENTS if one is not Movement.JERK])
@pytest.mark.parametrize("woke", [None, *Woke])
def test_what_is_no_jerk_never_matches_jerk_woke_me(movement: Movement | None, woke: Woke | None) -> None:
    may_be_a_jerk = movement in MAYBE_TWITCH and woke in FROM_SLEEP
    for noticed_by, phase in product((None, *NoticedBy), (None, *Phase)):
        seen = Observation(movement=movement, woke=woke, noticed_by=noticed_by, phase=phase)
        assert answer(JERK_WOKE_ME, seen) == (Question.TYPE if may_be_a_jerk else NOT_MET)


def jerks(woke: Woke | None, phases: Iterable[Phase | None], *, partner: bool = False) -> set[Any]:
    """What the rule says of a jerk with that answer, over those phases."""
    noticed = [NoticedBy.PARTNER] if partner else [None, NoticedBy.SELF]
    return {
        answer(JERK_WOKE_ME, Observation(movement=Movement.JERK, woke=woke, phase=phase, noticed_by=by))
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


# Periods.


def twitches(count: int | None, night: date | None = NIGHT, **fields: Any) -> Observation:
    return Observation(movement=Movement.TWITCH, count=count, night_of=night, **fields)


@pytest.mark.parametrize(
    ("counts", "limit", "said", "expected"),
    [
        # The table of docs/criteria.md.
        ([60], None, TooMany.NO, "not met"),
        ([60], None, None, "not asked"),
        ([10], 10, None, "not asked"),
        ([11], 10, None, "met"),
        ([11], 10, TooMany.NO, "not met"),
        ([0], None, TooMany.YES, "met"),
        ([6, 6], 10, None, "met"),
        # Beside it.
        ([60], None, TooMany.NOT_SURE, "cannot tell"),
        ([11], 10, TooMany.NOT_SURE, "met"),
        ([10], 10, TooMany.NOT_SURE, "cannot tell"),
        ([10], 10, TooMany.YES, "met"),
        ([None] * 10, 10, None, "not asked"),
        ([None] * 11, 10, None, "met"),
        ([], 10, None, "not asked"),
        ([], None, None, "not asked"),
        ([1], 0, None, "met"),
        ([], 0, None, "not asked"),
    ],
)
def test_too_many(counts: list[int | None], limit: int | None, said: TooMany | None, expected: str) -> None:
    found = finding("too_many", [twitches(count) for count in counts], limit=limit, said=said)
    assert found.verdict == expected
    asked = [(one.question, one.about) for one in found.open_questions]
    assert asked == ([(Question.TOO_MANY, Observation())] if expected == "cannot tell" else [])


def test_the_table_in_the_document_is_the_one_above() -> None:
    text = (DOCS / "criteria.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| (off|10) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert rows == [
        ("60", "off", "no", "not met"),
        ("60", "off", "never asked", "not asked"),
        ("10", "10", "never asked", "not asked"),
        ("11", "10", "never asked", "met"),
        ("11", "10", "no", "not met"),
        ("0", "off", "yes", "met"),
        ("6 at 23:00 and 6 at 03:00", "10", "never asked", "met (one night)"),
    ]


@pytest.mark.parametrize("movement", [Movement.JERK, Movement.CRAMP, Movement.OTHER])
def test_only_twitches_are_counted(movement: Movement) -> None:
    seen = [changed(twitches(100), movement=movement)]
    assert finding("too_many", seen, limit=1).verdict == Verdict.NOT_ASKED
    assert twitches_by_night(seen) == {}


def test_a_night_is_over_the_limit_by_itself_and_says_so() -> None:
    other = date(2026, 7, 8)
    seen = [
        twitches(6, key=1),
        twitches(10, other, key=2),
        changed(twitches(6, key=3), movement=Movement.UNSURE),
        changed(twitches(90, key=4), movement=Movement.CRAMP),
        twitches(1, None, key=5),
        changed(twitches(None, key=6), movement=None),
    ]
    found = finding("too_many", seen, limit=10)
    assert (found.verdict, [one.key for one in found.evidence], found.nights) == (Verdict.MET, [1, 3, 6], [NIGHT])
    assert found.open_questions == ()
    assert twitches_by_night(seen) == {NIGHT: 13, other: 10, None: 1}


def test_a_word_is_no_evidence_by_count() -> None:
    found = finding("too_many", [twitches(60)], said=TooMany.YES)
    assert (found.verdict, found.evidence, found.open_questions) == (Verdict.MET, (), ())


def test_a_word_and_a_limit_exceeded_show_the_nights() -> None:
    found = finding("too_many", [twitches(60)], said=TooMany.YES, limit=10)
    assert (found.verdict, len(found.evidence)) == (Verdict.MET, 1)


@pytest.mark.parametrize(
    ("undated", "expected"), [(4, "not asked"), (5, "cannot tell"), (60, "cannot tell")], ids=["few", "enough", "many"]
)
def test_twitches_of_an_unknown_night_may_decide(undated: int, expected: str) -> None:
    seen = [twitches(6), twitches(3, date(2026, 7, 8)), twitches(undated, None)]
    assert finding("too_many", seen, limit=10).verdict == expected
    assert finding("too_many", seen, limit=10, said=TooMany.NO).verdict == "not met"


def test_too_many_without_a_limit_never_looks_at_counts() -> None:
    assert too_many(None, None, 10**6, 10**6) == Verdict.NOT_ASKED


# The engine.


def test_one_finding_a_criterion_in_the_articles_order() -> None:
    assert [one.criterion.code for one in classify([])] == ["too_many", "back_muscles", "jerk_woke_me"]
    assert [one.verdict for one in classify([])] == ["not asked", "not met", "not met"]
    assert [one.evidence for one in classify([])] == [(), (), ()]


def test_evidence_and_open_questions_keep_the_given_order() -> None:
    back = Observation(movement=Movement.TWITCH, muscle="multifidus", night_of=date(2026, 7, 8), key="back")
    earlier = changed(back, key="earlier", night_of=NIGHT)
    undated = changed(back, key="undated", night_of=None)
    ask = Observation(movement=Movement.TWITCH, muscle="neck_back", key="ask")
    found = finding("back_muscles", [back, ask, undated, earlier, back])
    assert found.verdict == Verdict.MET
    assert [one.key for one in found.evidence] == ["back", "undated", "earlier", "back"]
    assert found.nights == [NIGHT, date(2026, 7, 8)]
    assert [(one.question, one.about.key) for one in found.open_questions] == [(Question.BACK, "ask")]
    assert finding("back_muscles", [ask]).verdict == Verdict.CANNOT_TELL
    assert finding("jerk_woke_me", [back, ask]).verdict == Verdict.NOT_MET


def test_a_match_of_one_episode() -> None:
    nothing = Observation(movement=Movement.TWITCH, muscle="calf")
    both = Observation(woke=Woke.ASLEEP)
    met = Observation(muscle="multifidus", woke=Woke.YES)
    assert match(nothing) == Matches(flags=(), asks=())
    assert match(both) == Matches(flags=(), asks=(Question.MUSCLE, Question.TYPE))
    assert match(met) == Matches(flags=("back_muscles",), asks=(Question.TYPE,))


def test_too_many_is_about_no_single_episode() -> None:
    with pytest.raises(ValueError, match="too_many is about a period"):
        answer(TOO_MANY, Observation())


def test_what_is_remembered_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifier, "MOST_REMEMBERED", 10)
    for number in range(25):
        place = Observation(movement=Movement.TWITCH, muscle=f"place {number}")
        assert len(finding("back_muscles", [place, place]).open_questions) == 2
        assert 1 <= len(classifier._remembered(BACK_MUSCLES)) <= 10
    assert finding("back_muscles", [Observation(muscle="multifidus")]).verdict is MET


@given(st.lists(observations(), max_size=8))
def test_a_period_says_what_its_episodes_say(seen: list[Observation]) -> None:
    for criterion in EPISODE_CRITERIA:
        found = finding(criterion.code, seen)
        said = [(one, answer(criterion, one)) for one in seen]
        assert list(found.evidence) == [one for one, what in said if what is MET]
        assert [tuple(one) for one in found.open_questions] == [
            (what, one) for one, what in said if isinstance(what, Question)
        ]
    for one in seen:
        matched = match(one)
        assert list(matched.flags) == sorted(
            criterion.code for criterion in EPISODE_CRITERIA if answer(criterion, one) is MET
        )
        assert list(matched.asks) == sorted(
            what for what in (answer(criterion, one) for criterion in EPISODE_CRITERIA) if isinstance(what, Question)
        )


# What must hold for any diary.


def met() -> list[tuple[Criterion, dict[str, Any]]]:
    """Every set of facts, out of all there are, that meets a criterion."""
    found = []
    for criterion in EPISODE_CRITERIA:
        for values in product(*((None, *ANSWERS[field]) for field in criterion.reads)):
            facts: dict[str, Any] = dict(zip(criterion.reads, values, strict=True))
            if answer(criterion, Observation(**facts)) is MET:
                found.append((criterion, facts))
    return found


@given(observations(), st.sampled_from(met()), st.sampled_from(sorted(ANSWERS)))
def test_blanking_a_field_never_turns_a_match_into_a_no_that_its_answer_could_undo(
    other: Observation, example: tuple[Criterion, dict[str, Any]], field: str
) -> None:
    """ "Not recorded" is never read as "not so".

    With one exception, which docs/criteria.md makes by name: a jerk that somebody else noticed, and of which the
    sleeper does not say that it woke them, is not a match.
    """
    criterion, facts = example
    assume(not (criterion is JERK_WOKE_ME and field == "woke" and facts["noticed_by"] is NoticedBy.PARTNER))
    blanked = changed(changed(other, **facts), **{field: None})
    assert MET in {answer(criterion, changed(blanked, **{field: value})) for value in (None, *ANSWERS[field])}
    assert answer(criterion, blanked) is not NOT_MET


@given(
    st.lists(observations(), max_size=8),
    st.lists(observations(), max_size=4),
    st.none() | st.sampled_from(TooMany),
    st.none() | st.integers(1, 15),
)
def test_adding_episodes_never_removes_a_match(
    seen: list[Observation], more: list[Observation], said: TooMany | None, limit: int | None
) -> None:
    before, after = classify(seen, said=said, limit=limit), classify([*more, *seen], said=said, limit=limit)
    for earlier, later in zip(before, after, strict=True):
        if earlier.verdict is MET:
            assert later.verdict is MET
        assert set(earlier.evidence) <= set(later.evidence)


@given(
    st.lists(observations(), max_size=8),
    st.randoms(use_true_random=False),
    st.none() | st.sampled_from(TooMany),
    st.none() | st.integers(1, 15),
)
def test_order_never_matters(
    seen: list[Observation], chance: random.Random, said: TooMany | None, limit: int | None
) -> None:
    shuffled = chance.sample(seen, len(seen))
    for one, other in zip(
        classify(seen, said=said, limit=limit), classify(shuffled, said=said, limit=limit), strict=True
    ):
        assert (one.verdict, one.nights) == (other.verdict, other.nights)
        assert sorted(map(repr, one.evidence)) == sorted(map(repr, other.evidence))
        assert sorted(map(repr, one.open_questions)) == sorted(map(repr, other.open_questions))


@given(observations(), observations(), st.sampled_from(EPISODE_CRITERIA))
def test_a_field_that_a_criterion_does_not_list_never_changes_its_answer(
    observation: Observation, other: Observation, criterion: Criterion
) -> None:
    kept = {field: getattr(observation, field) for field in criterion.reads}
    assert answer(criterion, changed(other, **kept)) == answer(criterion, observation)


@given(st.lists(st.tuples(observations(), observations()), max_size=6), st.integers(1, 15))
def test_a_field_that_too_many_does_not_list_never_changes_its_verdict(
    pairs: list[tuple[Observation, Observation]], limit: int
) -> None:
    seen = [one for one, _other in pairs]
    kept = [{field: getattr(one, field) for field in TOO_MANY.reads} for one in seen]
    others = [changed(other, **fields) for (_one, other), fields in zip(pairs, kept, strict=True)]
    assert finding("too_many", others, limit=limit).verdict == finding("too_many", seen, limit=limit).verdict


def test_every_field_that_too_many_lists_can_change_its_verdict() -> None:
    over = [twitches(6), twitches(6)]
    for field, value in {"movement": Movement.JERK, "count": 1, "night_of": None}.items():
        assert field in TOO_MANY.reads
        less = [changed(over[0], **{field: value}), over[1]]
        assert finding("too_many", less, limit=10).verdict is not finding("too_many", over, limit=10).verdict
    assert len(TOO_MANY.reads) == 3


def test_every_field_that_a_criterion_lists_can_change_its_answer() -> None:
    """So that the list on the page says neither too little nor too much."""
    telling = {
        ("back_muscles", "movement"): Observation(movement=Movement.TWITCH, muscle="multifidus"),
        ("back_muscles", "muscle"): Observation(muscle="multifidus"),
        ("back_muscles", "called_back"): Observation(muscle="neck_back", called_back=CalledBack.YES),
        ("jerk_woke_me", "movement"): Observation(movement=Movement.JERK, woke=Woke.ASLEEP),
        ("jerk_woke_me", "noticed_by"): Observation(movement=Movement.JERK, noticed_by=NoticedBy.PARTNER),
        ("jerk_woke_me", "woke"): Observation(movement=Movement.JERK, woke=Woke.NO),
        ("jerk_woke_me", "phase"): Observation(movement=Movement.JERK, phase=Phase.AWAKE_DAY),
    }
    assert set(telling) == {(one.code, field) for one in EPISODE_CRITERIA for field in one.reads}
    for (code, field), observation in telling.items():
        criterion = CRITERION_BY_CODE[code]
        said = {answer(criterion, changed(observation, **{field: value})) for value in (None, *ANSWERS[field])}
        assert len(said) > 1, (code, field)


@given(observations(), st.sampled_from(sorted(DEVICE_PHASES)))
def test_a_devices_stage_never_decides(observation: Observation, stage: Phase) -> None:
    """It is read like a phase that was not recorded."""
    assert match(changed(observation, phase=stage)) == match(changed(observation, phase=None))
    assert labels(changed(observation, phase=stage)) == labels(changed(observation, phase=None))


@given(st.lists(observations(), max_size=8))
def test_nothing_is_too_many_unless_the_person_says_so(seen: list[Observation]) -> None:
    assert finding("too_many", seen).verdict == Verdict.NOT_ASKED


# What a doctor reads.


def test_what_is_shown_of_each_criterion() -> None:
    assert [one.code for one in CRITERIA] == ["too_many", "back_muscles", "jerk_woke_me"]
    assert {code: one.code for code, one in CRITERION_BY_CODE.items()} == {one.code: one.code for one in CRITERIA}
    for one in CRITERIA:
        assert one.words.lower() in RED_FLAG_SENTENCE.lower()
        assert one.title
        assert one.reading.endswith(".")


def test_quoted_sentences_stand_in_the_source() -> None:
    source = " ".join((DOCS / "source.md").read_text(encoding="utf-8").replace(">", " ").split())
    for quoted in (RED_FLAG_SENTENCE, REASSURANCE, BACK_LIMIT, *(one.words for one in CRITERIA)):
        assert quoted in source


def test_the_words_of_the_criteria_stand_in_our_reading() -> None:
    text = " ".join((DOCS / "criteria.md").read_text(encoding="utf-8").split())
    for one in CRITERIA:
        assert f'`{one.code}` | "{one.words}"' in text


@pytest.mark.parametrize("criterion", EPISODE_CRITERIA, ids=lambda one: one.code)
def test_the_loop_over_a_diary_reads_what_the_criterion_says_in_that_order(criterion: Criterion) -> None:
    """Rather than trust the two to be kept alike by hand."""
    named = Observation(**{field: field for field in ANSWERS})  # type: ignore[arg-type]
    known: Any = {criterion.reads: MET}
    assert classifier.TELLING[criterion.code](known, [named]) == [(named, MET)]
