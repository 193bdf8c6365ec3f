"""Links to a report in words: whether they work, how long, and how often a passphrase was wrong."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.time_zones import stored_zone
from journal.wording.dates import day, instant_in

# Wrong passphrases that somebody who was told the right one would not need.
MANY_TRIES = 20


def link_name(for_whom: str, made_at: datetime, zone: ZoneInfo) -> str:
    """For whom it was made, as the owner wrote it, else when."""
    return for_whom or _("Link of %s") % instant_in(made_at, zone)


def link_state(
    revoked_at: datetime | None, ends_at: datetime, zone: ZoneInfo, as_of: datetime
) -> str:
    """As in "Works until 22 July 2026, 00:00", or when it ended or its owner ended it."""
    if revoked_at is not None:
        return _("You ended it on %s") % instant_in(revoked_at, zone)
    if ends_at <= as_of:
        return _("Ended on %s") % instant_in(ends_at, zone)
    return _("Works until %s") % instant_in(ends_at, zone)


def link_end_text(ends_at: datetime, time_zone: str) -> str:
    """When a link ends, on the clock of the report, with the name of that time zone."""
    return f"{instant_in(ends_at, stored_zone(time_zone))} ({time_zone})"


def ends_too_soon_text(visit_on: date) -> str:
    """That a link ends before the appointment is over."""
    return _("It ends before your appointment on %s.") % day(visit_on)


def links_too_short_text(number: int) -> str:
    """The same of so many links, for whoever has just noted or moved the appointment; "" for 0."""
    if not number:
        return ""
    text = ngettext(
        "%d link to a report ends before this day: see “A link for the doctor” below.",
        "%d links to reports end before this day: see “A link for the doctor” below.",
        number,
    )
    return text % number


def wrong_tries_text(number: int, tried_at: datetime | None, zone: ZoneInfo) -> str:
    """That so many wrong passphrases were typed, the last one ``tried_at``; "" for none."""
    if not number or tried_at is None:
        return ""
    text = ngettext(
        "A wrong passphrase was typed %(number)d time, on %(at)s.",
        "A wrong passphrase was typed %(number)d times, the last time on %(at)s.",
        number,
    ) % {"number": number, "at": instant_in(tried_at, zone)}
    if number < MANY_TRIES:
        return text
    return f"{text} {_('Somebody is guessing. End this link and make another one.')}"
