"""Stores what a person decides on a pattern of matches, and answers to "too many twitches?"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from journal.criteria import RULES_VERSION
from journal.models.pattern_decision import PatternDecision
from journal.models.too_many_answer import TooManyAnswer


def locked_decision(person: User, pattern: str) -> PatternDecision | None:
    """What is stored of that pattern, nobody else's to change until the transaction ends; None for
    nothing.
    """
    mine = PatternDecision.objects.of(person).select_for_update()
    return mine.filter(pattern=pattern).first()


def store_decision(
    person: User, pattern: str, entries: list[int], changed: Mapping[str, str], *, as_of: datetime
) -> None:
    """Store what was ``changed`` of a pattern's decision ("decision", "note"), under today's rules.

    ``pattern`` is ``journal.patterns.Pattern.key``, ``entries`` are the primary keys of all entries
    that make it up now.
    """
    PatternDecision.objects.update_or_create(
        owner=person,
        pattern=pattern,
        defaults={
            **changed,
            "criterion": pattern.partition("/")[0],
            "entries": entries,
            "decided_at": as_of,
            "rules_version": RULES_VERSION,
        },
    )


def answer_too_many(person: User, answer: str, *, as_of: datetime) -> None:
    """Store an answer to "too many?" beside the earlier ones, which it outweighs."""
    TooManyAnswer.objects.create(owner=person, answer=answer, answered_at=as_of)
