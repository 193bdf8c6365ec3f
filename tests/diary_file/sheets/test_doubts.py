"""What is asked, and what the whole column answers by itself."""

from __future__ import annotations

from datetime import time

import pytest

from journal.diary_file.sheets import (
    DayOrder,
    DoubtKind,
    NightRule,
    NoTime,
    QuietRule,
    Role,
    TwoPlaces,
)
from journal.diary_file.sheets.recipes import ColumnRole
from tests.diary_file.sheets.bringing import bring


def table(*days: str, header: str = "Date,Time,Where", rest: str = ",02:15,calf") -> str:
    return "\n".join([header, *(day + rest for day in days)])


@pytest.mark.parametrize(
    ("days", "order"),
    [
        (["03/04/2026", "25/04/2026"], DayOrder.DAY_FIRST),
        (["03/04/2026", "04/25/2026"], DayOrder.MONTH_FIRST),
        (["01/02/2026", "02/02/2026", "03/02/2026", "01/03/2026"], DayOrder.DAY_FIRST),
        (["01/12/2026", "02/01/2026", "02/09/2026", "03/01/2026"], DayOrder.MONTH_FIRST),
        (["Sun 03/01/2026"], DayOrder.MONTH_FIRST),
        (["01/12/2026", "03/11/2026"], DayOrder.MONTH_FIRST),
    ],
)
def test_the_whole_column_decides_the_order(days: list[str], order: DayOrder) -> None:
    brought = bring(table(*days))
    assert brought.recipe.day_order is order
    assert DoubtKind.DAY_ORDER not in brought.asked


def test_a_column_of_weekdays_decides_the_order() -> None:
    text = "Date,Weekday,Time,Where\n03/01/2026,Sunday,02:15,calf\n03/02/2026,Monday,02:15,calf\n"
    assert bring(text).recipe.day_order is DayOrder.MONTH_FIRST


def test_where_both_orders_are_possible_both_are_shown() -> None:
    brought = bring(table("03/01/2026", "04/03/2026"))
    doubt = brought.asked[DoubtKind.DAY_ORDER]
    assert (doubt.guess, doubt.is_open, doubt.header) == (None, True, "Date")
    assert [(example.line, example.readings) for example in doubt.examples] == [
        (2, {"day_first": "2026-01-03", "month_first": "2026-03-01"}),
        (3, {"day_first": "2026-03-04", "month_first": "2026-04-03"}),
    ]
    assert brought.entries == []
    assert str(brought.rows[0].wrong[0]) == "“03/01/2026” can mean 2026-01-03 or 2026-03-01."
    answered = bring(table("03/01/2026", "04/03/2026"), day_order=DayOrder.MONTH_FIRST)
    assert answered.local_times == ["2026-03-01 02:15:00", "2026-04-03 02:15:00"]
    assert DoubtKind.DAY_ORDER not in answered.asked


def test_both_orders_in_one_column_are_found_and_asked_for() -> None:
    text = table("25/03/2026", "03/25/2026", "01/02/2026")
    brought = bring(text)
    assert brought.asked[DoubtKind.DAY_ORDER].guess is None
    assert [line for line, _reason in brought.wrong] == [4]


def test_days_that_a_spreadsheet_turned_are_found() -> None:
    """Sheets of the US took days up to 12 for months, and left the others as text."""
    text = table("2026-03-01", "2026-12-02", "25/03/2026", "13/04/2026")
    brought = bring(text)
    doubt = brought.asked[DoubtKind.TURNED_DAYS]
    assert (doubt.rows, doubt.guess) == (2, None)
    turned = bring(text, turned_days=True)
    assert [at[:10] for at in turned.local_times] == [
        *("2026-01-03", "2026-02-12", "2026-03-25", "2026-04-13")
    ]


def test_next_months_file_that_speaks_against_the_answer_is_asked_again() -> None:
    text = table("25/03/2026", "03/04/2026")
    brought = bring(text, day_order=DayOrder.MONTH_FIRST, answered=("day_order",))
    assert DoubtKind.DAY_ORDER in brought.asked


