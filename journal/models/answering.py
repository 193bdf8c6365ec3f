"""Answers to open questions: each fills one field of an entry and leaves all others as they were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from journal.anatomy import MUSCLES, NOT_SURE_WHERE
from journal.classifier import match
from journal.criteria import Question
from journal.models.episode import Episode
from journal.models.recording import change
from journal.observations import DEVICE_PHASES, CalledBack, Movement, Phase, Woke

# The field of an entry that a question is about, and what may be answered. What only a device or a file can know is
# no answer; a muscle of "not sure where" would answer nothing.
ANSWERS: Mapping[Question, tuple[str, tuple[Any, ...]]] = {
    Question.BACK: ("called_back", tuple(CalledBack)),
    Question.MUSCLE: ("muscle", tuple(one.id for one in MUSCLES if one.id != NOT_SURE_WHERE)),
    Question.TYPE: ("movement", (Movement.TWITCH, Movement.JERK, Movement.UNSURE)),
    Question.WOKE: ("woke", (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE)),
    Question.PHASE: ("phase", tuple(one for one in Phase if one not in DEVICE_PHASES and one is not Phase.UNKNOWN)),
}


class AnsweredElsewhereError(Exception):
    """An entry was answered otherwise since it was asked about; ``stored`` is the value that it holds now."""

    def __init__(self, stored: str) -> None:
        super().__init__(stored)
        self.stored = stored


# What a field holds that was asked about in the morning and left open.
NO_ANSWER_YET = ("", Movement.UNSURE, NOT_SURE_WHERE)


def answer_all(
    episodes: Sequence[Episode], question: Question, value: str, *, as_of: datetime, was: str | None = None
) -> list[Episode]:
    """Give each of these entries the same answer, all or none, and return them as they are stored then.

    One that holds it already stays as it is.

    ``was`` is what the field held when the question was asked. Raises :class:`AnsweredElsewhereError` if an entry holds
    something else by now; where nobody knows what it held, if the question is open no more.

    Raises KeyError for ``too_many``, which is not about an entry, ValueError for a value that is no answer to the
    question, and :class:`journal.models.recording.RefusedError` if an entry would not be sound with it.
    """
    field, allowed = ANSWERS[question]
    said = allowed[allowed.index(value)] if value in allowed else None
    if said is None:
        raise ValueError(f"{value!r} does not answer {question}")
    with transaction.atomic():
        keys = [episode.pk for episode in episodes]
        answered = list(Episode.objects.select_for_update().filter(pk__in=keys))
        for episode in answered:
            stored = str(getattr(episode, field))
            if stored == value:
                continue
            if stored != was if was is not None else not _is_open(episode, question, stored):
                raise AnsweredElsewhereError(stored)
            change(episode, replace(episode.entry, **{field: said}), as_of=as_of)
    return answered


def _is_open(episode: Episode, question: Question, stored: str) -> bool:
    return stored in NO_ANSWER_YET or question in match(episode.observation).asks
