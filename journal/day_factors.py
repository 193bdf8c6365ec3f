"""What is asked of a day as a whole, once a day and never of a single twitch."""

from __future__ import annotations

from dataclasses import dataclass

from journal.i18n import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that a day may have held.

    ``code`` is the column of the day's context; ``question`` asks for it.
    """

    code: str
    name: str
    question: str


# In the order in which they are asked and shown.
FACTORS: tuple[Factor, ...] = (
    Factor("caffeine", _("Caffeine after noon"), _("Caffeine after noon?")),
    Factor("alcohol", _("Alcohol in the evening"), _("Alcohol in the evening?")),
    Factor("exercise", _("Hard exercise"), _("Hard exercise?")),
    Factor("short_sleep", _("A short night before"), _("Was the night before shorter than usual?")),
    Factor("stress", _("More stress than usual"), _("More stress than usual?")),
    Factor(
        "medicine_change",
        _("A medicine new, changed or left out"),
        _("A medicine new, changed or left out?"),
    ),
)
