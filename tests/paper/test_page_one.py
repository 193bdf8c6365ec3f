"""Page one is one page in its order, whatever is filled: what has no room stands behind, whole, and
page one names the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from journal.background import (
    BeginningKind,
    BeginningRow,
    MedicalTestKind,
    MedicalTestRow,
    MedicineRow,
    StatementRow,
)
from journal.paper import pdf_data
from journal.paper.pdf import render_pdf
from journal.partial_dates import PartialDate
from journal.report import Concern, Report, build
from journal.report.reported_diary import Background
from journal.wording.report import text as wording
from journal.wording.report.report_text import Fact, ReportText, RowText
from tests import pdf, reports
from tests.paper.full_report import LAST_WORDS, full, squeezed

# How words of several languages, long ones, and letters of every width fill a field.
LETTERS = {
    "English": "Twitching of the calf at night, after running. ",
    "German": "Muskelzuckungen in der Wade; Donaudampfschifffahrtsgesellschaftskapitän. ",
    "Greek": "Συσπάσεις στη γάμπα τη νύχτα. ",
    "Arabic": "ارتعاش في ربلة الساق ليلا. ",
    "Hindi": "रात में पिंडली में फड़कन। ",
    "Chinese": "夜间小腿肌肉抽动。",
    "one word": "W",
    "emoji": "😀",
}
ROWS = 40
# In this order they stand on page one.
ORDER = (
    "Said at the last visit",
    "Since when",
    "Lost function",
    "What worries the person",
    "What the person wants to ask",
    "Entries that match a sentence",
    "Medicines",
    "Tests and results",
    "How it began",
    "What happens",
)


def filled(sheet: ReportText, letters: str, rows: int = ROWS) -> ReportText:
    """With that many rows in every part, each numbered and as long as a field may be."""

    def text(length: int) -> str:
        return (letters * length)[:length]

    def row(mark: str, number: int) -> RowText:
        return RowText(f"{mark}{number} {text(90)}", text(300), f"{text(480)} {mark}{number}n")

    def part(mark: str) -> list[RowText]:
        return [row(mark, number) for number in range(1, rows + 1)]

    return replace(
        sheet,
        medicines=replace(sheet.medicines, rows=part("med")),
        tests=replace(sheet.tests, rows=part("test")),
        beginnings=replace(sheet.beginnings, rows=part("began"), remark="Not a cause."),
        last_visit=[Fact("Said at the last visit", f"{text(1990)} saidlast")],
        particulars=[Fact(f"Particular {n}", "felt only 12, seen 8") for n in range(1, 9)],
    )


@pytest.fixture
def with_rows(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Fills the parts of every sheet that is set from then on."""

    def fill(letters: str, rows: int) -> None:
        def report_text(report: Report, part: slice) -> ReportText:
            return filled(wording.report_text(report, part), letters, rows)

        monkeypatch.setattr(pdf_data, "report_text", report_text)

    return fill


def without_feet(words: str) -> str:
    """The words of pages without what stands at the foot of each, and without spaces."""
    name = squeezed((LETTERS["English"] * 2)[:40])
    return re.sub(rf"{name}…·84nights,.{{,60}}Page\d+of\d+", "", squeezed(words))


@cache
def fullest(letters: str) -> Report:
    return full(letters)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", LETTERS)
def test_page_one_is_one_page_of_nine_points_with_every_field_full(
    language: str, paper: str, with_rows: Callable[[str, int], None]
) -> None:
    with_rows(LETTERS[language], ROWS)
    document = render_pdf(fullest(LETTERS[language]), paper=paper)
    first = pdf.text(document, 1, 1)
    assert LAST_WORDS in first
    assert LAST_WORDS not in pdf.text(document, 2)
    sizes = pdf.letter_sizes(document, 1)
    assert sizes.total() > 500
    assert min(sizes) >= 9
    for number, margin in enumerate(pdf.lowest(document, 14 / 25.4 * 72), 1):
        assert f"Page {number} of " in margin
        assert len(margin) < 160, "more than the foot of the page"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_page_one_leaves_out_stands_whole_on_the_page_that_it_names(
    paper: str, with_rows: Callable[[str, int], None]
) -> None:
    letters = LETTERS["English"]
    with_rows(letters, ROWS)
    document = render_pdf(fullest(letters), paper=paper)
    first, behind = pdf.text(document, 1, 1), without_feet(pdf.text(document, 2))
    after = first.index("Medicines")
    for mark, title in (("med", "Medicines"), ("test", "Tests and"), ("began", "How it began")):
        shown = len(re.findall(rf"\b{mark}\d+\b", first))
        found = re.search(rf"and {ROWS - shown} more, page (\d+)", first[after:])
        assert found, title
        after += found.end()
        assert title in pdf.text(document, int(found[1]), int(found[1]))
        for number in range(1, ROWS + 1):
            row = f"{mark}{number} {(letters * 90)[:90]}"
            assert squeezed(row) in behind, row
            assert squeezed(f"{(letters * 480)[:480]} {mark}{number}n") in behind, row
    assert "saidlast" in behind
    assert re.search(r"\[…\]: cut here, in full on page 2\.", first)
    assert [n for n in range(1, 9) if f"Particular{n}" not in squeezed(first) + behind] == []


