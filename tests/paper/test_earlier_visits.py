"""What was said at visits: the last one on page one, those before it whole behind it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from journal.background import StatementRow
from journal.paper.pdf import render_pdf
from journal.partial_dates import PartialDate
from journal.report import Report, build
from journal.report.reported_diary import Background
from journal.wording.report.last_visit import earlier_visits, last_visit
from tests import pdf, reports


def told(visits: int) -> Report:
    """A report of somebody to whom so many doctors have said something, the first in January."""
    statements = tuple(
        StatementRow(
            on_date=PartialDate(2025, month, 3), by_whom=f"Dr. {month}", words=f"Words {month}."
        )
        for month in range(visits, 0, -1)
    )
    return build(
        replace(reports.diary(60), background=Background(statements=statements)),
        as_of=reports.NOW,
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_names_the_page_on_which_the_earlier_ones_stand(paper: str) -> None:
    document = render_pdf(told(4), paper=paper)
    first = pdf.text(document, 1, 1)
    assert "Words 4." in first
    assert "Words 3." not in first
    found = re.search(r"Who said it: Dr\. 4\. Said at earlier visits: page (\d+)\.", first)
    assert found
    behind = pdf.text(document, int(found[1]), int(found[1]))
    rows = [
        f"3 {name} 2025 · Dr. {n}" for n, name in ((3, "March"), (2, "February"), (1, "January"))
    ]
    places = [behind.index(text) for text in ("Said at earlier visits", *rows)]
    assert places == sorted(places)


def test_one_visit_has_no_earlier_ones() -> None:
    words = pdf.text(render_pdf(told(1)))
    assert "Said at earlier visits" not in words
    assert [fact.text for fact in last_visit(told(1))] == ["Words 1.", "Dr. 1"]
    assert earlier_visits(told(1)).rows == []
