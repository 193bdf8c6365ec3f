"""An entry in one line: when it was and what was noticed, with the way to its page."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.constant_places import is_constant
from journal.moments import Moment
from journal.wording.dates import dated_night, entry_time, night
from journal.wording.movements import movement_at
from journal.wording.places import place_name


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in words; ``key`` is its primary key, at ``url`` it can be changed."""

    key: Hashable
    when: str
    noticed: str
    url: str


def entry_line(moment: Moment, *, dated: bool) -> EntryLine:
    """An entry's night (``dated``: with the year), time, movement and place.

    Of a place where it went on and on: its night and place, and the page on which it was marked.
    """
    observation = moment.observation
    if is_constant(observation.key):
        return _constant_line(moment, dated=dated)
    return EntryLine(
        key=observation.key,
        when=entry_time(moment, dated=dated),
        noticed=movement_at(observation.movement, observation.muscle, moment.side),
        url=reverse("edit", args=[observation.key]),
    )


def constant_url(on: date) -> str:
    """The page on which a night's places where it went on and on are marked."""
    return f"{reverse('constant')}?night={on.isoformat()}"


def _constant_line(moment: Moment, *, dated: bool) -> EntryLine:
    place = place_name(moment.observation.muscle, moment.side)
    return EntryLine(
        key=moment.observation.key,
        when=dated_night(moment.night) if dated else night(moment.night),
        noticed=_("Went on and on: %(place)s") % {"place": place},
        url=constant_url(moment.night),
    )
