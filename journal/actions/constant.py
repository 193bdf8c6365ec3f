"""Stores that it went on and on at a place in a night, and takes it back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.actions.diary_limits import limit_problem
from journal.actions.record import RefusedError
from journal.constant_places import ConstantPlace
from journal.criteria import Question
from journal.models.constant_mark import ConstantMark


def mark_constant(person: User, place: ConstantPlace, as_of: datetime) -> ConstantMark:
    """Store the mark; the same place of the same night keeps its time, and takes a newer answer.

    Raises :class:`RefusedError` for one more than a diary holds.
    """
    with transaction.atomic():
        mark, new = ConstantMark.objects.get_or_create(
            owner=person,
            night_of=place.night,
            muscle=place.muscle,
            side=place.side or "",
            defaults={"called_back": place.called_back or "", "recorded_at": as_of},
        )
        if new and (full := limit_problem(person, {"constant_places": 1}, stored=True)):
            raise RefusedError([full])
        if place.called_back and place.called_back != mark.called_back:
            mark.called_back = place.called_back
            mark.save(update_fields=["called_back"])
    return mark


def unmark_constant(person: User, place: ConstantPlace) -> bool:
    """Take the mark of that place back; False if there is none."""
    marks = ConstantMark.objects.of(person).filter(
        night_of=place.night, muscle=place.muscle, side=place.side or ""
    )
    return bool(marks.delete()[0])


def answer_marks(
    person: User, keys: Collection[int], question: Question, value: str, side: str = ""
) -> int:
    """Answer "Would you call this your back?" or "Where was it?" of these marks; how many had it.

    A place that its night has a mark of already stays that one mark.
    """
    answered = 0
    with transaction.atomic():
        for mark in ConstantMark.objects.of(person).select_for_update().filter(pk__in=keys):
            answered += 1
            if question is Question.BACK:
                mark.called_back = value
                mark.save(update_fields=["called_back"])
                continue
            same = ConstantMark.objects.of(person).filter(
                night_of=mark.night_of, muscle=value, side=side or mark.side
            )
            if same.exclude(pk=mark.pk).exists():
                mark.delete()
                continue
            mark.muscle, mark.side = value, side or mark.side
            mark.save(update_fields=["muscle", "side"])
    return answered
