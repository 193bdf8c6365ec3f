"""Laws of the classifier that hold whatever the entries are."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from journal.classifier import answer, classify, match
from journal.criteria import (
    CRITERION_BY_CODE,
    JERK_WOKE_ME,
    TOO_MANY,
    Criterion,
    Question,
    TooMany,
    Verdict,
    labels,
)
from journal.observations import (
    DEVICE_PHASES,
    CalledBack,
    Movement,
    NoticedBy,
    Observation,
    Phase,
    Woke,
)
from tests.classified import (
    ANSWERS,
    EPISODE_CRITERIA,
    MET,
    NOT_MET,
    changed,
    finding,
    met,
    twitches,
)
from tests.strategies import observations


@given(st.lists(observations(), max_size=8))
def test_a_period_says_what_its_episodes_say(entries: list[Observation]) -> None:
    for criterion in EPISODE_CRITERIA:
        result = finding(criterion.code, entries)
        answers = [(entry, answer(criterion, entry)) for entry in entries]
        assert list(result.evidence) == [entry for entry, reply in answers if reply is MET]
        assert [tuple(entry) for entry in result.open_questions] == [
            (reply, entry) for entry, reply in answers if isinstance(reply, Question)
        ]
    for entry in entries:
        matched = match(entry)
        assert list(matched.flags) == sorted(
            criterion.code for criterion in EPISODE_CRITERIA if answer(criterion, entry) is MET
        )
        assert list(matched.asks) == sorted(
            reply
            for reply in (answer(criterion, entry) for criterion in EPISODE_CRITERIA)
            if isinstance(reply, Question)
        )


@given(observations(), st.sampled_from(met()), st.sampled_from(sorted(ANSWERS)))
def test_blanking_a_field_never_turns_a_match_into_a_no_that_its_answer_could_undo(
    other: Observation, example: tuple[Criterion, dict[str, Any]], field: str
) -> None:
    """ "Not recorded" is never read as "not so".

    With one exception, which docs/criteria.md makes by name: a jerk that somebody else noticed, and
    of which the sleeper does not say that it woke them, is not a match.
    """
    criterion, facts = example
    assume(
        not (
            criterion is JERK_WOKE_ME
            and field == "woke"
            and facts["noticed_by"] is NoticedBy.PARTNER
        )
    )
    blanked = changed(changed(other, **facts), **{field: None})
    assert MET in {
        answer(criterion, changed(blanked, **{field: value})) for value in (None, *ANSWERS[field])
    }
    assert answer(criterion, blanked) is not NOT_MET


@given(
    st.lists(observations(), max_size=8),
    st.lists(observations(), max_size=4),
    st.none() | st.sampled_from(TooMany),
    st.none() | st.integers(1, 15),
)
def test_adding_episodes_never_removes_a_match(
    entries: list[Observation], more: list[Observation], latest: TooMany | None, limit: int | None
) -> None:
    before, after = (
        classify(entries, latest_answer=latest, limit=limit),
        classify([*more, *entries], latest_answer=latest, limit=limit),
    )
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
    entries: list[Observation], chance: random.Random, latest: TooMany | None, limit: int | None
) -> None:
    shuffled = chance.sample(entries, len(entries))
    for before, after in zip(
        classify(entries, latest_answer=latest, limit=limit),
        classify(shuffled, latest_answer=latest, limit=limit),
        strict=True,
    ):
        assert (before.verdict, before.nights) == (after.verdict, after.nights)
        assert sorted(map(repr, before.evidence)) == sorted(map(repr, after.evidence))
        assert sorted(map(repr, before.open_questions)) == sorted(map(repr, after.open_questions))


@given(observations(), observations(), st.sampled_from(EPISODE_CRITERIA))
def test_a_field_that_a_criterion_does_not_list_never_changes_its_answer(
    observation: Observation, other: Observation, criterion: Criterion
) -> None:
    facts = {field: getattr(observation, field) for field in criterion.reads}
    assert answer(criterion, changed(other, **facts)) == answer(criterion, observation)


@given(st.lists(st.tuples(observations(), observations()), max_size=6), st.integers(1, 15))
def test_a_field_that_too_many_does_not_list_never_changes_its_verdict(
    pairs: list[tuple[Observation, Observation]], limit: int
) -> None:
    entries = [entry for entry, _other in pairs]
    facts = [{field: getattr(entry, field) for field in TOO_MANY.reads} for entry in entries]
    others = [changed(other, **fields) for (_one, other), fields in zip(pairs, facts, strict=True)]
    assert (
        finding("too_many", others, limit=limit).verdict
        == finding("too_many", entries, limit=limit).verdict
    )


def test_every_field_that_too_many_lists_can_change_its_verdict() -> None:
    over = [twitches(6), twitches(6)]
    for field, value in {"movement": Movement.JERK, "count": 1, "night_of": None}.items():
        assert field in TOO_MANY.reads
        less = [changed(over[0], **{field: value}), over[1]]
        assert (
            finding("too_many", less, limit=10).verdict
            is not finding("too_many", over, limit=10).verdict
        )
    assert len(TOO_MANY.reads) == 3


def test_every_field_that_a_criterion_lists_can_change_its_answer() -> None:
    """So that the list on the page says neither too little nor too much."""
    telling = {
        ("back_muscles", "movement"): Observation(movement=Movement.TWITCH, muscle="multifidus"),
        ("back_muscles", "muscle"): Observation(muscle="multifidus"),
        ("back_muscles", "called_back"): Observation(
            muscle="neck_back", called_back=CalledBack.YES
        ),
        ("jerk_woke_me", "movement"): Observation(movement=Movement.JERK, woke=Woke.ASLEEP),
        ("jerk_woke_me", "noticed_by"): Observation(
            movement=Movement.JERK, noticed_by=NoticedBy.PARTNER
        ),
        ("jerk_woke_me", "woke"): Observation(movement=Movement.JERK, woke=Woke.NO),
        ("jerk_woke_me", "phase"): Observation(movement=Movement.JERK, phase=Phase.AWAKE_DAY),
    }
    assert set(telling) == {
        (criterion.code, field) for criterion in EPISODE_CRITERIA for field in criterion.reads
    }
    for (code, field), observation in telling.items():
        criterion = CRITERION_BY_CODE[code]
        sentences = {
            answer(criterion, changed(observation, **{field: value}))
            for value in (None, *ANSWERS[field])
        }
        assert len(sentences) > 1, (code, field)


@given(observations(), st.sampled_from(sorted(DEVICE_PHASES)))
def test_a_devices_stage_never_decides(observation: Observation, stage: Phase) -> None:
    """It is read like a phase that was not recorded."""
    assert match(changed(observation, phase=stage)) == match(changed(observation, phase=None))
    assert labels(changed(observation, phase=stage)) == labels(changed(observation, phase=None))


@given(st.lists(observations(), max_size=8))
def test_nothing_is_too_many_unless_the_person_says_so(entries: list[Observation]) -> None:
    assert finding("too_many", entries).verdict == Verdict.NOT_ASKED
