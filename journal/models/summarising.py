"""One entry that stands for the rest of a night, so that nobody has to touch the screen thirty times."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext

from journal.entries import Entry, Problem
from journal.marking import gettext_noop
from journal.models.episode import Episode, Source
from journal.models.recording import RefusedError, record
from journal.observations import Movement


def record_rest(person: User, night: date, *, count: int, muscle: str | None, as_of: datetime) -> bool:
    """Store the rest of ``night`` as one entry at the time of its last one; False if that was done before.

    Raises :class:`journal.models.recording.RefusedError` for a night without entries or an entry that is not sound.
    """
    last = Episode.objects.of(person).kept().on_nights(night, night).newest_first().first()
    if last is None:
        raise RefusedError([Problem("night_of", gettext_noop("This night has no entries to be the rest of."))])
    entry = Entry(
        id=f"rest-of-{night.isoformat()}",
        happened_at=last.happened_at,
        time_zone=last.time_zone,
        movement=Movement.TWITCH,
        muscle=muscle,
        count=count,
        note=gettext("One number for the rest of the night."),
    )
    return record(person, entry, source=Source.FORM, as_of=as_of)[1]
