"""The report as ten lines for a patient portal: bounded, of the person and not to them, and never
without the article's limit where something matches.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from journal.report import Concern, Report, build
from journal.wording.report.portal_text import TEXT_LINES, portal_text
from journal.wording.report.text import report_text
from tests import reports
from tests.forbidden_words import forbidden, stumbles
from tests.paper.full_report import full
from tests.wording.test_glance import TO_WHOM

# What a message of a portal takes; the article's sentences are a quarter of it.
MOST_LETTERS = 4000


@pytest.mark.parametrize("letters", ["Mixed words of a letter. ", "W", "心", "😀", "ب "])
def test_it_has_ten_lines_at_most_however_much_is_written(letters: str) -> None:
    text = portal_text(full(letters))
    assert len(text.splitlines()) <= TEXT_LINES
    assert len(text) <= MOST_LETTERS
    assert text.endswith("[…]: cut here, in full in the PDF.")


@pytest.mark.parametrize("entries", [0, 1, 60, 300])
def test_what_is_not_cut_is_not_said_to_be(entries: int) -> None:
    text = portal_text(reports.report(entries))
    assert "[…]" not in text
    assert 6 <= len(text.splitlines()) <= TEXT_LINES


def test_a_match_stands_with_the_articles_sentence_limit_and_reassurance() -> None:
    report = reports.report(60)
    text, sheet = portal_text(report), report_text(report)
    assert sheet.sentence
    for said in (sheet.sentence, sheet.reassurance, sheet.matches_text):
        assert text.count(said) == 1


def test_without_a_match_it_says_so_and_quotes_nothing_more() -> None:
    text = portal_text(reports.report(0, 28))
    assert "No entry matches the article's three points. That is not a check-up." in text
    assert "checks out fine" not in text


def test_matches_that_are_switched_off_are_not_in_it() -> None:
    text = portal_text(reports.report(60, matches_shown=False))
    assert "The person has switched matches off in this diary." in text
    assert "Matches." not in text


def test_lines_that_somebody_typed_become_one() -> None:
    concern = Concern(worry=("first", "second"), how_it_began="in May\nafter a run\r\nby the sea")
    text = portal_text(reports.report(3, concern=concern))
    assert "What worries the person: first; second." in text
    assert "How it began: in May after a run by the sea." in text


def test_it_speaks_of_the_person_and_stays_calm() -> None:
    told = reports.diary(60)
    lines = [replace(line, note="") for line in told.lines]
    text = portal_text(build(replace(told, lines=lines, concern=Concern()), as_of=reports.NOW))
    own = re.sub(r"“[^”]*”", "", text).replace("Worth mentioning at your appointment.", "")
    assert TO_WHOM.findall(own) == []
    assert (forbidden(text), stumbles(text)) == ([], [])


def test_the_same_report_gives_the_same_text() -> None:
    def made() -> Report:
        return reports.report(60)

    assert portal_text(made()) == portal_text(made())
