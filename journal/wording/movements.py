"""What was noticed: the movement, and where."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.criteria import Question
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


def question_hint(question: Question, movement: Movement | None) -> str:
    """What helps to answer the question of an entry with that movement; "" for nothing."""
    if question is not Question.TYPE:
        return ""
    if movement is Movement.FELT_JOLT:
        return _(
            "You wrote that a jolt was only felt, and that it woke you. Nobody asleep can know what"
            " moved: “Jolt, only felt” leaves the question open."
        )
    return _(
        "A twitch is a flicker in part of a muscle; a jerk is a sudden shock-like movement. “Not"
        " sure” leaves the question open, and so does a twitch that woke you."
    )
