"""Stores an entry that is remembered in the morning, by the part of the night alone.

The open questions ask for the rest of it.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal.actions.record import record
from journal.entries import Entry
from journal.models.episode import Episode, Source
from journal.models.morning import Morning
from journal.nights import NOON, ONE_NIGHT, resolve
from journal.observations import Phase, TimeTold


class PartOfNight(StrEnum):
    """When in the night, as people remember it."""

    FALLING_ASLEEP = "falling_asleep"
    IN_THE_NIGHT = "in_the_night"
    WAKING = "waking"


# An entry needs some place in the night. Where bed and wake time are known these are taken; else
# hours in the middle of most people's, and it is kept that nobody told them.
USUAL_TIMES = {
    PartOfNight.FALLING_ASLEEP: time(23, 0),
    PartOfNight.IN_THE_NIGHT: time(3, 0),
    PartOfNight.WAKING: time(7, 0),
}
# Falling asleep and waking are phases that a person knows; "in the night" says nothing of sleep.
PHASE_OF_PART = {PartOfNight.FALLING_ASLEEP: Phase.SLEEP_ONSET, PartOfNight.WAKING: Phase.ON_WAKING}


def record_remembered(
    person: User, night: date, part: PartOfNight, *, key: str, zone: ZoneInfo, as_of: datetime
) -> tuple[Episode, bool]:
    """Store a rough entry of that part of ``night``: the entry, and whether it is new.

    It is never later than ``as_of``, and at the bed or wake time of the night where that is known.
    ``key`` is the entry's id, made with the form, so that a form sent twice is stored once. Raises
    :class:`journal.actions.record.RefusedError` if it is no id.
    """
    morning = Morning.objects.of(person).on_nights(night, night).first()
    recorded = {
        PartOfNight.FALLING_ASLEEP: morning and morning.bed_at,
        PartOfNight.WAKING: morning and morning.woke_at,
    }.get(part)
    at = min(recorded or _usual_instant(night, part, zone), as_of)
    told = TimeTold.ABOUT if recorded else TimeTold.NIGHT
    entry = Entry(
        id=key,
        happened_at=at,
        time_zone=zone.key,
        phase=PHASE_OF_PART.get(part),
        time_told=told,
    )
    return record(person, entry, source=Source.FORM, as_of=as_of)


def _usual_instant(night: date, part: PartOfNight, zone: ZoneInfo) -> datetime:
    clock = USUAL_TIMES[part]
    day = night
    if clock < NOON:
        day += ONE_NIGHT
    return resolve(datetime.combine(day, clock), zone)[0]
