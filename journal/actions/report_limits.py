"""How much an account may freeze and share."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Sum

from journal.models.frozen_report import FrozenReport
from journal.models.share_link import ShareLink

MOST_REPORTS = 200
MOST_LINKS = 50
# Characters of a report's text: of one, some 120,000 entries; of all together.
MOST_TEXT = 30_000_000
MOST_TEXT_OF_ALL = 300_000_000


class Full(StrEnum):
    """What there is no room for."""

    REPORT = "report"  # one that is too long by itself
    REPORTS = "reports"
    LINKS = "links"


class NoRoomError(Exception):
    """An account holds as much as it may; nothing was stored."""

    def __init__(self, full: Full) -> None:
        super().__init__(full)
        self.full = full


def check_room(owner: User, length: int) -> None:
    """Raises :class:`NoRoomError` unless one more report of that many characters may be frozen."""
    if length > MOST_TEXT:
        raise NoRoomError(Full.REPORT)
    reports = FrozenReport.objects.of(owner)
    if reports.count() >= MOST_REPORTS:
        raise NoRoomError(Full.REPORTS)
    if length + (reports.aggregate(all=Sum("size"))["all"] or 0) > MOST_TEXT_OF_ALL:
        raise NoRoomError(Full.REPORTS)


def check_room_for_link(owner: User, as_of: datetime) -> None:
    """Raises :class:`NoRoomError` unless the owner may have one more link that works."""
    if ShareLink.objects.of(owner).alive(as_of).count() >= MOST_LINKS:
        raise NoRoomError(Full.LINKS)
