"""Notes, lists and chats with oneself, a line an entry."""

from __future__ import annotations

import pytest

from journal.diary_file.sheets import NightRule, Role
from tests.diary_file.sheets.bringing import bring


@pytest.mark.parametrize(
    "line",
    [
        "2026-03-01 02:15 left calf",
        "- 2026-03-01 02:15 left calf",
        "* 1 Mar 2026 at 02:15: left calf",
        "1. März 2026 um 02:15 left calf",
        "• 01.03.2026, 02:15 – left calf",
        "1) 2026-03-01 2:15\u202fAM left calf",
        "- [x] 2026-03-01 left calf 02:15",
        "[2026-03-01, 02:15:00] Ada: left calf",
        "2026-03-01T02:15 left calf",
        "Sunday, March 1, 2026 at 2:15 AM left calf",
        "1 mars 2026 à 02:15 left calf",
    ],
)
def test_a_line_is_an_entry(line: str) -> None:
    brought = bring(line + "\n")
    assert brought.local_times == ["2026-03-01 02:15:00"]
    assert (brought.entry.muscle, brought.entry.side, brought.entry.note) == ("calf", "left", "")


def test_a_chat_with_oneself_names_nobody() -> None:
    brought = bring(
        "[01/03/26, 02:15:33] Ada Lovelace: left calf\n"
        "[25/03/26, 03:15:33] Ada: foot\nsecond line\n"
    )
    assert brought.roles["name"] is Role.LEAVE_OUT
    assert brought.local_times == ["2026-03-01 02:15:33", "2026-03-25 03:15:33"]
    assert brought.entries[1].note == "foot\nsecond line"
    assert brought.rows[0].left_out == (("name", "Ada Lovelace"),)


def test_a_day_is_a_heading_and_its_small_hours_are_the_next_morning() -> None:
    text = (
        "# Sunday 1 March 2026\n23:50 left calf\n02:15 foot\nslept badly\n"
        "## 2 March 2026\n01:00 calf\n"
    )
    brought = bring(text)
    assert brought.recipe.night_rule is NightRule.AFTER_EVENING
    assert brought.local_times == [
        *("2026-03-01 23:50:00", "2026-03-02 02:15:00", "2026-03-02 01:00:00")
    ]
    note = next(row.untimed_note for row in brought.rows if row.untimed_note)
    assert (str(note.night), note.text) == ("2026-03-01", "slept badly")
    as_written = bring(text, night_rule=NightRule.AS_WRITTEN)
    assert as_written.local_times[1] == "2026-03-01 02:15:00"


def test_unknown_lines_are_shown_and_never_dropped() -> None:
    brought = bring("My diary\n\n2026-03-01 02:15 left calf\n")
    assert [(row.line, str(row.skipped), row.left_out) for row in brought.rows if row.skipped] == [
        (1, "No day stands on this line or above it.", (("text", "My diary"),))
    ]


def test_a_time_alone_is_an_entry_of_which_nothing_else_is_known() -> None:
    brought = bring("2026-03-01 02:15\n2026-03-02 03:15\n")
    assert brought.local_times == ["2026-03-01 02:15:00", "2026-03-02 03:15:00"]
    assert brought.entries[0].muscle is None


def test_a_dash_or_a_number_inside_a_line_stays() -> None:
    text = "2026-03-01 2:15 am right thigh cramp - woke me up. Took 3. magnesium\n"
    assert bring(text).entry.note == "right thigh cramp - woke me up. Took 3. magnesium"
    under = "2026-03-01\n2:15 am right thigh cramp - woke me up\n"
    assert bring(under).entry.note == "right thigh cramp - woke me up"