def test_what_was_answered_is_not_asked_again() -> None:
    text = "Night of;Count\n2026-03-01;3\n"
    assert {DoubtKind.NIGHT_RULE, DoubtKind.NO_TIME} <= bring(text).open
    again = bring(text, answered=("night_rule", "no_time"))
    assert again.open == set()


def test_a_night_is_named_by_its_evening_or_its_morning() -> None:
    text = "Nacht vom;Uhrzeit;Wo\n01.03.2026;23:40;Wade\n01.03.2026;02:15;Wade\n"
    doubt = bring(text).asked[DoubtKind.NIGHT_RULE]
    assert doubt.guess == NightRule.EVENING_DATE
    assert doubt.examples[0].readings == {
        "evening_date": "2026-03-02T02:15",
        "morning_date": "2026-03-01T02:15",
    }
    evening = bring(text, night_rule=NightRule.EVENING_DATE)
    assert evening.local_times == ["2026-03-01 23:40:00", "2026-03-02 02:15:00"]
    morning = bring(text, night_rule=NightRule.MORNING_DATE)
    assert morning.local_times == ["2026-02-28 23:40:00", "2026-03-01 02:15:00"]


def test_a_time_before_noon_behind_an_evening_is_of_the_next_morning() -> None:
    text = "Date,Time,Where\n2026-03-01,23:40,calf\n2026-03-01,02:15,calf\n2026-03-02,01:00,calf\n"
    brought = bring(text)
    assert brought.asked[DoubtKind.NIGHT_RULE].guess == NightRule.AFTER_EVENING
    assert brought.local_times == [
        *("2026-03-01 23:40:00", "2026-03-02 02:15:00", "2026-03-02 01:00:00")
    ]
    as_written = bring(text, night_rule=NightRule.AS_WRITTEN)
    assert as_written.local_times[1] == "2026-03-01 02:15:00"


def test_a_row_without_a_time_becomes_what_was_answered() -> None:
    text = "Date,Time,Where\n2026-03-01,mid,calf\n2026-03-02,02:15,calf\n"
    noted = bring(text)
    assert noted.asked[DoubtKind.NO_TIME].rows == 1
    assert noted.rows[0].untimed_note is not None
    assert noted.rows[0].untimed_note.text == "Time: mid\nWhere: calf"
    left = bring(text, no_time=NoTime.LEAVE_OUT)
    assert str(left.rows[0].skipped) == "This row has no time."
    given = bring(
        text, no_time=NoTime.GIVEN_TIME, given_time=time(3, 0), given_note="Zeit ungefähr"
    )
    assert given.local_times[0] == "2026-03-01 03:00:00"
    assert given.entries[0].note == "Time: mid\nZeit ungefähr"


def test_blank_days_are_those_of_the_row_above_if_so_answered() -> None:
    text = "Date,Time,Where\n2026-03-01,23:40,calf\n,23:50,foot\n"
    brought = bring(text)
    assert brought.asked[DoubtKind.BLANK_DAYS].rows == 1
    assert brought.wrong == [(3, "There is no day in this row.")]
    filled = bring(text, fills_days=True)
    assert filled.local_times == ["2026-03-01 23:40:00", "2026-03-01 23:50:00"]


def test_a_blank_is_not_none_and_none_is_a_quiet_night() -> None:
    text = "Date;Count;Notes\n2026-03-01;0;\n2026-03-02;;felt good\n2026-03-03;none;\n"
    brought = bring(text)
    assert [str(row.quiet_night) for row in brought.rows] == [
        "2026-03-01",
        "None",
        "2026-03-03",
    ]
    assert bring("Date;Where\n2026-03-01;none\n").rows[0].quiet_night is not None
    timed = bring("Date;Time;Where;Notes\n2026-03-01;03:00;none;slept well\n").rows[0]
    assert str(timed.quiet_night) == "2026-02-28"
    assert timed.untimed_note is not None
    assert timed.untimed_note.text == "slept well"
    noted = bring(text, quiet=QuietRule.NOTE)
    assert noted.rows[0].untimed_note is not None
    assert noted.rows[0].untimed_note.text == "Count: 0"


