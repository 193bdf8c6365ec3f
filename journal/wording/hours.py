"""Entries by the hour of the clock, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


def hour_range(hour: int) -> str:
    """As in "02:00 to 02:59"."""
    return _("%(from)s to %(to)s") % {"from": f"{hour:02}:00", "to": f"{hour:02}:59"}


def hours_text(entries: Sequence[int]) -> str:
    """Which hour has most entries; ``entries`` has a number for each hour, midnight first."""
    most = max(range(len(entries)), key=entries.__getitem__)
    text = _("The hour with most entries, %(number)d: %(hour)s.")
    return text % {"number": entries[most], "hour": hour_range(most)}
