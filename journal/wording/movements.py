"""What was noticed: the movement, and where."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.observations import Movement
from journal.wording.choices import lay_word
from journal.wording.places import place_name


def movement_name(movement: Movement | None) -> str:
    """As in "Twitch", or that it was not recorded."""
    return lay_word(movement) if movement else _("Movement not recorded")


def movement_at(movement: Movement | None, muscle_id: str | None, side: str | None) -> str:
    """Movement, place and side as far as recorded, as in "Twitch, Calf, left"."""
    parts = (movement_name(movement), place_name(muscle_id, side))
    return ", ".join(part for part in parts if part)
