"""An entry in everyday words, as the diary, the trash and the preview of an import show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.entries import Entry
from journal.observations import NoticedBy, TimeTold
from journal.time_zones import stored_zone
from journal.wording.answers import further_answers
from journal.wording.choices import lay_word
from journal.wording.dates import (
    day_and_time,
    listed_night,
    names_its_day,
    night,
    short_day,
    told_time,
)
from journal.wording.durations import duration
from journal.wording.places import place_name


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What is said of one entry, on the clock of the place where it happened.

    Each is "" for what was not recorded. ``day`` is for lists without nights, ``own_day`` for
    those by night: the day of a time by day, else "".
    """

    day: str
    own_day: str
    time: str
    movement: str
    place: str
    details: str
    note: str


def entry_words(entry: Entry, night: date, *, zone: str) -> EntryWords:
    """One entry of that night; ``zone`` is the name of the person's own, which goes unsaid."""
    local = entry.happened_at.astimezone(stored_zone(entry.time_zone))
    by_day = entry.time_told is not TimeTold.NIGHT and names_its_day(
        night, local.date(), local.hour
    )
    movement = _("Something (type not recorded)")
    if entry.movement:
        movement = lay_word(entry.movement)
    return EntryWords(
        day=listed_night(night, local, dated=True),
        own_day=short_day(local.date()) if by_day else "",
        time=told_time(f"{local:%H:%M}", entry.time_told),
        movement=movement,
        place=place_name(entry.muscle, entry.side) if entry.muscle else "",
        details=" · ".join(_details(entry, zone)),
        note=entry.note.strip(),
    )


def entry_when(entry: Entry, begins_on: date, zone: ZoneInfo) -> str:
    """When it was, by the clock of ``zone``: its night, and its time as it was told."""
    if entry.time_told is TimeTold.NIGHT:
        return night(begins_on)
    local = entry.happened_at.astimezone(zone)
    on = listed_night(begins_on, local, dated=False)
    return day_and_time(on, told_time(f"{local:%H:%M}", entry.time_told))


def _details(entry: Entry, zone: str) -> list[str]:
    """Only what was recorded, in the order in which the form asks.

    The time zone stands there if it is not the person's own.
    """
    details = []
    if entry.phase:
        details.append(lay_word(entry.phase))
    if entry.woke:
        details.append(_("Woke me: %(answer)s") % {"answer": lay_word(entry.woke)})
    if entry.duration_seconds is not None:
        details.append(duration(entry.duration_seconds))
    details += [*_amounts(entry), *further_answers(entry)]
    if entry.noticed_by is NoticedBy.PARTNER:
        details.append(_("Noticed by somebody beside me"))
    if entry.time_zone != zone:
        details.append(_("Time in %(zone)s") % {"zone": entry.time_zone})
    return details


def _amounts(entry: Entry) -> list[str]:
    amounts = []
    if entry.count > 1:
        times = ngettext("%(count)d time", "%(count)d times", entry.count)
        amounts.append(times % {"count": entry.count})
    if entry.intensity is not None:
        amounts.append(_("Strength %(intensity)d of 10") % {"intensity": entry.intensity})
    return amounts