def test_two_places_in_a_cell_are_two_entries_or_the_first_with_its_note() -> None:
    text = 'Date,Time,Where,Count\n2026-03-01,02:15,"calf, foot",7\n'
    split = bring(text)
    assert [(entry.muscle, entry.count, entry.note) for entry in split.entries] == [
        ("calf", 1, "Count: 7"),
        ("foot", 1, "Count: 7"),
    ]
    assert len({entry.id for entry in split.entries}) == 2
    first = bring(text, two_places=TwoPlaces.FIRST)
    assert (first.entry.muscle, first.entry.count) == ("calf", 7)
    assert first.entry.note == "Where: calf, foot"


def test_strength_is_never_rescaled_in_silence() -> None:
    text = "Datum;Zeit;Stärke\n01.03.2026;02:15;3,5\n02.03.2026;02:15;leicht\n03.03.2026;02:15;7\n"
    brought = bring(text)
    assert brought.asked[DoubtKind.STRENGTH].strengths == {"3,5": None, "leicht": 2, "7": 7}
    assert [(entry.intensity, entry.note) for entry in brought.entries] == [
        (None, "Stärke: 3,5"),
        (2, "Stärke: leicht"),
        (7, ""),
    ]
    scaled = bring(text, strengths={"3,5": 7, "leicht": 1})
    assert [(entry.intensity, entry.note) for entry in scaled.entries] == [
        (7, "Stärke: 3,5"),
        (1, "Stärke: leicht"),
        (7, ""),
    ]


def test_a_column_is_kept_in_the_note_or_left_out_and_said() -> None:
    text = "Date,Time,Where,Weather,City,E-mail\n2026-03-01,02:15,calf,wet,Bonn,a@b.example\n"
    brought = bring(text)
    assert brought.roles["Weather"] is Role.KEEP
    assert brought.entry.note == "Weather: wet"
    assert brought.rows[0].left_out == (("City", "Bonn"), ("E-mail", "a@b.example"))


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    text = f"Date,Time,Where,Notes\n99.99.2026,02:15,calf,{'x' * 2001}\n2026-03-01,02:15,calf,\n"
    assert bring(text).wrong == [
        (2, "“99.99.2026” is not a day."),
        (2, "A note has at most 2000 characters; this one has 2001."),
    ]


def test_a_time_in_the_future_is_refused() -> None:
    assert bring("Date,Time,Where\n2027-03-01,02:15,calf\n").wrong == [
        (2, "This time is in the future.")
    ]


def test_a_zone_of_the_row_wins_over_the_recipes_and_that_over_the_persons() -> None:
    text = "Date,Time,Time zone\n2026-03-01,02:15,Asia/Tokyo\n2026-03-01,02:15,\n"
    brought = bring(text, time_zone="America/New_York")
    assert [(entry.time_zone, entry.happened_at.isoformat()) for entry in brought.entries] == [
        ("Asia/Tokyo", "2026-02-28T17:15:00+00:00"),
        ("America/New_York", "2026-03-01T07:15:00+00:00"),
    ]
    assert bring(text).entries[1].time_zone == "Europe/Berlin"


def test_a_length_is_read_with_its_unit_and_kept_without() -> None:
    rows = "".join(
        f"2026-03-0{n},02:15,{text}\n" for n, text in enumerate(["20", "20 s", "1:30"], 1)
    )
    brought = bring("Date,Time,Duration\n" + rows)
    assert [(entry.duration_seconds, entry.note) for entry in brought.entries] == [
        (None, "Duration: 20"),
        (20, ""),
        (None, "Duration: 1:30"),
    ]
    minutes = bring("Date,Time,Duration (min)\n2026-03-01,02:15,2\n")
    assert minutes.entry.duration_seconds == 120


def test_an_end_may_lie_behind_midnight() -> None:
    brought = bring("Date,Time,End\n2026-03-01,23:50,00:10\n")
    assert brought.entry.duration_seconds == 1200


def test_a_role_is_only_what_the_recipe_says() -> None:
    columns = (ColumnRole("Date", Role.DAY), ColumnRole("Time", Role.TIME))
    brought = bring("Date,Time,Where\n2026-03-01,02:15,calf\n", columns=columns)
    assert (brought.entry.muscle, brought.entry.note) == (None, "Where: calf")
