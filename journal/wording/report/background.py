"""The rows that a person brings along, as the doctor reads them."""

from __future__ import annotations

from journal.background import BackgroundRow
from journal.wording.background import row_words
from journal.wording.report.report_text import RowText


def row_text(row: BackgroundRow) -> RowText:
    """What it is of, what is known of it, and the longest text as it was typed."""
    words = row_words(row)
    return RowText(words.name, " · ".join(words.details), words.note)
