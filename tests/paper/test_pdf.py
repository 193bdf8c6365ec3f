"""The PDF: one page first whatever the diary holds, the same figures as the page, tagged, any
script, no markup.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from journal.paper.pdf import render_pdf
from journal.paper.pdf_data import PdfLink
from journal.report import build
from journal.wording.report.text import report_text
from tests import pdf, reports
from tests.forbidden_words import forbidden, stumbles
from tests.paper.full_report import full, one_page_first, squeezed


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("entries", "nights"), [(0, 28), (60, 84), (500, 3650)])
def test_nothing_runs_into_the_foot_of_a_page_or_over_its_end(
    entries: int, nights: int, paper: str
) -> None:
    document = render_pdf(reports.report(entries, nights), paper=paper)
    margin = 14 / 25.4 * 72
    for number, words in enumerate(pdf.lowest(document, margin), 1):
        assert re.fullmatch(
            rf"Ada Example · {nights} nights, [\w ]+ Page {number} of \d+", words
        ), words


def test_the_longest_texts_do_not_run_over_a_page_either() -> None:
    for number, words in enumerate(
        pdf.lowest(render_pdf(full("Mixed words of a letter. ")), 14 / 25.4 * 72), 1
    ):
        assert re.fullmatch(rf"Mixed .{{,60}}… · 84 nights, [\w ]+ Page {number} of \d+", words), (
            words
        )


def test_only_what_page_one_cut_stands_behind_it_in_full() -> None:
    assert "In full" not in pdf.text(render_pdf(reports.report(60)), 2)
    told = reports.diary(60)
    long = "It began in the left calf after a long run in May. " * 6
    cut = render_pdf(
        build(replace(told, concern=replace(told.concern, how_it_began=long)), as_of=reports.NOW)
    )
    assert "[…]" in pdf.text(cut, 1, 1)
    behind = pdf.text(cut, 2)
    assert f"How it began {long.strip()}" in behind
    assert "My calves have not been quiet" not in behind


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("entries", "nights"), [(0, 28), (1, 28), (60, 84), (300, 84)])
def test_page_one_is_one_page_and_says_what_the_page_says(
    entries: int, nights: int, paper: str
) -> None:
    report = reports.report(entries, nights)
    document = render_pdf(report, paper=paper)
    words, sheet = squeezed(one_page_first(document)), report_text(report)
    said = [
        sheet.period,
        sheet.made_on,
        sheet.amount,
        sheet.trend,
        *sheet.quality,
        *(fact.text for line in sheet.glance for fact in line),
        *(text for text in (sheet.sentence, sheet.reassurance, sheet.answers.open) if text),
        sheet.matches_text,
    ]
    for figure in sheet.figures:
        said += [figure.label, f"{figure.number} {figure.of}", figure.detail]
    for match in sheet.matches:
        said += [match.sentence, match.text, *match.open]
    for row in sheet.movements.rows:
        said += [row[0], *row[1].split()]  # a term may run on in the next line of its cell
    for text in said:
        assert squeezed(text) in words, text
    behind = squeezed(pdf.text(document, 2))
    for text in (*sheet.sleep, *sheet.context, *sheet.methods, sheet.matches[0].reading):
        assert squeezed(text) in behind, text
        assert squeezed(text) not in words, text
    size = {"a4": "595.276 x 841.89 pts (A4)", "letter": "612 x 792 pts (letter)"}[paper]
    assert pdf.facts(document)["Page size"] == size


def test_ten_thousand_entries_keep_to_one_page_and_are_all_there() -> None:
    report = reports.report(10_000, 3650)
    document = render_pdf(report)
    one_page_first(document)
    words = pdf.text(document, 2)
    assert len(report.lines) > 9_900
    assert words.count("×12") + words.count("× 12") == sum(
        line.count == 12 for line in report.lines
    )
    assert f"{len(report.lines)}" in words


@pytest.mark.parametrize("letters", ["Wm ", "W", "心", "😀", "ب ", "प"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_holds_the_longest_of_everything(letters: str, paper: str) -> None:
    address = "https://diary.example.org/s/megwziowgDKBuA2seZKYKJdj4qumpjdC/"
    code = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0H1V1H0z"/></svg>'
    document = render_pdf(
        full(letters), paper=paper, link=PdfLink(address, code), sha256="0123456789abcdef" * 4
    )
    words = one_page_first(document)
    assert address in squeezed(words)
    assert "[…]" in words
    behind = squeezed(pdf.text(document, 2))
    assert squeezed((letters * 1000)[:1000]) in behind or letters == "😀"


def test_what_is_left_out_is_said_with_its_number() -> None:
    report = full("x ", entries=60)
    words = one_page_first(render_pdf(report))
    back = next(match for match in report.matches if match.code == "back_muscles")
    assert f"{len(back.entries)} entries, on" in words
    assert re.search(r"The entries: page \d\.", words)


def test_entries_that_are_quoted_say_how_many_more_there_are() -> None:
    report = reports.report(60, answers={}, decisions={})
    words = one_page_first(render_pdf(report))
    back = next(match for match in report.matches if match.code == "back_muscles")
    assert re.search(rf"and {len(back.entries) - 1} more in the full list, page \d\b", words)


def test_the_words_on_paper_stay_calm() -> None:
    words = pdf.text(render_pdf(reports.report(60)))
    assert (forbidden(words), stumbles(words)) == ([], [])
    assert "It is not a medical finding." in words


def test_the_list_holds_every_entry_once_in_order() -> None:
    report = reports.report(60)
    document = render_pdf(report)
    words = pdf.text(document, 2)
    listed = words[words.index("Number, time, mark") :]
    found = re.findall(r"\b(\d+) (?:[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}, )?(\d\d:\d\d)\b", listed)
    assert [
        (str(n), f"{line.happened_at:%H:%M}") for n, line in enumerate(report.lines, 1)
    ] == found


def test_matches_that_are_switched_off_are_not_in_it() -> None:
    words = one_page_first(render_pdf(reports.report(matches_shown=False)))
    assert "switched matches off" in words
    assert "◆" not in words
    assert "three sentences" not in words
    assert "not a medical finding" in words
