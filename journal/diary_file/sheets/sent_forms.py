"""When something was that a form tells, by when the form was sent: before that."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from journal.diary_file.sheets.written_moments import WrittenMoment
from journal.diary_file.sheets.written_times import WrittenTime
from journal.nights import NOON, ONE_NIGHT


def sent_at(day: date, moment: WrittenMoment | None, zone: str) -> datetime:
    """When the form was sent, on the clock of ``zone`` (an IANA name), naive.

    Without a time it is the end of that day.
    """
    if moment is None:
        return datetime.combine(day, datetime.max.time())
    sent = datetime.combine(day, moment.clock.at) + timedelta(days=moment.clock.next_day)
    if moment.offset:
        return sent.replace(tzinfo=moment.offset).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return sent


def day_of_time(clock: WrittenTime, sent: datetime) -> date:
    """The latest day on which it was that time before the form was sent."""
    if clock.at > sent.time():
        return sent.date() - timedelta(days=1)
    return sent.date()


def night_before(sent: datetime) -> date:
    """The night that a form without a time is about: sent before noon, the one that has ended."""
    if sent.time() < NOON:
        return sent.date() - ONE_NIGHT
    return sent.date()
