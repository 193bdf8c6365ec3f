"""Places with their sides added up, as in "Calf 20: right 17, left 3"."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _

from journal.anatomy import Side, muscle
from journal.i18n import gettext_noop
from journal.report import Report
from journal.report.summed_places import SummedPlace, summed_places
from journal.wording.places import muscle_name
from journal.wording.report.report_text import TableText

# What a doctor takes in at a glance.
MOST_AT_A_GLANCE = 3
SIDE_COUNTS: dict[Side | None, str] = {
    Side.RIGHT: gettext_noop("right %d"),
    Side.LEFT: gettext_noop("left %d"),
    Side.BOTH: gettext_noop("both %d"),
    None: gettext_noop("no side %d"),
}


def places(report: Report) -> TableText:
    """A row a place, the most entries first."""
    title = _("Place")
    rows = [_row(place) for place in summed_places(report.counted.moments)]
    head = [title, _("Medical term"), _("Nights"), _("Entries")]
    return TableText(title, head, rows, _("Nothing was recorded."))


def _row(place: SummedPlace) -> list[str]:
    listed = muscle(place.place)
    term = _(listed.anatomical_name) if listed and listed.anatomical_name else ""
    name = muscle_name(place.place) or _("Not recorded")
    sides = _sides(place)
    text = _("%(place)s: %(sides)s") % {"place": name, "sides": sides} if sides else name
    return [text, term, str(place.nights), str(place.entries)]


def where_most(report: Report) -> str:
    """The places with the most entries, and the sides that were told; "" for none."""
    told = (place for place in summed_places(report.counted.moments) if place.place)
    return "; ".join(_with_number(place) for place in islice(told, MOST_AT_A_GLANCE))


def _with_number(place: SummedPlace) -> str:
    sides = _sides(replace(place, sides=tuple(one for one in place.sides if one[0])))
    values = {"place": muscle_name(place.place), "number": place.entries, "sides": sides}
    if not values["sides"]:
        return _("%(place)s %(number)d") % values
    return _("%(place)s %(number)d: %(sides)s") % values


def _sides(place: SummedPlace) -> str:
    """ "" where no side was told, as of a place that has none."""
    if all(side is None for side, _entries in place.sides):
        return ""
    return ", ".join(_(SIDE_COUNTS[side]) % entries for side, entries in place.sides)
