"""Saving the answers to the other things doctors ask about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.models.answers import OtherThingAnswer


def answers_of(person: User) -> dict[str, OtherThingAnswer]:
    """What the person has answered, by the question's code; a missing code was not answered."""
    return {one.thing: one for one in OtherThingAnswer.objects.filter(owner_id=person.pk)}


def keep_answers(person: User, said: Mapping[str, tuple[str, str]], *, as_of: datetime, again: bool = False) -> int:
    """Store what changed and say how many did. ``("", "")`` takes an answer back.

    An answer that stays as it was keeps the time at which it was given, unless all are asked ``again`` for a visit:
    then what is still answered was said now.
    """
    with transaction.atomic():
        known = answers_of(person)
        before = {code: (one.answer, one.since) for code, one in known.items()}
        changed = {code: now for code, now in said.items() if now != before.get(code, ("", ""))}
        repeated = [known[code].pk for code, now in said.items() if again and code in known and code not in changed]
        OtherThingAnswer.objects.filter(pk__in=repeated).update(answered_at=as_of)
        for code, (answer, since) in changed.items():
            if answer:
                values = {"answer": answer, "since": since, "answered_at": as_of}
                OtherThingAnswer.objects.update_or_create(owner=person, thing=code, defaults=values)
            else:
                known[code].delete()
    return len(changed)
