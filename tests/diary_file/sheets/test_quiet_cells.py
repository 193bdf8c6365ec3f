""" "None" and its kin: a quiet night or a note, never an entry, and never lost."""

from __future__ import annotations

import pytest

from journal.diary_file.sheets import DoubtKind, QuietRule
from tests.diary_file.sheets.bringing import bring

HEADER = "Datum;Uhrzeit;Wo;Stärke;Bemerkung\n"


@pytest.mark.parametrize("word", ["nichts", "keine", "none", "rien", "ninguno", "なし"])
@pytest.mark.parametrize("row", ["01.03.2026;{};;;\n", "01.03.2026;;{};0;\n"])
def test_it_is_a_quiet_night_under_time_or_muscle(word: str, row: str) -> None:
    content = HEADER + row.format(word)
    brought = bring(content)
    assert brought.entries == []
    assert str(brought.rows[0].quiet_night) == "2026-03-01"
    assert brought.asked[DoubtKind.QUIET].rows == 1
    noted = bring(content, quiet=QuietRule.NOTE).rows[0].untimed_note
    assert noted is not None
    assert word in noted.text


@pytest.mark.parametrize("others", ["Wade;;", ";4;", ";;irgendwann nachts"])
def test_under_time_beside_anything_else_the_time_is_not_known(others: str) -> None:
    brought = bring(f"{HEADER}01.03.2026;keine;{others}\n")
    assert brought.entries == []
    assert brought.rows[0].quiet_night is None
    note = brought.rows[0].untimed_note
    assert note is not None
    assert all(part in note.text for part in ("keine", *others.split(";")))


def test_a_strength_of_0_beside_it_says_no_more() -> None:
    brought = bring(f"{HEADER}01.03.2026;keine;;0;\n")
    assert str(brought.rows[0].quiet_night) == "2026-03-01"


def test_none_in_a_sentence_is_asked_and_stays() -> None:
    text = "Date;Time;What was it?;Where\n2026-03-02;07:00;Nothing last night;\n"
    brought = bring(f"{text}2026-03-03;02:15;Twitch;calf\n")
    word = brought.asked[DoubtKind.WORDS].words[0]
    assert (word.text, word.meaning.nothing, word.is_sure) == ("Nothing last night", True, False)
    assert str(brought.rows[0].quiet_night) == "2026-03-01"
    note = brought.rows[0].untimed_note
    assert note is not None
    assert note.text == "What was it?: Nothing last night"
    assert len(brought.entries) == 1
