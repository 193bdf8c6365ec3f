"""Where on the body, with its side: "Calf, left"."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from journal.anatomy import Side, muscle
from journal.geometry.body_map import View
from journal.labels import SIDE_ALONE, SIDE_BESIDE
from journal.wording.choices import lay_word


def muscle_name(muscle_id: str | None) -> str:
    """The everyday name of a muscle, as in "Calf", as one says it of an entry.

    Text that is no id of the list stands for itself; "" for no place.
    """
    listed = muscle(muscle_id)
    return _(listed.plain_name) if listed else muscle_id or ""


def place_name(muscle_id: str | None, side: str | None) -> str:
    """A muscle and the side, as in "Calf, left"; "" for neither.

    Raises ValueError for a side that is none.
    """
    return beside(muscle_name(muscle_id), Side(side) if side else None)


def side_word(side: str | None) -> str:
    """ "Left", "Right", "Both sides" or ""."""
    return lay_word(Side(side)) if side else ""


def side_letters(view: View) -> tuple[str, str]:
    """What stands at the onlooker's left and right of a body map: "R" and "L" of the front."""
    left = pgettext("left, beside a body map", "L")
    right = pgettext("right, beside a body map", "R")
    return (right, left) if view is View.FRONT else (left, right)


def beside(name: str, side: Side | None) -> str:
    """A name that is put into words already with the side after it, or the side alone."""
    if side is None:
        return name
    return _(SIDE_BESIDE[side]) % {"place": name} if name else _(SIDE_ALONE[side])
