"""An entry in one line: when, what and where, in everyday words. Formatted once, so that a template row is cheap."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.anatomy import MUSCLE_BY_ID, Side, muscle
from journal.observations import Movement
from journal.pages.dates import day, short_night, time_in_night
from journal.summary import Moment
from journal.words import word


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in one line, with the address at which it can be changed."""

    key: Hashable
    when: str
    what: str
    url: str


def line(one: Moment, *, dated: bool) -> Line:
    """An entry's night (``dated``: with the year), time, movement and place."""
    return Line(one.seen.key, when(one, dated=dated), what(one), reverse("edit", args=[one.seen.key]))


def when(one: Moment, *, dated: bool) -> str:
    """As in "Night of Mon 6 Jul, 23:10" or "Night of Mon 6 Jul, Tue 7 Jul 02:15"."""
    return _("Night of %(night)s, %(time)s") % {
        "night": day(one.night) if dated else short_night(one.night),
        "time": clock_time(one),
    }


def clock_time(one: Moment) -> str:
    """The wall clock's time, with its day where that is not the night's own.

    The second pass of an hour that the clock shows twice is said.
    """
    text = f"{one.hour:02}:{one.minute % 60:02}"
    text = _("%(time)s (the second time)") % {"time": text} if one.again else text
    return time_in_night(one.night, one.day, text)


def what(one: Moment) -> str:
    """Movement, place and side, as far as recorded."""
    return _what(one.seen.movement, one.seen.muscle, one.side, get_language())


@lru_cache(maxsize=1024)
def _what(movement: Movement | None, muscle_id: str | None, side: Side | None, language: str | None) -> str:
    moved = _(word(movement).lay) if movement else _("Movement not recorded")
    return ", ".join((moved, *place(muscle_id), *((_(word(side).lay).lower(),) if side else ())))


def place(muscle_id: str | None) -> tuple[str, ...]:
    """The lay name of a place; nothing for none, and free text as it is."""
    known = muscle(muscle_id)
    return (_(known.lay_name) if known else muscle_id,) if muscle_id else ()


def place_name(muscle_id: str, side: str) -> str:
    """ "Calf, left", in the reader's language; an id that is not in the list stands for itself."""
    known = MUSCLE_BY_ID.get(muscle_id)
    name = _(known.lay_name) if known else muscle_id
    if not side:
        return name
    return _("%(place)s, %(side)s") % {"place": name, "side": _(word(Side(side)).lay).lower()}
