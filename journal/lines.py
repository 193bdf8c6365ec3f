"""An entry in one line: when, what and where, in everyday words. Formatted once, so that a template row is cheap."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from journal.anatomy import muscle
from journal.dates import day, night
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
    """As in "Night of Mon 6 July, 02:15"."""
    return _("Night of %(night)s, %(time)s") % {
        "night": day(one.night) if dated else night(one.night),
        "time": clock_time(one),
    }


def clock_time(one: Moment) -> str:
    """The wall clock's time; the second pass of an hour that the clock shows twice is said."""
    text = f"{one.hour:02}:{one.minute % 60:02}"
    return _("%(time)s (the second time)") % {"time": text} if one.again else text


def what(one: Moment) -> str:
    """Movement, place and side, as far as recorded."""
    movement = _(word(one.seen.movement).lay) if one.seen.movement else _("Movement not recorded")
    return ", ".join((movement, *place(one.seen.muscle), *((_(word(one.side).lay),) if one.side else ())))


def place(muscle_id: str | None) -> tuple[str, ...]:
    """The lay name of a place; nothing for none, and free text as it is."""
    known = muscle(muscle_id)
    return (_(known.lay_name) if known else muscle_id,) if muscle_id else ()
