"""How many videos somebody brings to a visit: one to three do, and nobody watches twenty."""

from __future__ import annotations

from journal.entries import Problem
from journal.i18n import gettext_noop as _

MOST_VIDEOS = 20


def videos_problem(field: str, number: int) -> Problem | None:
    """What is wrong with the ``number`` of videos in that ``field``; None for nothing."""
    if 0 <= number <= MOST_VIDEOS:
        return None
    text = _("This is a whole number from %(least)d to %(most)d.")
    return Problem(field, text, {"least": 0, "most": MOST_VIDEOS})
