"""The sheet to fill in by hand: one page, every column of a night and of an episode, no letter
under nine points.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from journal.paper.blank_sheet import render_blank_sheet
from journal.wording.blank_sheet import SHEET_NIGHTS, blank_sheet_text
from tests import pdf

NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
FIRST = date(2026, 11, 25)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("first", [None, FIRST, date(2026, 12, 20)])
def test_it_is_one_page_of_nine_points_at_least(first: date | None, paper: str) -> None:
    document = render_blank_sheet(first, paper=paper, as_of=NOW)
    assert pdf.pages(document) == 1
    assert min(pdf.letter_sizes(document)) >= 9
    assert b"pdfuaid" in document
    assert pdf.lowest(document, 9 / 25.4 * 72) == [""]


def test_every_night_and_every_column_is_on_it() -> None:
    words = pdf.text(render_blank_sheet(FIRST, paper="letter", as_of=NOW)).split()
    sheet = blank_sheet_text(FIRST)
    assert len(sheet.nights) == SHEET_NIGHTS == 14
    for text in (*sheet.nights, *sheet.night_head, *sheet.episode_head, sheet.how, sheet.title):
        assert set(text.split()) <= set(words), text
    assert sheet.nights[5] == "Mon to Tue\n30 Nov–1 Dec"


def test_without_a_first_night_its_rows_are_dated_by_hand() -> None:
    words = pdf.text(render_blank_sheet(None, paper="a4", as_of=NOW))
    assert "Twitch diary, two weeks" in words
    assert "Nov" not in words
