"""Stores answers to open questions: each fills one field of an entry and leaves the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from journal.actions.record import change
from journal.anatomy import NOT_SURE_WHERE, Side
from journal.answer_kinds import joined
from journal.classifier import match
from journal.criteria import Question
from journal.models.episode import Episode
from journal.observations import Movement
from journal.open_questions import ANSWERS, open_questions


class AnsweredElsewhereError(Exception):
    """An entry was answered otherwise since its question was shown.

    ``stored`` is the value that it holds now.
    """

    def __init__(self, stored: str) -> None:
        super().__init__(stored)
        self.stored = stored


# What a field holds that was asked about in the morning and left open.
NO_ANSWER_YET = ("", Movement.UNSURE, NOT_SURE_WHERE)


def answer_all(
    episodes: Sequence[Episode],
    question: Question,
    value: str,
    *,
    side: Side | None = None,
    as_of: datetime,
    was: str | None = None,
) -> list[Episode]:
    """Give each of these entries the same answer, all or none; the entries as they are stored then.

    One that holds the answer already stays as it is; of one that leaves the question open all the
    same it is noted that it was put. ``side`` comes with a place; None leaves the
    side that is stored. ``was`` is what the field held when the
    question was asked, None if nobody knows. Raises :class:`AnsweredElsewhereError` if an entry
    holds something else by now, KeyError for ``too_many``, which is not about an entry, ValueError
    for a value that is no answer to the question, and
    :class:`journal.actions.record.RefusedError` if an entry would not be sound with it.
    """
    field, allowed = ANSWERS[question]
    if value not in allowed:
        raise ValueError(f"{value!r} does not answer {question}")
    answer = allowed[allowed.index(value)]
    with transaction.atomic():
        keys = [episode.pk for episode in episodes]
        answered = list(Episode.objects.select_for_update().filter(pk__in=keys))
        for episode in answered:
            stored = str(getattr(episode, field))
            if stored != value and _is_answered(episode, question, stored, was):
                raise AnsweredElsewhereError(stored)
            entry = replace(episode.entry, **{field: answer})
            if side and (stored != value or not episode.side):
                entry = replace(entry, side=side)
            if entry != episode.entry:
                change(episode, entry, as_of=as_of)
            _note_asked(episode, question)
    return answered


def put_aside(episodes: Sequence[Episode], question: Question) -> list[Episode]:
    """Note of these entries that the question was put, and leave all that they say as it is."""
    with transaction.atomic():
        keys = [episode.pk for episode in episodes]
        about = list(Episode.objects.select_for_update().filter(pk__in=keys))
        for episode in about:
            _note_asked(episode, question)
    return about


def _note_asked(episode: Episode, question: Question) -> None:
    """Of a question that is open all the same: the morning puts it once (docs/criteria.md)."""
    before = episode.asked_questions.split()
    if question in before or question not in open_questions(episode.observation):
        return
    episode.asked_questions = joined([*before, question])
    episode.save(update_fields=["asked_questions"])


def _is_answered(episode: Episode, question: Question, stored: str, was: str | None) -> bool:
    """Whether the field changed since, or, with ``was`` unknown, the question is open no more."""
    if was is not None:
        return stored != was
    return stored not in NO_ANSWER_YET and question not in match(episode.observation).asks
