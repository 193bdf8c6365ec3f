"""When somebody slept."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from journal.sleep_times import crosses_noon
from journal.wording import dates


def sleep_sentence(
    night: date, zone: ZoneInfo, bed_at: datetime | None, woke_at: datetime | None
) -> str:
    """When a sleep was, with its days, on the clock of ``zone``; "" for nothing recorded."""
    bed = bed_at and bed_at.astimezone(zone)
    woke = woke_at and woke_at.astimezone(zone)
    values = {
        "bed": _time_of_sleep(night, bed),
        "woke": _time_of_sleep(night, woke),
        "night": dates.night(night),
    }
    text = _times_of_sleep(bed, woke)
    if woke and crosses_noon(night, woke.replace(tzinfo=None)):
        text += " " + _("The whole sleep is kept with %(night)s.")
    return text % values


def _times_of_sleep(bed: datetime | None, woke: datetime | None) -> str:
    if bed and woke:
        return _("To bed %(bed)s, up again %(woke)s.")
    if bed:
        return _("To bed %(bed)s.")
    if woke:
        return _("Up again %(woke)s.")
    return ""


def _time_of_sleep(night: date, at: datetime | None) -> str:
    """As beside any night; "" for no time."""
    if at is None:
        return ""
    return dates.time_in_night(night, at)
