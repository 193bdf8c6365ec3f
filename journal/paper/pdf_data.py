"""What the template of the PDF is handed: the report in words, and its drawings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from journal.geometry.body_chart import TintStep
from journal.geometry.charts import WIDTH
from journal.pages.charts import ChartPanel
from journal.pages.medicine_band import MedicinePanel
from journal.pages.report_charts import charts_of
from journal.paper.bundled_font import BUNDLED
from journal.report import Report
from journal.wording.report.full_list import number_listed
from journal.wording.report.text import report_text

# By what an address asks for: what the typesetter calls it.
PAPERS = {"a4": "a4", "letter": "us-letter"}
# The charts that stand in the PDF; the others say nothing that its tables do not.
PDF_CHARTS = frozenset({"body", "weeks", "clock"})
# Per cent of black of the body map's tints, the lightest first, as journal/_drawing_body.html draws
# them.
TINTS = (30, 48, 68, 90)
# How a drawing for paper differs from the pages', where its words are to be 9 points high at the
# least: letters grow, and the body map gets room above and below its figures for them, the weeks
# beside the first.
LARGER: dict[str, dict[str, object]] = {
    "body": {"letters": 31, "box": "0 -20 440 516", "names_at": 482},
    "clock": {"letters": 11.6},
    "weeks": {"letters": 14.7, "box": "-8 0 368 170"},
}


@dataclass(frozen=True)
class PdfLink:
    """An address for the foot of page one, with its code to be scanned (SVG)."""

    address: str
    code: str


def template_data(
    report: Report, *, paper: str, link: PdfLink | None = None, sha256: str = ""
) -> dict[str, Any]:
    """What ``templates/report/doctors_page.typ`` is given, but for the fonts.

    ``paper`` is a key of ``PAPERS``, ``sha256`` as for ``render_pdf``.
    """
    left_out = len(report.lines) - number_listed(report)
    panels = [panel for panel in charts_of(report) if panel.name in PDF_CHARTS]
    return {
        "sheet": report_text(report, slice(left_out, None)),
        "charts": {panel.name: _chart(panel) for panel in panels},
        "paper": PAPERS[paper],
        "link": link,
        "hash": sha256,
        "listed": _listed(report, left_out),
    }


def _listed(report: Report, left_out: int) -> str:
    """What the list says of those that it leaves out; "" for none."""
    if not left_out:
        return ""
    text = _(
        "On paper the list holds the latest %(shown)d of %(all)d entries. The page of this report "
        "has all of them, and so has the exported file. Every figure counts all of them."
    )
    return text % {"shown": len(report.lines) - left_out, "all": len(report.lines)}


def _chart(panel: ChartPanel) -> dict[str, Any]:
    steps = panel.chart.steps if panel.name == "body" else ()
    drawn = {"chart": panel.chart, "font": BUNDLED} | LARGER.get(panel.name, {})
    return {
        "title": panel.title,
        "text": panel.text,
        "svg": render_to_string(panel.drawing, drawn).strip(),
        "steps": [{"label": _nights(step), "ink": TINTS[step.number - 1]} for step in steps],
        "medicines": _medicines(panel.medicines) if panel.medicines else None,
    }


def _medicines(panel: MedicinePanel) -> dict[str, Any]:
    """The band as ``templates/report/medicine_band.typ`` draws it, in per cent of its width."""
    lines = [
        {
            "name": line.name,
            "time": line.time,
            "from": 100 * line.bar.x / WIDTH,
            "width": 100 * line.bar.width / WIDTH,
            "open": line.bar.is_open,
        }
        for line in panel.lines
    ]
    ends = {"first": panel.first, "last": panel.last}
    return {"title": panel.title, "text": panel.text, "lines": lines, **ends}


def _nights(step: TintStep) -> str:
    return str(step.lowest) if step.lowest == step.highest else f"{step.lowest}–{step.highest}"
