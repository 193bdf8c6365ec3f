"""Stores one entry that stands for the rest of a night, in place of thirty touches.

It comes from the morning's form, or as "And many more" from the night pad
(``static/js/pad/strip.js``): then it counts one until morning, when the person says how many. Both
give it the same id, so that a night has one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from journal.actions.record import RefusedError, change, record
from journal.anatomy import Side
from journal.entries import Entry, Problem
from journal.i18n import gettext_noop
from journal.models.episode import Episode, Source
from journal.models.episode_queryset import REST_OF_NIGHT
from journal.observations import Movement


def record_rest(
    person: User,
    night: date,
    *,
    count: int,
    muscle: str | None,
    side: Side | None = None,
    as_of: datetime,
) -> bool:
    """Store the rest of ``night`` as one entry at the time of its last; False if it is there.

    What the night pad noted as "And many more" is given its number instead. Raises
    :class:`journal.actions.record.RefusedError` for a night without entries or an entry that is
    not sound.
    """
    with transaction.atomic():
        noted = Episode.objects.of(person).kept().rest_of_night(night)
        if noted and noted.is_uncounted_rest:
            entry = replace(noted.entry, count=count, muscle=muscle, side=side)
            change(noted, entry, as_of=as_of)
            return True
    last = Episode.objects.of(person).kept().on_nights(night, night).newest_first().first()
    if last is None:
        raise RefusedError(
            [Problem("night_of", gettext_noop("This night has no entries to be the rest of."))]
        )
    entry = Entry(
        id=f"{REST_OF_NIGHT}{night.isoformat()}",
        happened_at=last.happened_at,
        time_zone=last.time_zone,
        movement=Movement.TWITCH,
        muscle=muscle,
        side=side,
        count=count,
        note=gettext("One number for the rest of the night."),
    )
    return record(person, entry, source=Source.FORM, as_of=as_of)[1]
