"""Which observations match which criteria, and what is still open.

Findings are worked out when read, never stored.

The rules stand in ``journal.criteria``; this is the engine that applies them to a period. It does
not know the clock, the database or the language, so the same observations always give the same
findings, in whatever order they come.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from journal.constant_places import is_constant
from journal.criteria import (
    CRITERIA,
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


class OpenQuestion(NamedTuple):
    """An entry whose answer is missing, and the question that would settle it. Never a flag."""

    question: Question
    about: Observation


@dataclass(frozen=True, slots=True)
class Finding:
    """What a period says on one criterion.

    ``evidence`` holds the observations that meet it, ``open_questions`` those that cannot be told
    yet, both in the order they were given. For ``too_many`` the evidence is the twitches of the
    nights over the person's own limit.
    """

    criterion: Criterion
    verdict: Verdict
    evidence: tuple[Observation, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()

    @property
    def entries(self) -> tuple[Observation, ...]:
        """Of the evidence what is an entry."""
        return tuple(read for read in self.evidence if not is_constant(read.key))

    @property
    def constant(self) -> tuple[Observation, ...]:
        """Of the evidence what is a place where it went on and on."""
        return tuple(read for read in self.evidence if is_constant(read.key))

    @property
    def nights(self) -> list[date]:
        """The nights on which an entry matched, oldest first; entries without one are left out."""
        return sorted({entry.night_of for entry in self.evidence if entry.night_of is not None})


@dataclass(frozen=True, slots=True)
class Matches:
    """What one observation answers: the codes it matches and the questions it leaves open, both
    sorted.
    """

    flags: tuple[str, ...]
    asks: tuple[Question, ...]


def match(observation: Observation) -> Matches:
    """The flags and open questions of one observation, over all criteria that are about one
    episode.
    """
    answers = [(criterion.code, answer(criterion, observation)) for criterion in EPISODE_CRITERIA]
    return Matches(
        flags=tuple(sorted(code for code, reply in answers if reply is MET)),
        asks=tuple(sorted(reply for _code, reply in answers if isinstance(reply, Question))),
    )


def answer(criterion: Criterion, observation: Observation) -> Answer:
    """The rule's answer to one observation.

    Raises ValueError for a criterion that is about a period.
    """
    if criterion.rule is None:
        raise ValueError(f"{criterion.code} is about a period, not about one episode")
    return criterion.rule(observation)


def classify(
    observations: Iterable[Observation],
    *,
    constant: Iterable[Observation] = (),
    latest_answer: TooMany | None = None,
    limit: int | None = None,
) -> tuple[Finding, ...]:
    """One finding a criterion, in the order of ``CRITERIA``.

    ``constant`` are places where it went on and on (``journal.constant_places``): only a criterion
    that reads them sees these, after the observations.

    ``latest_answer`` is the person's on too many twitches (None: never asked); ``limit`` their own
    limit of twitches a night (None: switched off).
    """
    entries, places = tuple(observations), tuple(constant)
    findings = []
    for criterion in CRITERIA:
        if criterion.rule:
            read = entries + places if criterion.reads_constant else entries
            findings.append(_over_episodes(criterion, read))
        else:
            nights = _NightsRead(entries, bool(places))
            findings.append(_over_nights(criterion, nights, latest_answer, limit))
    return tuple(findings)


def twitches_by_night(observations: Iterable[Observation]) -> Counter[date | None]:
    """How many twitches each night holds, under None those of no known night.

    Jerks, cramps, felt jolts, buzzing and other do not count.
    """
    nights: Counter[date | None] = Counter()
    for observation in observations:
        if observation.movement in MAYBE_TWITCH:
            nights[observation.night_of] += 1 if observation.count is None else observation.count
    return nights


class _NightsRead(NamedTuple):
    """Entries, and whether on some night it went on and on."""

    entries: Sequence[Observation]
    went_on: bool


def _over_nights(
    criterion: Criterion,
    read: _NightsRead,
    latest_answer: TooMany | None,
    limit: int | None,
) -> Finding:
    nights: Counter[date | None] = Counter()
    if limit is not None:
        nights = twitches_by_night(read.entries)
    undated = nights.pop(None, 0)
    most = max(nights.values(), default=0)
    verdict = too_many(latest_answer, limit, most, most + undated, went_on=read.went_on)
    if verdict is Verdict.CANNOT_TELL:
        question = OpenQuestion(Question.TOO_MANY, Observation())
        return Finding(criterion, verdict, open_questions=(question,))
    if verdict is not Verdict.MET or limit is None:
        return Finding(criterion, verdict)
    over = {night for night, twitches in nights.items() if twitches > limit}
    evidence = (entry for entry in read.entries if entry.night_of in over)
    twitches = tuple(entry for entry in evidence if entry.movement in MAYBE_TWITCH)
    return Finding(criterion, verdict, twitches)


def _over_episodes(criterion: Criterion, entries: Sequence[Observation]) -> Finding:
    """Met if any entry meets it; else cannot tell if any entry is open; else not met."""
    answers = [
        (entry, reply) for entry in entries if (reply := answer(criterion, entry)) is not NOT_MET
    ]
    evidence = tuple(entry for entry, reply in answers if reply is MET)
    open_questions = tuple(
        OpenQuestion(reply, entry) for entry, reply in answers if isinstance(reply, Question)
    )
    verdict = Verdict.NOT_MET
    if evidence:
        verdict = Verdict.MET
    elif open_questions:
        verdict = Verdict.CANNOT_TELL
    return Finding(criterion, verdict, evidence, open_questions)
