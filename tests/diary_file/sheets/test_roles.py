"""What columns tell, by their headers and their cells, and what is never guessed."""

from __future__ import annotations

import pytest

from journal.diary_file.sheets import ColumnRole, DoubtKind, Role
from tests.diary_file.sheets.bringing import bring

FORM = (
    "Timestamp\tWhen did it happen?\tTime\tWhich muscle?\tDid it wake you up?\t"
    "How intense was it (1-10)?\n"
    "3/14/2026 8:15:00\t3/13/2026\t11:40:00 PM\tCalf\tYes\t4\n"
)


def test_a_forms_timestamp_is_when_it_was_sent() -> None:
    brought = bring(FORM)
    assert brought.local_times == ["2026-03-13 23:40:00"]
    assert (brought.entry.muscle, brought.entry.woke, brought.entry.intensity) == (
        *("calf", "yes", 4),
    )
    assert brought.entry.note == "Timestamp: 3/14/2026 8:15:00"


@pytest.mark.parametrize(
    "header", ["Wake time", "Bedtime", "Time of medicine", "Time of waking", "Aufstehzeit"]
)
def test_the_time_of_something_else_is_no_time_of_a_twitch(header: str) -> None:
    brought = bring(f"Date,{header},Where\n2026-03-01,07:00,calf\n")
    assert brought.roles[header] is Role.KEEP
    assert brought.entries == []


@pytest.mark.parametrize("header", ["Stress level", "Sleep quality score", "Coffee count"])
def test_a_number_of_something_else_is_kept_in_the_note(header: str) -> None:
    brought = bring(f"Date,Time,{header}\n2026-03-01,02:15,3\n")
    assert brought.roles[header] is Role.KEEP
    assert brought.entry.note == f"{header}: 3"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *(("Time (24h)", Role.TIME), ("Time of twitch", Role.TIME), ("Uhrzeit", Role.TIME)),
        *(("Number of twitches", Role.COUNT), ("Wie oft", Role.COUNT)),
        *(("How strong (0-10)", Role.STRENGTH), ("Stärke (0-10)", Role.STRENGTH)),
    ],
)
def test_words_that_change_nothing_may_stand_in_a_header(header: str, role: Role) -> None:
    cell = "02:15" if role is Role.TIME else "3"
    assert bring(f"Date,{header}\n2026-03-01,{cell}\n").roles[header] is role


def test_yes_and_no_are_an_episode_and_a_quiet_night() -> None:
    brought = bring("Date,Time,Twitches?\n2026-03-01,02:15,yes\n2026-03-02,,no\n")
    assert brought.entry.count == 1
    assert str(brought.rows[1].quiet_night) == "2026-03-02"


def test_addresses_are_left_out_whatever_the_column_is_called() -> None:
    brought = bring("Date,Time,Contact\n2026-03-01,02:15,ada@b.example\n")
    assert brought.roles["Contact"] is Role.LEAVE_OUT


def test_a_location_with_muscles_is_where_it_twitched() -> None:
    brought = bring("Date,Time,Location\n2026-03-01,02:15,left calf\n")
    assert (brought.entry.muscle, brought.entry.side) == ("calf", "left")


def test_a_length_is_read_with_its_units() -> None:
    brought = bring("date,heure,durée\n2026-03-01,2h15,20 s\n2026-03-02,2h15,2 min\n")
    assert [entry.duration_seconds for entry in brought.entries] == [20, 120]


@pytest.mark.parametrize("midnight", ["{} 00:00:00", "{}T00:00:00", "{} 12:00:00 AM"])
def test_a_day_written_with_midnight_to_the_second_has_no_time(midnight: str) -> None:
    """As programs write a day: midnight would be a time that nobody wrote."""
    days = [midnight.format(f"2026-03-{day:02}") for day in (1, 2, 3)]
    content = "Timestamp,When did it happen?,What time?,Where\n" + "".join(
        f"2026-03-{place + 2:02} 08:01:03,{day},{clock},left calf\n"
        for place, (day, clock) in enumerate(zip(days, ("02:20", "23:50", ""), strict=True))
    )
    brought = bring(content)
    assert brought.roles["When did it happen?"] is Role.DAY
    assert brought.roles["Timestamp"] is Role.KEEP
    assert brought.local_times == ["2026-03-01 02:20:00", "2026-03-02 23:50:00"]
    assert brought.rows[2].untimed_note
    assert str(brought.rows[2].untimed_note.night) == "2026-03-03"
    assert brought.asked[DoubtKind.NO_TIME].rows == 1


def test_midnight_among_other_times_stays_one() -> None:
    content = "When,Where\n2026-03-01 00:00:00,calf\n2026-03-02 02:15:00,calf\n"
    content += "2026-03-03 23:10:30,calf\n"
    assert bring(content).local_times[0] == "2026-03-01 00:00:00"


def test_of_two_moments_beside_a_time_the_later_column_tells_the_day() -> None:
    content = "Timestamp,When,Time\n2026-03-02 08:01:03,2026-03-01 09:00,02:20\n"
    brought = bring(content)
    assert brought.roles["Timestamp"] is Role.KEEP
    assert brought.local_times == ["2026-03-01 02:20:00"]
    assert "08:01:03" in brought.entry.note


def test_a_time_that_is_not_read_beside_a_moment_is_in_the_note() -> None:
    content = "When,At,Where\n2026-03-01 09:00,02:20,calf\n"
    columns = (
        ColumnRole("When", Role.MOMENT),
        ColumnRole("At", Role.TIME),
        ColumnRole("Where", Role.MUSCLE),
    )
    assert "At: 02:20" in bring(content, columns=columns).entry.note


@pytest.mark.parametrize("sign", ["-", "–", "./.", "?"])
def test_a_dash_is_no_place_and_is_not_asked(sign: str) -> None:
    content = f"Date,Number,Where\n2026-03-01,3,left calf\n2026-03-02,0,{sign}\n"
    brought = bring(content)
    assert str(brought.rows[1].quiet_night) == "2026-03-02"
    assert all(guess.text != sign for guess in brought.asked[DoubtKind.WORDS].words)