@pytest.mark.parametrize(
    ("paper", "word", "times"), [("a4", "and 39 more", 3), ("letter", "الساق", 13)]
)
def test_letters_that_stand_high_are_cut_no_shorter_than_page_one_needs(
    paper: str, word: str, times: int, with_rows: Callable[[str, int], None]
) -> None:
    letters = LETTERS["Arabic"]
    with_rows(letters, ROWS)
    assert pdf.text(render_pdf(fullest(letters), paper=paper), 1, 1).count(word) == times


@pytest.mark.parametrize("title", ["Place", "Kind", "Where on the body", "Week by week"])
def test_charts_move_first_and_their_page_is_named(
    title: str, with_rows: Callable[[str, int], None]
) -> None:
    with_rows("Magnesium at night. ", 3)
    document = render_pdf(reports.report(60))
    found = re.search(rf"{title}: page (\d+)\.", pdf.text(document, 1, 1))
    assert found, title
    assert title in pdf.text(document, int(found[1]), int(found[1]))


def test_few_rows_are_not_cut_before_the_charts_have_moved(
    with_rows: Callable[[str, int], None],
) -> None:
    with_rows("", 3)
    words = pdf.text(render_pdf(reports.report(60, answers={})), 1, 1)
    assert all(f"{mark}{n}n" in words for mark in ("med", "test", "began") for n in (1, 2, 3))


def test_the_order_of_page_one(with_rows: Callable[[str, int], None]) -> None:
    with_rows("", 2)
    words = pdf.text(render_pdf(reports.report(60)), 1, 1)
    places = [words.index(title) for title in ORDER]
    assert places == sorted(places)


def test_what_was_not_written_down_is_one_line_and_no_no() -> None:
    words = pdf.text(render_pdf(reports.report(0, 28)), 1, 1)
    assert (
        "Medicines: not written down. Tests and results: not written down. How it began: not "
        "written down."
    ) in words


def test_the_longest_name_of_a_night_breaks_between_its_days_and_their_dates() -> None:
    last_of_year = date(2025, 12, 31)
    line = replace(reports.diary(1).lines[0], night=last_of_year, muscle="calf")
    document = render_pdf(reports.report(1, lines=[line], first=last_of_year, last=last_of_year))
    words = pdf.across(document, pdf.pages(document))
    top = {word: y for word, x, y in words if x < 160 and y < 780}
    assert top["Wed"] == top["Thu,"] < top["31"] == top["2026"]


def brought(letters: str) -> Background:
    """Rows of every kind as a person stores them, as many and as long as there is room for."""

    def texts(row_type: type) -> dict[str, Any]:
        long = {field.name: field.metadata.get("most", 0) for field in fields(row_type)}
        return {name: (letters * most)[:most] for name, most in long.items() if most}

    return Background(
        medicines=(MedicineRow(**texts(MedicineRow), ongoing=True),) * ROWS,
        tests=(MedicalTestRow(**texts(MedicalTestRow), kind=MedicalTestKind.OTHER),) * ROWS,
        beginnings=(BeginningRow(**texts(BeginningRow), kind=BeginningKind.INJURY),) * ROWS,
        statements=(StatementRow(**texts(StatementRow), on_date=PartialDate(2025, 11, 10)),) * ROWS,
    )


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["German", "Hindi", "one word"])
def test_what_a_person_stores_to_every_limit_keeps_to_page_one(language: str, paper: str) -> None:
    letters = LETTERS[language]
    told = reports.diary(60)
    concern = Concern(
        ((letters * 133)[:133],) * 3,
        ((letters * 200)[:200],) * 5,
        (letters * 100)[:100],
        (letters * 500)[:500],
        (letters * 1000)[:1000],
        (letters * 1000)[:1000],
        20,
        (letters * 200)[:200],
    )
    report = build(replace(told, concern=concern, background=brought(letters)), as_of=reports.NOW)
    document = render_pdf(report, paper=paper)
    first = pdf.text(document, 1, 1)
    assert LAST_WORDS in first
    assert LAST_WORDS not in pdf.text(document, 2)
    assert min(pdf.letter_sizes(document, 1)) >= 9
    assert len(re.findall(r"and \d+ more, page \d+", first)) >= 3
    assert "[…]: cut here, in full on page 2." in first
    assert "Videos to show: 20, " in first
