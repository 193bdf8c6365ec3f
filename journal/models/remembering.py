"""An entry remembered in the morning: a part of the night is touched, and the open questions ask for the rest."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal.entries import Entry
from journal.models.episode import Episode, Source
from journal.models.morning import Morning
from journal.models.recording import record
from journal.nights import NOON, ONE_NIGHT, resolve
from journal.observations import Phase


class Part(StrEnum):
    """When in the night, as people remember it."""

    FALLING_ASLEEP = "falling_asleep"
    IN_THE_NIGHT = "in_the_night"
    WAKING = "waking"


# An entry needs some time. Where bed and wake time are known these are taken; else hours in the middle of most
# people's, which can be changed in the diary.
USUALLY = {Part.FALLING_ASLEEP: time(23, 0), Part.IN_THE_NIGHT: time(3, 0), Part.WAKING: time(7, 0)}
# Falling asleep and waking are phases that a person knows; "in the night" says nothing of sleep.
PHASES = {Part.FALLING_ASLEEP: Phase.SLEEP_ONSET, Part.WAKING: Phase.ON_WAKING}


def record_remembered(
    person: User, night: date, part: Part, *, key: str, zone: ZoneInfo, as_of: datetime
) -> tuple[Episode, bool]:
    """Store a rough entry of that part of ``night``, never later than ``as_of``: the entry, and whether it is new.

    ``key`` is the entry's id, made with the form, so that a form sent twice is stored once. Raises
    :class:`journal.models.recording.RefusedError` if it is no id.
    """
    said = Morning.objects.of(person).on_nights(night, night).first()
    told = {Part.FALLING_ASLEEP: said and said.bed_at, Part.WAKING: said and said.woke_at}.get(part)
    at = min(told or _usually(night, part, zone), as_of)
    entry = Entry(id=key, happened_at=at, time_zone=zone.key, phase=PHASES.get(part))
    return record(person, entry, source=Source.FORM, as_of=as_of)


def _usually(night: date, part: Part, zone: ZoneInfo) -> datetime:
    clock = USUALLY[part]
    return resolve(datetime.combine(night if clock >= NOON else night + ONE_NIGHT, clock), zone)[0]
