"""The PDF: one page first whatever the diary holds, the same figures as the page, tagged, any script, no markup."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from journal.observations import Movement, Woke
from journal.other_things import THINGS
from journal.paper.press import Link, PressError, press
from journal.paper.sheet import sheet_of
from journal.report import Answered, Concern, Decided, Report, Visit, build
from tests import builders, pdf, reports
from tests.calm import alarming

# Ends page one, whatever stands before it.
LAST_WORDS = "It does not diagnose, detect, monitor, predict or treat any condition."
SIDES = ("left", "right", "both", "-")
PATTERNS = ("back_muscles/lower_back", "jerk_woke_me/calf")
HARMFUL = "#set text(red) *b* _i_ $x^2$ <b>h</b> @ref `r` = h // c \\ #pagebreak() [x] ~"


def full(letters: str, entries: int = 40) -> Report:
    """Every field as long as it may be, every list as full as it can be."""

    def text(length: int) -> str:
        return (letters * length)[:length]

    told = reports.diary(entries)
    lines = [
        replace(
            one,
            movement=Movement.TWITCH if number % 2 else Movement.JERK,
            muscle="lower_back" if number % 2 else "calf",
            phase=None,
            woke=Woke.ASLEEP,
            note=text(2000) if number % 10 == 0 else "",
        )
        for number, one in enumerate(told.lines)
    ]
    return build(
        replace(
            told,
            lines=lines,
            name=text(300),
            visit=Visit(reports.LAST, text(100)),
            answers={
                code: Answered("yes" if n % 2 else "no", text(100), reports.ASKED_ON) for n, code in enumerate(THINGS)
            },
            decisions={
                code: Decided("raise", text(500), reports.ASKED_ON, "1")
                for code in ("too_many/-/-", *(f"{where}/{side}" for where in PATTERNS for side in SIDES))
            },
            concern=Concern((text(133),) * 3, (text(200),) * 5, text(100), text(500), text(1000), text(1000)),
        ),
        as_of=reports.NOW,
    )


def one_page_first(document: bytes) -> str:
    """The words of page one, which holds everything up to its last words."""
    first = pdf.text(document, 1, 1)
    assert LAST_WORDS in first
    assert LAST_WORDS not in pdf.text(document, 2)
    return first


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("entries", "nights"), [(0, 28), (60, 84), (500, 3650)])
def test_nothing_runs_into_the_foot_of_a_page_or_over_its_end(entries: int, nights: int, paper: str) -> None:
    document = press(reports.report(entries, nights), paper=paper)
    margin = 14 / 25.4 * 72
    for number, words in enumerate(pdf.lowest(document, margin), 1):
        assert re.fullmatch(rf"Ada Example · {nights} nights, [\w ]+ Page {number} of \d+", words), words


def test_the_longest_texts_do_not_run_over_a_page_either() -> None:
    for number, words in enumerate(pdf.lowest(press(full("Mixed words of a letter. ")), 14 / 25.4 * 72), 1):
        assert re.fullmatch(rf"Mixed .{{,60}}… · 84 nights, [\w ]+ Page {number} of \d+", words), words


def test_only_what_page_one_cut_stands_behind_it_in_full() -> None:
    assert "In full" not in pdf.text(press(reports.report(60)), 2)
    told = reports.diary(60)
    long = "It began in the left calf after a long run in May. " * 6
    cut = press(build(replace(told, concern=replace(told.concern, how_it_began=long)), as_of=reports.NOW))
    assert "[…]" in pdf.text(cut, 1, 1)
    behind = pdf.text(cut, 2)
    assert f"In full How it began: {long.strip()}" in behind
    assert "My calves have not been quiet" not in behind


def squeezed(text: str) -> str:
    """Without spaces, which a line's end may add or take."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("entries", "nights"), [(0, 28), (1, 28), (60, 84), (300, 84)])
def test_page_one_is_one_page_and_says_what_the_page_says(entries: int, nights: int, paper: str) -> None:
    report = reports.report(entries, nights)
    document = press(report, paper=paper)
    words, sheet = squeezed(one_page_first(document)), sheet_of(report)
    said = [sheet.period, sheet.made, sheet.amount, sheet.trend, *sheet.sleep, *sheet.context, *sheet.kept]
    for figure in sheet.figures:
        said += [figure.label, f"{figure.number} {figure.of}", figure.detail]
    for match in sheet.matches:
        said += [match.sentence, match.says, *match.open]
    for row in sheet.movements.rows:
        said.append(f"{row[0]} {row[1]}")
    for text in said:
        assert squeezed(text) in words, text
    size = {"a4": "595.276 x 841.89 pts (A4)", "letter": "612 x 792 pts (letter)"}[paper]
    assert pdf.facts(document)["Page size"] == size


def test_ten_thousand_entries_keep_to_one_page_and_are_all_there() -> None:
    report = reports.report(10_000, 3650)
    document = press(report)
    one_page_first(document)
    words = pdf.text(document, 2)
    assert len(report.lines) > 9_900
    assert words.count("×12") + words.count("× 12") == sum(line.count == 12 for line in report.lines)
    assert f"{len(report.lines)}" in words


