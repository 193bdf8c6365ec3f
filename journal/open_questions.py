"""The questions that an entry leaves open, and which field each answer fills with what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journal.anatomy import MUSCLES, NOT_SURE_WHERE
from journal.classifier import match
from journal.criteria import Question
from journal.observations import DEVICE_PHASES, CalledBack, Movement, Observation, Phase, Woke

# The field of an entry that a question is about, and what may be answered. What only a device or a
# file can know is no answer; a muscle of "not sure where" would answer nothing.
ANSWERS: Mapping[Question, tuple[str, tuple[Any, ...]]] = {
    Question.BACK: ("called_back", tuple(CalledBack)),
    Question.MUSCLE: (
        "muscle",
        tuple(muscle.id for muscle in MUSCLES if muscle.id != NOT_SURE_WHERE),
    ),
    Question.TYPE: (
        "movement",
        (Movement.TWITCH, Movement.JERK, Movement.FELT_JOLT, Movement.UNSURE),
    ),
    Question.WOKE: ("woke", (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE)),
    Question.PHASE: (
        "phase",
        tuple(phase for phase in Phase if phase not in {*DEVICE_PHASES, Phase.UNKNOWN}),
    ),
}
# Where first, since the place is what half asleep was left out most.
ORDER_OF_ASKING = (
    Question.MUSCLE,
    Question.TYPE,
    Question.WOKE,
    Question.BACK,
    Question.PHASE,
)

# In place of an answer: "I do not know". It fills no field; the question is put no more.
PUT_ASIDE = "aside"


def open_questions(observation: Observation) -> list[Question]:
    """What is asked of an entry, in the order in which a page asks.

    It is what the rules ask, and place and movement where these are not known at all.
    """
    questions: set[Question] = set(match(observation).asks)
    if observation.muscle in (None, NOT_SURE_WHERE):
        questions.add(Question.MUSCLE)
    if observation.movement in (None, Movement.UNSURE):
        questions.add(Question.TYPE)
    return [question for question in ORDER_OF_ASKING if question in questions]
