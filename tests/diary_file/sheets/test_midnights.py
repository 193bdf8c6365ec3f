"""Days at 00:00 in a column in which others have times: asked, never chosen in silence."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from journal.diary_file.sheets import DoubtKind, Midnight, NoTime, Role
from tests.diary_file.sheets.bringing import Brought, bring, workbook

SHOWN = {f"A{row}": "dd.mm.yyyy hh:mm" for row in (2, 3, 4)}
TIMES = (datetime(2026, 3, 1, 2, 15), datetime(2026, 3, 2), datetime(2026, 3, 3, 23, 40))  # noqa: DTZ001
IN_TEXT = (
    "When;Where\n2026-03-01 02:15:00;calf\n2026-03-02 00:00:00;foot\n2026-03-03 23:40:00;calf\n"
)
TO_THE_MINUTE = IN_TEXT.replace(":00;", ";")


def in_workbook() -> bytes:
    rows: list[list[Any]] = [
        [at, where] for at, where in zip(TIMES, ("calf", "foot", "calf"), strict=True)
    ]
    return workbook(["When", "Where"], *rows, formats=SHOWN)


def nights_noted(brought: Brought) -> list[tuple[str, str]]:
    notes = [row.untimed_note for row in brought.rows]
    return [(str(note.night), note.text) for note in notes if note]


@pytest.mark.parametrize("content", [in_workbook(), IN_TEXT, TO_THE_MINUTE])
def test_a_midnight_among_times_is_one_question(content: bytes | str) -> None:
    brought = bring(content)
    assert brought.open == {DoubtKind.MIDNIGHT}
    doubt = brought.asked[DoubtKind.MIDNIGHT]
    assert (doubt.header, doubt.rows, doubt.guess) == ("When", 1, None)
    assert [example.line for example in doubt.examples] == [3]


@pytest.mark.parametrize("content", [in_workbook(), IN_TEXT, TO_THE_MINUTE])
def test_the_answer_decides(content: bytes | str) -> None:
    as_time = bring(content, midnight=Midnight.TIME, answered=("midnight",))
    assert as_time.open == set()
    assert as_time.local_times == [
        *("2026-03-01 02:15:00", "2026-03-02 00:00:00", "2026-03-03 23:40:00")
    ]
    as_none = bring(content, midnight=Midnight.NO_TIME, answered=("midnight",))
    assert as_none.open == set()
    assert as_none.local_times == ["2026-03-01 02:15:00", "2026-03-03 23:40:00"]
    assert nights_noted(as_none) == [("2026-03-02", "Where: foot")]
    assert as_none.asked[DoubtKind.NO_TIME].rows == 1


def test_rows_without_a_time_can_still_be_left_out() -> None:
    brought = bring(IN_TEXT, midnight=Midnight.NO_TIME, no_time=NoTime.LEAVE_OUT)
    assert [row.line for row in brought.rows if row.skipped] == [3]


def test_a_column_of_days_with_a_few_times_is_asked_about_as_well() -> None:
    days = "".join(f"2026-03-{day:02} 00:00:00;calf\n" for day in range(10, 20))
    brought = bring(f"Date;Where\n{days}2026-03-20 02:15:00;foot\n")
    assert brought.roles["Date"] is Role.DAY
    assert brought.asked[DoubtKind.MIDNIGHT].rows == 10
    assert brought.local_times == ["2026-03-20 02:15:00"]


@pytest.mark.parametrize(
    "content",
    [
        "When;Where\n2026-03-01 00:00:00;calf\n2026-03-02 00:00:00;foot\n",
        "When;Where\n2026-03-01 02:15:00;calf\n2026-03-02 24:00;foot\n",
        "When;Where\n2026-03-01T02:15:00Z;calf\n2026-03-02T00:00:00Z;foot\n",
        "Date;Time;Where\n2026-03-01;02:15;calf\n2026-03-02;00:00;foot\n",
    ],
)
def test_where_it_is_plain_nothing_is_asked(content: str) -> None:
    assert DoubtKind.MIDNIGHT not in bring(content).asked


def test_times_far_down_in_a_long_file_count() -> None:
    """What a survey keeps of different cells ends before the first time."""
    days = "".join(f"{2000 + day // 28}-03-{day % 28 + 1:02} 00:00:00;calf\n" for day in range(300))
    brought = bring(f"Date;Where\n{days}2026-03-20 02:15:00;foot\n")
    assert brought.asked[DoubtKind.MIDNIGHT].rows == 300
