"""Page one can be read without glasses: no letter under 9 points, whatever is written; what has no
room goes behind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from journal.labels import word
from journal.observations import Phase
from journal.paper.pdf import render_pdf
from tests import pdf, reports
from tests.paper.full_report import LAST_WORDS, full

LEAST = 9


@cache
def document(name: str, paper: str) -> bytes:
    """The PDF of a report that is kept for the other tests."""
    made = {
        "empty": lambda: reports.report(0, 28),
        "first entry": lambda: reports.report(1, 28),
        "twelve weeks": lambda: reports.report(60, 84),
        "much matched": lambda: reports.report(300, 84),
        "a year": lambda: reports.report(400, 365),
        "ten years": lambda: reports.report(900, 3650),
        "much written": lambda: full("Mixed words of a letter. "),
        "tall letters": lambda: full("प"),
        "wide letters": lambda: full("W"),
    }
    return render_pdf(made[name](), paper=paper)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "name",
    [
        "empty",
        "first entry",
        "twelve weeks",
        "much matched",
        "a year",
        "ten years",
        "much written",
        "tall letters",
        "wide letters",
    ],
)
def test_no_letter_is_smaller_than_nine_points(name: str, paper: str) -> None:
    report = document(name, paper)
    for page in range(1, min(pdf.pages(report), 3) + 1):
        sizes = pdf.letter_sizes(report, page)
        assert sizes.total() > 50
        assert min(sizes) >= LEAST, (page, sizes)
    assert LAST_WORDS in pdf.text(report, 1, 1)
    assert LAST_WORDS not in pdf.text(report, 2)


def test_small_letters_would_be_seen() -> None:
    words = pdf.letter_sizes(document("twelve weeks", "a4"))
    assert words[16.0] > 0  # the large figures
    assert (
        sum(words.values())
        > len(re.sub(r"\s", "", pdf.text(document("twelve weeks", "a4"), 1, 1))) * 0.8
    )


def test_what_page_one_has_no_room_for_is_named_and_stands_behind() -> None:
    report = document("much written", "letter")
    first, behind = pdf.text(report, 1, 1), pdf.text(report, 2)
    for title in ("Where on the body", "Week by week"):
        assert re.search(rf"{title}: page \d\.", first), title
        assert title in behind, title
    assert "Where on the body" not in pdf.text(document("twelve weeks", "a4"), 2)


def test_a_table_that_page_one_cuts_stands_behind_whole() -> None:
    told = reports.diary(40)
    lines = [
        replace(line, phase=list(Phase)[number % len(Phase)])
        for number, line in enumerate(told.lines)
    ]
    report = render_pdf(reports.report(40, lines=lines))
    first, behind = pdf.text(report, 1, 1), pdf.text(report, 2)
    names = [word(phase).lay for phase in Phase if phase is not Phase.UNKNOWN] + ["Not known"]
    assert not all(name in first for name in names)
    table = behind[behind.index("Asleep or awake") : behind.index("All places")]
    assert all(name in table for name in names)


def test_it_says_which_standards_it_keeps() -> None:
    report = document("twelve weeks", "a4")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in report
    assert b"<pdfaid:part>2</pdfaid:part>" in report
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in report
