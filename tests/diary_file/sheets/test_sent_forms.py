"""A form's answers: when it was sent is never when it was."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from journal.diary_file.sheets import DoubtKind, Role
from tests.diary_file.sheets.bringing import Brought, bring, workbook

# a moment of a spreadsheet, which knows no zone
at = datetime.fromisoformat
SENT = ("2026-03-12 08:03:22", "2026-03-13 07:55:02", "2026-03-15 22:10:41")


def form(header: list[str], *answers: list[Any]) -> Brought:
    """A form's workbook, its answers sent at ``SENT``."""
    rows = [[at(sent), *answer] for sent, answer in zip(SENT, answers, strict=False)]
    return bring(workbook(header, *rows))


@pytest.mark.parametrize(
    ("sent", "question"),
    [
        ("Timestamp", "When did it happen?"),
        ("Zeitstempel", "Wann war es?"),
        ("Horodateur", "Quand ?"),
        ("Marca temporal", "¿Cuándo?"),
        ("タイムスタンプ", "いつ"),
    ],
)
def test_the_question_says_when_it_was(sent: str, question: str) -> None:
    brought = form(
        [sent, question, "Muscle"],
        [at("2026-03-12 02:40"), "calf"],
        [None, "foot"],
        [at("2026-03-15 23:50"), "calf"],
    )
    assert (brought.roles[sent], brought.roles[question]) == (Role.SENT, Role.MOMENT)
    assert brought.local_times == ["2026-03-12 02:40:00", "2026-03-15 23:50:00"]
    # a question that was not answered is answered by nothing else
    note = brought.rows[1].untimed_note
    assert note is not None
    assert (str(note.night), note.text) == ("2026-03-12", f"{sent}: {SENT[1]}\nMuscle: foot")
    assert brought.asked[DoubtKind.NO_TIME].rows == 1


def test_the_question_may_stand_before_the_timestamp() -> None:
    text = "Began,Timestamp,Muscle\n2026-03-12 02:40,2026-03-12 08:03:22,calf\n"
    brought = bring(text)
    assert brought.local_times == ["2026-03-12 02:40:00"]
    assert brought.entry.note == "Timestamp: 2026-03-12 08:03:22"


@pytest.mark.parametrize("header", ["Um wie viel Uhr?", "Uhrzeit"])
def test_a_time_is_the_latest_before_the_form_was_sent(header: str) -> None:
    brought = form(
        ["Zeitstempel", header, "Welcher Muskel?"],
        [time(2, 40), "linke Wade"],
        [time(23, 30), "rechte Wade"],
        ["22:15", "Fuß"],
    )
    assert brought.roles["Zeitstempel"] is Role.SENT
    assert brought.local_times == [
        "2026-03-12 02:40:00",
        "2026-03-12 23:30:00",
        "2026-03-14 22:15:00",
    ]
    assert DoubtKind.NIGHT_RULE not in brought.asked
    assert brought.entries[0].note == f"Zeitstempel: {SENT[0]}"


def test_without_a_time_it_is_a_note_of_the_night_before_or_a_quiet_one() -> None:
    brought = form(
        ["Zeitstempel", "Wann war es?", "Welcher Muskel?"],
        [time(2, 40), "linke Wade"],
        [None, "keine"],
        ["weiß nicht", "Fuß"],
    )
    assert str(brought.rows[1].quiet_night) == "2026-03-12"
    assert brought.rows[1].left_out == (("Zeitstempel", SENT[1]),)
    note = brought.rows[2].untimed_note
    assert note is not None
    assert str(note.night) == "2026-03-15"
    assert "weiß nicht" in note.text
    assert brought.local_times == ["2026-03-12 02:40:00"]


def test_a_question_that_is_answered_in_words_is_no_reason_to_take_the_sending() -> None:
    brought = form(["Zeitstempel", "Wann war es?", "Muskel"], ["beim Einschlafen", "Wade"])
    assert brought.entries == []
    note = brought.rows[0].untimed_note
    assert note is not None
    assert "beim Einschlafen" in note.text


def test_a_timestamp_alone_is_when_it_was() -> None:
    brought = bring("Timestamp,Muscle\n2026-03-12 08:03:22,calf\n")
    assert brought.roles["Timestamp"] is Role.MOMENT
    assert brought.local_times == ["2026-03-12 08:03:22"]
