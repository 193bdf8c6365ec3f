"""The charts of a report: the dashboard's own, drawn from what the report holds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.geometry.medicine_band import medicine_band
from journal.pages.charts import ChartPanel, chart_panels
from journal.report import Report
from journal.time_zones import stored_zone
from journal.wording.background import time_taken
from journal.wording.charts import medicine_band_text


def charts_of(report: Report) -> tuple[ChartPanel, ...]:
    """Nights by the clock, the body map, phases, weeks; each with its table."""
    counted = report.counted
    zone = stored_zone(report.header.time_zone)
    clock, *others = chart_panels(counted.summary, counted.moments, zone, report.sleeps)
    return (clock, *_medicines(report), *others)


def _medicines(report: Report) -> list[ChartPanel]:
    """The band of medicines under the nights; none where no medicine tells when it was taken."""
    header = report.header
    band = medicine_band(report.medicines, header.first, header.last)
    if not band.bars:
        return []
    rows = [(bar.row.name, time_taken(bar.row)) for bar in band.bars]
    head = (_("Medicine"), _("When"))
    text = medicine_band_text(header.first, header.last, band.left_out)
    return [ChartPanel("medicines", _("Medicines in these nights"), text, band, head, rows)]
