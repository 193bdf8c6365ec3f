"""Reports with everything in them, and how the PDF's page one compares with the page."""

from __future__ import annotations

import re
from dataclasses import replace

from journal.checklist import THINGS
from journal.observations import Movement, Woke
from journal.report import ChecklistReply, Concern, DecidedPattern, PlannedVisit, Report, build
from tests import pdf, reports

# Ends page one, whatever stands before it.
LAST_WORDS = "It does not diagnose, detect, monitor, predict or treat any condition."
SIDES = ("left", "right", "both", "-")
PATTERNS = ("back_muscles/lower_back", "jerk_woke_me/calf")


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
            visit=PlannedVisit(reports.LAST, text(100)),
            answers={
                code: ChecklistReply("yes" if n % 2 else "no", text(100), reports.ASKED_ON)
                for n, code in enumerate(THINGS)
            },
            decisions={
                code: DecidedPattern("raise", text(500), reports.ASKED_ON, "1")
                for code in (
                    "too_many/-/-",
                    *(f"{where}/{side}" for where in PATTERNS for side in SIDES),
                )
            },
            concern=Concern(
                (text(133),) * 3, (text(200),) * 5, text(100), text(500), text(1000), text(1000)
            ),
        ),
        as_of=reports.NOW,
    )


def one_page_first(document: bytes) -> str:
    """The words of page one, which holds everything up to its last words."""
    first = pdf.text(document, 1, 1)
    assert LAST_WORDS in first
    assert LAST_WORDS not in pdf.text(document, 2)
    return first


def squeezed(text: str) -> str:
    """Without spaces, which a line's end may add or take."""
    return re.sub(r"\s+", "", text)
