"""What the tests of the classifier put before it, and how they ask it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

from journal.anatomy import MUSCLES
from journal.classifier import Finding, answer, classify
from journal.criteria import (
    BACK_MUSCLES,
    JERK_WOKE_ME,
    Criterion,
    Verdict,
)
from journal.observations import (
    CalledBack,
    Movement,
    NoticedBy,
    Observation,
    Phase,
    Woke,
)

DOCS = Path(__file__).resolve().parent.parent / "docs"
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


def changed(observation: Observation, **fields: Any) -> Observation:
    return dataclasses.replace(observation, **fields)


def finding(code: str, entries: Iterable[Observation], **options: Any) -> Finding:
    """What a period says on result criterion."""
    return next(result for result in classify(entries, **options) if result.criterion.code == code)


def twitches(count: int | None, night: date | None = NIGHT, **fields: Any) -> Observation:
    return Observation(movement=Movement.TWITCH, count=count, night_of=night, **fields)


def met() -> list[tuple[Criterion, dict[str, Any]]]:
    """Every set of facts, out of all there are, that meets a criterion."""
    answers = []
    for criterion in EPISODE_CRITERIA:
        for values in product(*((None, *ANSWERS[field]) for field in criterion.reads)):
            facts: dict[str, Any] = dict(zip(criterion.reads, values, strict=True))
            if answer(criterion, Observation(**facts)) is MET:
                answers.append((criterion, facts))
    return answers
