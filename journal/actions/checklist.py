"""Stores the answers to the checklist, the other things that doctors ask about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.models.checklist_answer import OtherThingAnswer


def answer_checklist(
    person: User, answers: Mapping[str, tuple[str, str]], *, as_of: datetime, again: bool = False
) -> int:
    """Store what changed of ``answers``, (answer, since when) by the question; how many did.

    ``("", "")`` takes an answer back. One that stays as it was keeps the time at which it was
    given, unless all are asked ``again`` for a visit: then what is still answered was said now.
    """
    with transaction.atomic():
        stored = OtherThingAnswer.objects.of(person).by_question()
        before = {code: (row.answer, row.since) for code, row in stored.items()}
        changed = {code: now for code, now in answers.items() if now != before.get(code, ("", ""))}
        if again:
            same = [stored[code].pk for code in answers.keys() & stored.keys() - changed.keys()]
            OtherThingAnswer.objects.filter(pk__in=same).update(answered_at=as_of)
        for code, (answer, since) in changed.items():
            if answer:
                values = {"answer": answer, "since": since, "answered_at": as_of}
                OtherThingAnswer.objects.update_or_create(owner=person, thing=code, defaults=values)
            else:
                stored[code].delete()
    return len(changed)
