"""What a phone's shortcut appends to a file: a moment, a comma, a text. Lines, not a table."""

from __future__ import annotations

from journal.diary_file.sheets import DoubtKind, Layout, PlainLines
from tests.diary_file.sheets.bringing import bring

APPENDED = (
    "2. März 2026 um 02:15, Wade links\n2. März 2026 um 23:58, Oberschenkel rechts\n"
    "13. März 2026 um 00:00, Augenlid links\n14. März 2026, keine Zuckungen\n"
    "15. März 2026 um 07:05, Einkaufen\n"
)


def test_a_moment_and_a_text_are_a_line() -> None:
    brought = bring(APPENDED)
    assert brought.table.layout is Layout.LINES
    assert brought.local_times == [
        *("2026-03-02 02:15:00", "2026-03-02 23:58:00", "2026-03-13 00:00:00")
    ]
    assert [row.quiet_night for row in brought.rows if row.quiet_night]
    note = next(row.untimed_note for row in brought.rows if row.untimed_note)
    assert (str(note.night), note.text) == ("2026-03-14", "07:05 Einkaufen")


def test_one_that_names_no_twitch_is_asked_about_and_a_midnight_is_not() -> None:
    brought = bring(APPENDED)
    assert brought.recipe.plain_lines is PlainLines.NOTE
    assert brought.asked[DoubtKind.PLAIN_LINES].rows == 1
    assert DoubtKind.MIDNIGHT not in brought.asked


def test_a_header_makes_it_a_table() -> None:
    brought = bring("When,Where\n2026-03-01 02:15,calf\n2026-03-02 03:15,foot\n")
    assert brought.table.layout is Layout.TABLE
