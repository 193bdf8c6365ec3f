"""The charts of a report: the dashboard's own, drawn from what the report holds."""

from __future__ import annotations

from journal.entries import stored_zone
from journal.nights import ONE_NIGHT
from journal.pages.period import Period
from journal.pages.pictures import Picture, pictures
from journal.report import Report


def charts_of(report: Report) -> list[Picture]:
    """Nights by the clock, the body map, phases, weeks; each with its table."""
    header = report.header
    period = Period(
        weeks="all",
        zone=stored_zone(header.time_zone),
        first=header.first,
        last=header.last if report.nights.total else header.first - ONE_NIGHT,
        moments=[line.moment(number) for number, line in enumerate(report.lines, 1)],
        said_none=list(report.nights.quiet),
        said=None,
        limit=None,
    )
    return pictures(period)
