"""When links end, and that one ends before the appointment it was made for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.models import Appointment, ShareLink
from journal.pages.dates import day


def end_of(last_day: date, zone: ZoneInfo) -> datetime:
    """The midnight that ends the day."""
    return datetime.combine(last_day + timedelta(days=1), time(0), zone)


def ends_too_soon(link: ShareLink, visit: Appointment | None, zone: ZoneInfo) -> str:
    """That a link ends before the appointment is over; "" unless it does."""
    if visit is None or link.ends_at >= end_of(visit.on_date, zone):
        return ""
    return _("It ends before your appointment on %s.") % day(visit.on_date)


def links_too_short(visit: Appointment, zone: ZoneInfo, as_of: datetime) -> str:
    """The same of all links that work, for whoever has just noted or moved the appointment; "" for none."""
    if visit.closed_at is not None or visit.on_date < as_of.astimezone(zone).date():
        return ""
    alive = ShareLink.objects.of(visit.owner).alive(as_of)
    number = alive.filter(ends_at__lt=end_of(visit.on_date, zone)).count()
    if not number:
        return ""
    text = ngettext(
        "%d link to a report ends before this day: see “Share by link” on the page of the report.",
        "%d links to reports end before this day: see “Share by link” on the page of the report.",
        number,
    )
    return text % number