@pytest.mark.parametrize("letters", ["Wm ", "W", "心", "😀", "ب ", "प"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_holds_the_longest_of_everything(letters: str, paper: str) -> None:
    address = "https://diary.example.org/s/megwziowgDKBuA2seZKYKJdj4qumpjdC/"
    code = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0H1V1H0z"/></svg>'
    document = press(full(letters), paper=paper, link=Link(address, code), sha256="0123456789abcdef" * 4)
    words = one_page_first(document)
    assert address in squeezed(words)
    assert "[…]" in words
    behind = squeezed(pdf.text(document, 2))
    assert squeezed((letters * 1000)[:1000]) in behind or letters == "😀"


def test_what_is_left_out_is_said_with_its_number() -> None:
    report = full("x ", entries=60)
    words = one_page_first(press(report))
    back = next(match for match in report.matches if match.code == "back_muscles")
    shown = len(
        re.findall(r"no\. \d+ night of", words[words.index("twitching of the back") : words.index("jerking mov")])
    )
    assert f"and {len(back.entries) - shown} more in the full list" in words


def test_the_words_on_paper_stay_calm() -> None:
    words = pdf.text(press(reports.report(60)))
    assert alarming(words) == []
    assert "It is not a medical finding." in words


def test_the_list_holds_every_entry_once_in_order() -> None:
    report = reports.report(60)
    document = press(report)
    words = pdf.text(document, 2)
    listed = words[words.index("Number, time, mark") :]
    found = re.findall(r"\b(\d+) (?:[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2} )?(\d\d:\d\d)\b", listed)
    assert [(str(n), f"{line.happened_at:%H:%M}") for n, line in enumerate(report.lines, 1)] == found


def test_the_document_is_tagged_and_carries_its_fonts() -> None:
    document = press(reports.report())
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
    assert {re.sub(r"^[A-Z]+\+", "", row[0]).partition("-")[0] for row in embedded} == {"LibertinusSerif"}


def test_text_that_looks_like_markup_appears_as_typed() -> None:
    line = replace(reports.diary(1).lines[0], note=HARMFUL)
    concern = Concern((HARMFUL,), (HARMFUL,), since_when=HARMFUL, how_it_began=HARMFUL)
    report = reports.report(1, lines=[line], name=HARMFUL[:38], concern=concern)
    document = press(report)
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
    document = press(reports.report(1, lines=[line], name=text))
    used = " ".join(row[0] for row in pdf.fonts(document))
    assert font in used
    letters = set(squeezed(text)) - {"\u200d"}
    assert letters <= set(pdf.text(document))
    assert "‹" not in pdf.text(document)


def test_what_no_font_shows_is_named_beside_the_text(settings: Any, tmp_path: Path) -> None:
    settings.FONT_FOLDERS = [tmp_path]
    line = replace(reports.diary(1).lines[0], note="ran 𐍈𐌰𐌹 far, 😀")
    words = pdf.text(press(reports.report(1, lines=[line])))
    assert "ran ‹Gothic × 3› far, ‹U+1F600›" in words
    assert "Words in ‹angle quotes›" in words


def test_a_name_that_runs_the_other_way_leaves_the_words_around_it_in_order() -> None:
    document = press(reports.report(1, visit=Visit(reports.LAST, "ד״ר מאיר")))
    words = pdf.across(document, 1)
    top = next(y for word, _x, y in words if word.startswith("For"))
    line = " ".join(word for _x, word in sorted((x, word) for word, x, y in words if abs(y - top) < 3))
    # Whether a reader's program takes the name's own letters from the left or from the right is its own affair.
    assert re.search(r"For \W*(ריאמ \W*ר״ד|ד״ר \W*מאיר)\W*, 16 November 2025$", line), line


def test_each_line_of_a_note_runs_in_its_own_direction() -> None:
    line = replace(reports.diary(1).lines[0], note="First in English\nשלום 12 mg ואז\nand 34 ml again")
    document = press(reports.report(1, lines=[line]))
    for page in (1, 3):
        words = pdf.across(document, page)
        top = next(y for word, _x, y in words if word == "mg")
        on_line = {word: x for word, x, y in words if abs(y - top) < 3}
        hebrew = next(x for word, x in on_line.items() if word in ("שלום", "םולש"))
        assert on_line["mg"] < on_line["12"] < hebrew
        assert next(x for word, x, _y in words if word == "34") < next(x for word, x, _y in words if word == "ml")


def test_control_and_direction_marks_do_not_reach_the_paper() -> None:
    line = replace(reports.diary(1).lines[0], note="a\u0007b\u202ec\u2066d\x1b")
    assert "abcd" in pdf.text(press(reports.report(1, lines=[line])))


def test_the_same_report_gives_the_same_bytes() -> None:
    report = reports.report()
    assert press(report) == press(report)


def test_a_document_that_cannot_be_set_is_said_to_the_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text("#panic()", encoding="utf-8")
    monkeypatch.setattr("journal.paper.press.TEMPLATE", broken)
    with pytest.raises(PressError, match="panicked"):
        press(reports.report(1))


def test_matches_that_are_switched_off_are_not_in_it() -> None:
    words = one_page_first(press(reports.report(matches_shown=False)))
    assert "switched matches off" in words
    assert "◆" not in words
    assert "three sentences" not in words
    assert "not a medical finding" in words


def test_the_pdf_is_sent_with_a_name_and_kept_by_nobody(as_ada: Client, ada: Any) -> None:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    answer = as_ada.get(reverse("report_pdf"), {"paper": "letter", "period": "all"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert re.fullmatch(r'inline; filename="twitch-diary-[\d-]+-to-[\d-]+\.pdf"', answer["Content-Disposition"])
    assert "no-store" in answer["Cache-Control"]
    assert as_ada.get(reverse("report_pdf"), {"paper": "a3"}).status_code == 404
    assert as_ada.get(reverse("report_pdf"), {"period": "9"}).status_code == 404
