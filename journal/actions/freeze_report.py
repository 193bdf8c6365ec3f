"""Freezes a report, so that it reads the same whatever happens to the diary afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from journal.actions.report_limits import check_room
from journal.models.frozen_report import FrozenReport
from journal.models.report_compression import compressed, decompressed
from journal.report import Report, digest, to_json

# Two touches of "Freeze" that come this soon after each other, with nothing written in between,
# freeze once.
SAME_TOUCH = timedelta(minutes=1)


def draft_report(owner: User, report: Report, *, as_of: datetime) -> FrozenReport:
    """The report as it stands, with its hash, not stored yet.

    Of a long one this takes seconds, in which nobody is to wait for the database. Raises
    :class:`journal.actions.report_limits.NoRoomError`.
    """
    text = to_json(report)
    check_room(owner, len(text))
    return FrozenReport(
        owner=owner,
        made_at=as_of,
        first_night=report.header.first,
        last_night=report.header.last,
        rules_version=report.rules_version,
        content=compressed(text),
        sha256=digest(text),
        size=len(text),
    )


def freeze_once(draft: FrozenReport) -> FrozenReport:
    """Store a draft, unless the report just frozen says the same: the button was touched twice."""
    earlier = FrozenReport.objects.of(draft.owner).filter(
        made_at__gt=draft.made_at - SAME_TOUCH,
        made_at__lte=draft.made_at,
        first_night=draft.first_night,
        last_night=draft.last_night,
    )
    for frozen in earlier.latest_first():
        text = decompressed(draft.content).replace(_made_at(draft), _made_at(frozen), 1)
        if text == decompressed(frozen.content):
            return frozen
    store_draft(draft)
    return draft


def store_draft(draft: FrozenReport) -> None:
    """Store a draft as it is."""
    draft.save()


def delete_report(frozen: FrozenReport) -> None:
    """Delete it with its links and the list of their openings."""
    frozen.delete()


def _made_at(frozen: FrozenReport) -> str:
    """When it was made, as its text says it; quotes within a person's own words are escaped."""
    return f'"made_at":"{frozen.made_at.isoformat()}"'
