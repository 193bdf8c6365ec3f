"""The charts of a report: the dashboard's own, drawn from what the report holds."""

from __future__ import annotations

from journal.pages.charts import ChartPanel, chart_panels
from journal.report import Report
from journal.time_zones import stored_zone


def charts_of(report: Report) -> tuple[ChartPanel, ...]:
    """Nights by the clock, the body map, phases, weeks; each with its table."""
    counted = report.counted
    zone = stored_zone(report.header.time_zone)
    return chart_panels(counted.summary, counted.moments, zone, report.sleeps, report.medicines)
