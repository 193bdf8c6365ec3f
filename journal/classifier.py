"""Which observations match which criteria, and what is still open. Findings are worked out when read, never stored.

The rules stand in ``journal.criteria``; this is the engine that applies them to a period. It does not know the clock,
the database or the language, so the same observations always give the same findings, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter

from journal.criteria import (
    BACK_MUSCLES,
    CRITERIA,
    JERK_WOKE_ME,
    MAYBE_TWITCH,
    Answer,
    Criterion,
    Question,
    TooMany,
    Verdict,
    too_many,
)
from journal.observations import Observation


@dataclass(frozen=True, slots=True)
class OpenQuestion:
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
    answers = {criterion.code: answer(criterion, observation) for criterion in (BACK_MUSCLES, JERK_WOKE_ME)}
    return Matches(
        flags=tuple(sorted(code for code, said in answers.items() if said is Verdict.MET)),
        asks=tuple(sorted({said for said in answers.values() if isinstance(said, Question)})),
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
    nights = twitches_by_night(seen)
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
    answers = _answers(criterion, seen)
    evidence = tuple(one for one, said in zip(seen, answers, strict=True) if said is Verdict.MET)
    open_questions = tuple(
        OpenQuestion(said, one) for one, said in zip(seen, answers, strict=True) if isinstance(said, Question)
    )
    verdict = Verdict.MET if evidence else Verdict.CANNOT_TELL if open_questions else Verdict.NOT_MET
    return Finding(criterion, verdict, evidence, open_questions)


def _answers(criterion: Criterion, seen: Sequence[Observation]) -> list[Answer]:
    """Ask the rule once for each different set of what it reads; a long diary holds only a few hundred."""
    known = _memory(criterion)
    return [known(facts) for facts in map(attrgetter(*criterion.reads), seen)]


@cache
def _memory(criterion: Criterion) -> Callable[[tuple[object, ...]], Answer]:
    @lru_cache(maxsize=4096)
    def remembered(facts: tuple[object, ...]) -> Answer:
        return answer(criterion, Observation(**dict(zip(criterion.reads, facts, strict=True))))  # type: ignore[arg-type]

    return remembered
