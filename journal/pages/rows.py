"""An entry as one line of the diary: every text made once, so that a row costs its page next to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from journal import entries
from journal.classifier import match
from journal.criteria import CRITERION_BY_CODE
from journal.models import Episode
from journal.models.choices import value_or_none
from journal.observations import Movement, NoticedBy, Phase, Woke
from journal.pages.dates import short_night
from journal.pages.lines import place_name
from journal.words import word


@dataclass(frozen=True, slots=True)
class Row:
    """What the diary says of one entry, in the reader's language. ``day`` is for lists without nights, ``next_day`` for
    those by night: the day of a time that is not on the night's own, else "".
    """

    pk: int
    day: str
    next_day: str
    time: str
    what: str
    place: str
    details: str
    note: str
    matches: list[str]
    questions: list[str]
    edit: str
    delete: str
    restore: str


def row(episode: Episode, *, zone: str, show_matches: bool) -> Row:
    """One entry; ``zone`` is the person's, ``show_matches`` whether what the classifier says is told as well."""
    local = episode.happened_at.astimezone(entries.stored_zone(episode.time_zone))
    movement = value_or_none(Movement, episode.movement)
    answers = match(episode.observation) if show_matches else None
    return Row(
        pk=episode.pk,
        day=date_format(local, "j M Y"),
        next_day="" if local.date() == episode.night_of else short_night(local.date()),
        time=f"{local:%H:%M}",
        what=_lay(movement) if movement else gettext("Something (type not recorded)"),
        place=place_name(episode.muscle, episode.side) if episode.muscle else "",
        details=" · ".join(_details(episode, zone)),
        note=episode.note.strip(),
        matches=[gettext(CRITERION_BY_CODE[code].title) for code in answers.flags] if answers else [],
        questions=[_lay(question) for question in answers.asks] if answers else [],
        edit=_address("edit") % episode.pk,
        delete=_address("delete") % episode.pk,
        restore=_address("restore") % episode.pk,
    )


@cache
def _address(name: str) -> str:
    """An address with a place for the entry's number: reversing each anew was a fifth of the page's time."""
    return reverse(name, args=[0]).replace("/0/", "/%d/")


def _lay(value: StrEnum) -> str:
    return gettext(word(value).lay)


def _details(episode: Episode, zone: str) -> list[str]:
    """Only what was recorded, in the order in which the form asks; the time zone if it is not the person's own."""
    said = []
    if phase := value_or_none(Phase, episode.phase):
        said.append(_lay(phase))
    if woke := value_or_none(Woke, episode.woke):
        said.append(gettext("Woke me: %(answer)s") % {"answer": _lay(woke)})
    if episode.duration_seconds is not None:
        said.append(duration(episode.duration_seconds))
    if episode.count > 1:
        said.append(ngettext("%(count)d time", "%(count)d times", episode.count) % {"count": episode.count})
    if episode.intensity is not None:
        said.append(gettext("Strength %(intensity)d of 10") % {"intensity": episode.intensity})
    if episode.noticed_by == NoticedBy.PARTNER:
        said.append(gettext("Noticed by somebody beside me"))
    if episode.time_zone != zone:
        said.append(gettext("Time in %(zone)s") % {"zone": episode.time_zone})
    return said


def duration(seconds: int) -> str:
    """A duration in hours, minutes and seconds, the empty ones left out: "1 min 30 s"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    units = ((hours, gettext("h")), (minutes, gettext("min")), (rest, gettext("s")))
    return " ".join(f"{number} {unit}" for number, unit in units if number) or f"0 {gettext('s')}"


def night_title(night: date, this_year: int) -> str:
    """ "Night of Mon 6 July", with the year where it is not this one."""
    name = date_format(night, "D j F" if night.year == this_year else "D j F Y")
    return gettext("Night of %(night)s") % {"night": name}
