"""A line of notes with a time that names no place and no twitch: asked, and a note until then."""

from __future__ import annotations

from journal.diary_file.sheets import DoubtKind, PlainLines
from tests.diary_file.sheets.bringing import bring

CHAT = (
    "[12.03.26, 23:41:05] Me: left calf twitching\n"
    "[13.03.26, 08:00:00] Me: buy milk\n"
    "[13.03.26, 08:01:00] Me: <Media omitted>\n"
)


def test_it_is_asked_and_is_no_entry() -> None:
    brought = bring(CHAT)
    assert brought.local_times == ["2026-03-12 23:41:05"]
    doubt = brought.asked[DoubtKind.PLAIN_LINES]
    assert (doubt.is_open, doubt.rows, doubt.guess) == (True, 2, PlainLines.NOTE)
    assert [example.text for example in doubt.examples] == ["buy milk", "<Media omitted>"]
    notes = [row.untimed_note for row in brought.rows if row.untimed_note]
    assert [(str(note.night), note.text) for note in notes] == [
        ("2026-03-12", "08:00:00 buy milk"),
        ("2026-03-12", "08:01:00 <Media omitted>"),
    ]


def test_it_may_be_an_entry_or_stay_out() -> None:
    assert len(bring(CHAT, plain_lines=PlainLines.ENTRY).entries) == 3
    rows = bring(CHAT, plain_lines=PlainLines.LEAVE_OUT).rows
    assert [bool(row.skipped) for row in rows] == [False, True, True]


def test_lines_that_all_name_something_are_not_asked() -> None:
    text = "2026-03-01 02:15 left calf\n2026-03-02 3:05 jerk\n2026-03-03 3:05 3x\n"
    assert DoubtKind.PLAIN_LINES not in bring(text).asked


def test_a_table_with_times_is_one_of_entries() -> None:
    brought = bring("Date;Time;Notes\n2026-03-01;02:15;woke up\n")
    assert DoubtKind.PLAIN_LINES not in brought.asked
    assert len(brought.entries) == 1
