"""How long something went on."""

from __future__ import annotations

from django.utils.translation import gettext as _


def duration(seconds: float) -> str:
    """Hours, minutes and seconds with nothing cut off, as in "1 h 1 min 30 s"; "0 s" for none.

    A median may lie between two whole seconds: below ten its half is said, above it is rounded.
    """
    if seconds < 10 and seconds != int(seconds):
        return _("%(number)s s") % {"number": f"{seconds:.1f}"}
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    units = (
        (hours, _("%(number)s h")),
        (minutes, _("%(number)s min")),
        (left, _("%(number)s s")),
    )
    parts = [text % {"number": number} for number, text in units if number]
    return " ".join(parts) or _("%(number)s s") % {"number": 0}


def minutes_long(minutes: float) -> str:
    """What was typed to the minute, as in "7 h 30 min", "0 min" for none; a median's half minute is
    left out.
    """
    if minutes < 1:
        return _("%(number)s min") % {"number": 0}
    return duration(60 * int(minutes))
