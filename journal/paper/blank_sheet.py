"""The sheet to be filled in by hand, as a PDF of one page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings

from journal.paper.pdf import typeset
from journal.paper.pdf_data import PAPERS
from journal.wording.blank_sheet import blank_sheet_text

SHEET_TEMPLATE = settings.FILES_DIR / "templates" / "sheet" / "blank_sheet.typ"


def render_blank_sheet(first: date | None, *, paper: str, as_of: datetime) -> bytes:
    """Two weeks from the night ``first`` on, or with empty dates; ``paper`` is a key of ``PAPERS``.

    Raises PdfError.
    """

    def words() -> dict[str, Any]:
        return {"sheet": asdict(blank_sheet_text(first)), "paper": PAPERS[paper]}

    return typeset(SHEET_TEMPLATE, words, made_at=int(as_of.timestamp()))
