"""One entry that stands for the rest of a night, so that nobody has to touch the screen thirty times.

It comes from the morning's form, or as "And many more" from the night pad (``static/js/pad/strip.js``): then it counts
one until morning, when the person says how many. Both give it the same id, so that a night has one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from journal.entries import Entry, Problem
from journal.marking import gettext_noop
from journal.models.episode import Episode, Source
from journal.models.recording import RefusedError, change, record
from journal.observations import Movement

ID = "rest-of-"


def rest_of(person: User, night: date) -> Episode | None:
    """The entry that stands for the rest of ``night``; the phone whose clock was wrong named it after another one."""
    return Episode.objects.of(person).kept().on_nights(night, night).filter(client_id__startswith=ID).first()


def is_uncounted(rest: Episode) -> bool:
    """Whether it was only touched at night, and nobody has said yet how many it stands for."""
    return rest.source == Source.PAD and rest.count == 1


def record_rest(person: User, night: date, *, count: int, muscle: str | None, as_of: datetime) -> bool:
    """Store the rest of ``night`` as one entry at the time of its last one; False if that was done before.

    What the night pad noted as "And many more" is given its number instead.
    Raises :class:`journal.models.recording.RefusedError` for a night without entries or an entry that is not sound.
    """
    with transaction.atomic():
        noted = rest_of(person, night)
        if noted and is_uncounted(noted):
            change(noted, replace(noted.entry, count=count, muscle=muscle), as_of=as_of)
            return True
    last = Episode.objects.of(person).kept().on_nights(night, night).newest_first().first()
    if last is None:
        raise RefusedError([Problem("night_of", gettext_noop("This night has no entries to be the rest of."))])
    entry = Entry(
        id=f"{ID}{night.isoformat()}",
        happened_at=last.happened_at,
        time_zone=last.time_zone,
        movement=Movement.TWITCH,
        muscle=muscle,
        count=count,
        note=gettext("One number for the rest of the night."),
    )
    return record(person, entry, source=Source.FORM, as_of=as_of)[1]
