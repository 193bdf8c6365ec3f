"""Whether links to the report end before the appointment that they are for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from journal.models import Appointment
from journal.reading.share_links import end_of_day, links_ending_before
from journal.wording.share_links import links_too_short_text


def links_too_short(visit: Appointment, zone: ZoneInfo, as_of: datetime) -> str:
    """That links end before this appointment is over, for whoever has just noted or moved it; ""
    for none, and for an appointment that is past or put behind.
    """
    if visit.closed_at is not None or visit.on_date < as_of.astimezone(zone).date():
        return ""
    end = end_of_day(visit.on_date, zone)
    return links_too_short_text(links_ending_before(visit.owner, end, as_of=as_of))
