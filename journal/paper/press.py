"""From a report to its PDF: words and drawings are made here, the setting is done by a process that ends with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from journal.geometry.bodychart import Step
from journal.pages.pictures import Picture
from journal.paper.fonts import BUNDLED
from journal.paper.sheet import Sheet, charts_of, sheet_of
from journal.report import Report

PAPERS = {"a4": "a4", "letter": "us-letter"}
TEMPLATE = settings.BASE_DIR / "templates" / "report" / "report.typ"
# A diary of ten thousand entries takes some seconds; one that takes longer than this has hung.
SECONDS = 120
# Per cent of black of the body map's tints, the lightest first, as journal/_chart_body.html draws them.
TINTS = (30, 48, 68, 90)
# Isolated from the environment (-I) and without searching for packages (-S): it starts in half the time.
COMMAND = "import sys; sys.path[:0] = sys.argv[1:]; from journal.paper.typesetting import main; main()"


class PressError(Exception):
    """The PDF could not be made; the text is for the operator's log."""


@dataclass(frozen=True)
class Link:
    """An address for the foot of page one, with its code to be scanned (SVG)."""

    address: str
    code: str


def press(report: Report, *, paper: str = "a4", link: Link | None = None, sha256: str = "") -> bytes:
    """The report as a PDF, page one on one page. ``paper`` is a key of ``PAPERS``; ``sha256`` is the hash under which
    the report was frozen, "" for none. Raises :class:`PressError`."""
    command = [sys.executable, "-I", "-S", "-c", COMMAND, str(settings.BASE_DIR), packages()]
    # The process loads the typesetter while the words are put together here.
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE) as worker:  # noqa: S603
        try:
            said, complaint = worker.communicate(
                _job(document(report, paper=paper, link=link, sha256=sha256), report), timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise PressError(f"no PDF after {SECONDS} seconds") from error
        finally:
            worker.kill()  # of no effect on one that has ended
    if worker.returncode:
        raise PressError(complaint.decode(errors="replace"))
    return said


def packages() -> str:
    """The folder in which the typesetter is installed. It is looked up and not loaded: it would fill this process."""
    found = find_spec("typst")
    if found is None or found.origin is None:
        raise PressError("typst is not installed")
    return str(Path(found.origin).parent.parent)


def _job(data: dict[str, Any], report: Report) -> bytes:
    """What ``journal.paper.typesetting`` reads."""
    job = {
        "template": str(TEMPLATE),
        "folders": [str(folder) for folder in settings.FONT_FOLDERS],
        "made_at": int(report.header.made_at.timestamp()),
        "data": data,
    }
    return json.dumps(job, default=vars, ensure_ascii=False).encode()


def pdf_answer(report: Report, *, paper: str, link: Link | None = None, sha256: str = "") -> HttpResponse:
    """The PDF as an answer, shown in the browser; its name says which nights."""
    answer = HttpResponse(press(report, paper=paper, link=link, sha256=sha256), content_type="application/pdf")
    name = f"twitch-diary-{report.header.first}-to-{report.header.last}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def document(report: Report, *, paper: str, link: Link | None = None, sha256: str = "") -> dict[str, Any]:
    """What the template is given."""
    sheet: Sheet = sheet_of(report)
    charts = {one.name: _chart(one) for one in charts_of(report)}
    return {"sheet": sheet, "charts": charts, "paper": PAPERS[paper], "link": link, "hash": sha256}


def _chart(picture: Picture) -> dict[str, Any]:
    steps = picture.chart.steps if picture.name == "body" else ()
    return {
        "title": picture.title,
        "says": picture.says,
        "svg": drawing(picture),
        "steps": [{"label": _nights(step), "ink": TINTS[step.number - 1]} for step in steps],
    }


def _nights(step: Step) -> str:
    return str(step.lowest) if step.lowest == step.highest else f"{step.lowest}–{step.highest}"


# What is changed in a drawing for paper, where its words are to be 8 points high at the least: letters grow, and the
# body map gets room above and below its figures for them, the weeks beside the first.
LARGER = {
    "body": (
        ('font-size="13"', 'font-size="29"'),
        ('viewBox="0 0 440 474"', 'viewBox="0 -18 440 510"'),
        ('y="462"', 'y="480"'),
    ),
    "weeks": (('font-size="11"', 'font-size="13"'), ('viewBox="0 0 360 166"', 'viewBox="-8 0 368 166"')),
}


def drawing(picture: Picture) -> str:
    """The chart's SVG as the pages show it, in the font of the PDF and with larger words."""
    markup = render_to_string(picture.template, {"chart": picture.chart})
    found = re.search(r"<svg.*?</svg>", markup, re.DOTALL)
    if found is None:
        raise PressError(f"no drawing in {picture.template}")
    sized = found.group()
    for usual, larger in LARGER.get(picture.name, ()):
        sized = sized.replace(usual, larger)
    return sized.replace("<svg ", f'<svg font-family="{BUNDLED}" ', 1)
