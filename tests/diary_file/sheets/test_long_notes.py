"""A form of many long questions: a note that has no room for all is cut, never the file refused."""

from __future__ import annotations

from journal.entries import LONGEST_NOTE
from tests.diary_file.sheets.bringing import bring

QUESTIONS = [
    f"About {chr(97 + number) * 9}, a question of mine, as long as they are in all such forms"
    for number in range(26)
]
HEADER = ";".join(["Date", "Time", "Where", *QUESTIONS])


def test_long_names_are_cut_short_before_a_cell_is_left_out() -> None:
    answers = ";".join("well, I do not know" for _question in QUESTIONS)
    brought = bring(f"{HEADER}\n2026-03-01;02:15;calf;{answers}\n2026-03-02;;calf;{answers}\n")
    assert brought.wrong == []
    lines = brought.entry.note.splitlines()
    assert len(lines) == len(set(lines)) == len(QUESTIONS)
    assert lines[0] == "About aaaaaaaaa, a question of mine, as long…: well, I do not know"
    assert brought.rows[0].left_out == ()
    untimed = brought.rows[1].untimed_note
    assert untimed is not None
    assert untimed.text.count("well, I do not know") == len(QUESTIONS)
    assert len(untimed.text) <= LONGEST_NOTE


def test_what_has_no_room_even_so_is_listed_as_left_out() -> None:
    answers = ";".join("x" * 150 for _question in QUESTIONS)
    brought = bring(f"{HEADER}\n2026-03-01;02:15;calf;{answers}\n")
    assert brought.wrong == []
    assert len(brought.entry.note) <= LONGEST_NOTE
    kept = brought.entry.note.count("x" * 150)
    assert 0 < kept < len(QUESTIONS)
    assert len(brought.rows[0].left_out) == len(QUESTIONS) - kept
