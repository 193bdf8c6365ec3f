"""Which observations match which criteria, and what is still open. Findings are worked out when read, never stored.

The rules stand in ``journal.criteria``; this is the engine that applies them to a period. It does not know the clock,
the database or the language, so the same observations always give the same findings, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from journal.criteria import (
    BACK_MUSCLES,
    CRITERIA,
    JERK_WOKE_ME,
    MAYBE_TWITCH,
    MET,
    NOT_MET,
    Answer,
    Criterion,
    Question,
    TooMany,
    Verdict,
    too_many,
)
from journal.observations import Observation

# Those that are about one episode, in the order of CRITERIA.
EPISODE_CRITERIA = tuple(criterion for criterion in CRITERIA if criterion.rule)
# Different sets of facts; bounds the memory.
MOST_REMEMBERED = 10_000


class OpenQuestion(NamedTuple):
    """An entry whose answer is missing, and the question that would settle it. Never a flag."""

    question: Question
    about: Observation


@dataclass(frozen=True, slots=True)
class Finding:
    """What a period says on one criterion.

    ``evidence`` holds the observations that meet it, ``open_questions`` those that cannot be told yet, both in the
    order they were given. For ``too_many`` the evidence is the twitches of the nights over the person's own limit.
    """

    criterion: Criterion
    verdict: Verdict
    evidence: tuple[Observation, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()

    @property
    def nights(self) -> list[date]:
        """The nights on which an entry matched, oldest first; entries without a night are left out."""
        return sorted({seen.night_of for seen in self.evidence if seen.night_of is not None})


@dataclass(frozen=True, slots=True)
class Matches:
    """What one observation answers: the codes it matches and the questions it leaves open, both sorted."""

    flags: tuple[str, ...]
    asks: tuple[Question, ...]


def match(observation: Observation) -> Matches:
    """The flags and open questions of one observation, over all criteria that are about one episode."""
    answers = [(criterion.code, answer(criterion, observation)) for criterion in EPISODE_CRITERIA]
    return Matches(
        flags=tuple(sorted(code for code, said in answers if said is MET)),
        asks=tuple(sorted(said for _code, said in answers if isinstance(said, Question))),
    )


def answer(criterion: Criterion, observation: Observation) -> Answer:
    """The rule's answer to one observation. Raises ValueError for a criterion that is about a period."""
    if criterion.rule is None:
        raise ValueError(f"{criterion.code} is about a period, not about one episode")
    return criterion.rule(observation)


def classify(
    observations: Iterable[Observation], *, said: TooMany | None = None, limit: int | None = None
) -> tuple[Finding, ...]:
    """One finding a criterion, in the order of ``CRITERIA``.

    ``said`` is the person's latest answer on too many twitches (None: never asked); ``limit`` their own limit of
    twitches a night (None: switched off).
    """
    seen = tuple(observations)
    return tuple(
        _over_episodes(criterion, seen) if criterion.rule else _over_nights(criterion, seen, said, limit)
        for criterion in CRITERIA
    )


def twitches_by_night(observations: Iterable[Observation]) -> Counter[date | None]:
    """How many twitches each night holds, under None those of no known night. Jerks and cramps do not count."""
    nights: Counter[date | None] = Counter()
    for seen in observations:
        if seen.movement in MAYBE_TWITCH:
            nights[seen.night_of] += 1 if seen.count is None else seen.count
    return nights


def _over_nights(criterion: Criterion, seen: Sequence[Observation], said: TooMany | None, limit: int | None) -> Finding:
    nights = Counter() if limit is None else twitches_by_night(seen)
    undated = nights.pop(None, 0)
    most = max(nights.values(), default=0)
    verdict = too_many(said, limit, most, most + undated)
    asked = (OpenQuestion(Question.TOO_MANY, Observation()),) if verdict is Verdict.CANNOT_TELL else ()
    if verdict is not Verdict.MET or limit is None:
        return Finding(criterion, verdict, open_questions=asked)
    over = {night for night, twitches in nights.items() if twitches > limit}
    evidence = tuple(one for one in seen if one.night_of in over and one.movement in MAYBE_TWITCH)
    return Finding(criterion, verdict, evidence)


def _over_episodes(criterion: Criterion, seen: Sequence[Observation]) -> Finding:
    """Met if any entry meets it; else cannot tell if any entry is open; else not met."""
    telling = TELLING[criterion.code](_remembered(criterion), seen)
    evidence = tuple(one for one, said in telling if said is MET)
    open_questions = tuple(OpenQuestion(said, one) for one, said in telling if isinstance(said, Question))
    verdict = Verdict.MET if evidence else Verdict.CANNOT_TELL if open_questions else Verdict.NOT_MET
    return Finding(criterion, verdict, evidence, open_questions)


class _Answers(dict[tuple[object, ...], Answer]):
    """A rule's answers by the facts it reads, each asked once: a long diary holds only some hundred different ones."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__()
        self._criterion = criterion

    def __missing__(self, facts: tuple[object, ...]) -> Answer:
        if len(self) >= MOST_REMEMBERED:  # places in a person's own words have no end
            self.clear()
        episode = Observation(**dict(zip(self._criterion.reads, facts, strict=True)))  # type: ignore[arg-type]
        self[facts] = said = answer(self._criterion, episode)
        return said


_remembered = cache(_Answers)


# The loops that go over a whole diary, one a criterion: of most entries there is nothing to tell, and what follows goes
# over the others. What a criterion ``reads`` stands here once more, in the same order and in so many words: Python
# reads fields three times as fast that way as by their names. A test holds the two together.
Telling = list[tuple[Observation, Answer]]


def _on_back(known: _Answers, seen: Sequence[Observation]) -> Telling:
    return [(one, said) for one in seen if (said := known[one.movement, one.muscle, one.called_back]) is not NOT_MET]


def _on_jerk(known: _Answers, seen: Sequence[Observation]) -> Telling:
    return [
        (one, said) for one in seen if (said := known[one.movement, one.noticed_by, one.woke, one.phase]) is not NOT_MET
    ]


TELLING: dict[str, Callable[[_Answers, Sequence[Observation]], Telling]] = {
    BACK_MUSCLES.code: _on_back,
    JERK_WOKE_ME.code: _on_jerk,
}
