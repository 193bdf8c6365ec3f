"""The PDF's text: tagged, any script, no markup, and sent under a name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.observations import Movement
from journal.paper.pdf import PdfError, render_pdf
from journal.report import Concern, PlannedVisit
from tests import builders, pdf, reports
from tests.paper.full_report import one_page_first, squeezed

HARMFUL = "#set text(red) *b* _i_ $x^2$ <b>h</b> @ref `r` = h // c \\ #pagebreak() [x] ~"


def test_the_document_is_tagged_and_carries_its_fonts() -> None:
    document = render_pdf(reports.report())
    facts = pdf.facts(document)
    assert facts["Tagged"] == "yes"
    assert facts["Title"].startswith("Twitch diary · Ada Example")
    assert b"pdfuaid" in document
    assert b"/Lang" in document
    tree = pdf.structure(document)
    for tag in ("H1", "H2", "Table", "TH", "TD", "L ", "LI", "Figure", "P "):
        assert re.search(rf"^\s*{tag}", tree, re.MULTILINE), tag
    embedded = pdf.fonts(document)
    assert embedded
    assert all(row[-5] == "yes" for row in embedded)
    assert {re.sub(r"^[A-Z]+\+", "", row[0]).partition("-")[0] for row in embedded} == {
        "LibertinusSerif"
    }


def test_text_that_looks_like_markup_appears_as_typed() -> None:
    line = replace(reports.diary(1).lines[0], note=HARMFUL)
    concern = Concern((HARMFUL,), (HARMFUL,), since_when=HARMFUL, how_it_began=HARMFUL)
    report = reports.report(1, lines=[line], name=HARMFUL[:38], concern=concern)
    document = render_pdf(report)
    # As worry, question, since when, how it began, and as the note of an entry that matches.
    assert squeezed(one_page_first(document)).count(squeezed(HARMFUL)) == 5
    assert squeezed(HARMFUL) in squeezed(pdf.text(document, 2))


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("بعد الجري؟", "NotoNaskhArabic"),
        ("跑步之后", "NotoSansCJK"),
        ("ランニングの後", "NotoSansCJK"),
        ("달린 후에", "NotoSansCJK"),
        ("दौड़ने के बाद", "NotoSansDevanagari"),
        ("หลังวิ่ง", "NotoSansThai"),
        ("ᐃᓄᒃᑎᑐᑦ", "NotoSansCanadianAboriginal"),
        ("ߒߞߏ", "NotoSansNKo"),
        ("𐌏𐌔𐌊", "NotoSansOldItalic"),
        ("𓀀𓂀", "NotoSansEgyptianHiero"),
        ("𝄞", "NotoMusic"),
        ("אחרי ריצה", "LibertinusSerif"),
        ("После бега, μετά, Zoë Ǎ", "LibertinusSerif"),
        ("after 😀 👩‍🔬", "[none]"),
    ],
)
def test_any_script_is_shown_in_a_font_that_has_it(text: str, font: str) -> None:
    line = replace(reports.diary(1).lines[0], note=text)
    document = render_pdf(reports.report(1, lines=[line], name=text))
    used = " ".join(row[0] for row in pdf.fonts(document))
    assert font in used
    letters = set(squeezed(text)) - {"\u200d"}
    assert letters <= set(pdf.text(document))
    assert "‹" not in pdf.text(document)


def test_what_no_font_shows_is_named_beside_the_text(settings: Any, tmp_path: Path) -> None:
    settings.FONT_FOLDERS = [tmp_path]
    line = replace(reports.diary(1).lines[0], note="ran 𐍈𐌰𐌹 far, 😀")
    words = pdf.text(render_pdf(reports.report(1, lines=[line])))
    assert "ran ‹Gothic × 3› far, ‹U+1F600›" in words
    assert "Words in ‹angle quotes›" in words


def test_a_name_that_runs_the_other_way_leaves_the_words_around_it_in_order() -> None:
    document = render_pdf(reports.report(1, visit=PlannedVisit(reports.LAST, "ד״ר מאיר")))
    words = pdf.across(document, 1)
    top = next(y for word, _x, y in words if word.startswith("For"))
    line = " ".join(
        word for _x, word in sorted((x, word) for word, x, y in words if abs(y - top) < 3)
    )
    # Whether a reader's program takes the name's own letters from the left or from the right is its
    # own affair.
    assert re.search(r"For \W*(ריאמ \W*ר״ד|ד״ר \W*מאיר)\W*, 16 November 2025$", line), line


def test_each_line_of_a_note_runs_in_its_own_direction() -> None:
    line = replace(
        reports.diary(1).lines[0], note="First in English\nשלום 12 mg ואז\nand 34 ml again"
    )
    document = render_pdf(reports.report(1, lines=[line]))
    for page in (1, pdf.pages(document)):
        words = pdf.across(document, page)
        top = next(y for word, _x, y in words if word == "mg")
        on_line = {word: x for word, x, y in words if abs(y - top) < 3}
        hebrew = next(x for word, x in on_line.items() if word in ("שלום", "םולש"))
        assert on_line["mg"] < on_line["12"] < hebrew
        assert next(x for word, x, _y in words if word == "34") < next(
            x for word, x, _y in words if word == "ml"
        )


def test_control_and_direction_marks_do_not_reach_the_paper() -> None:
    line = replace(reports.diary(1).lines[0], note="a\u0007b\u202ec\u2066d\x1b")
    assert "abcd" in pdf.text(render_pdf(reports.report(1, lines=[line])))


def test_the_same_report_gives_the_same_bytes() -> None:
    report = reports.report()
    assert render_pdf(report) == render_pdf(report)


def test_a_document_that_cannot_be_set_is_said_to_the_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr("journal.paper.pdf.TEMPLATE", broken)
    with pytest.raises(PdfError, match="panicked"):
        render_pdf(reports.report(1))


def test_the_pdf_is_sent_with_a_name_and_kept_by_nobody(as_ada: Client, ada: Any) -> None:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    answer = as_ada.get(reverse("report_pdf"), {"paper": "letter", "period": "all"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert re.fullmatch(
        r'inline; filename="twitch-diary-[\d-]+-to-[\d-]+\.pdf"', answer["Content-Disposition"]
    )
    assert "no-store" in answer["Cache-Control"]
    assert as_ada.get(reverse("report_pdf"), {"paper": "a3"}).status_code == 404
    assert as_ada.get(reverse("report_pdf"), {"period": "9"}).status_code == 404
