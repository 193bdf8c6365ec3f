"""The tables of nights and of rows: known by their headers, read with every fault by its column."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from journal.diary_file import FileError, is_own_diary, open_rows
from tests.diary_file.test_wrong_rows import remarks_of, wrong_of
from tests.diary_file.told_rows import told

NIGHTS = (
    "night_of,state,no_twitches,constant_places,does_not_know,bed_at,jolts,note,stress,day_note"
)
ROWS = "list,row_id,name,ongoing,from_date,kind,words"
# Of the lists beside those that a person brings along.
MORE_ROWS = (
    "list,row_id,on_date,videos,created_at,answer,answered_at,thing,night_of,happened_at,time_zone,"
    "place,state"
)


def held(text: str) -> list[Any]:
    """The lists that the rows belong to, or the night of one without twitches."""
    rows = told(text)
    assert [row.wrong for row in rows] == [[]] * len(rows)
    return [row.record.collection.name if row.record else row.night for row in rows]


@pytest.mark.parametrize(
    "header", [NIGHTS, ROWS, NIGHTS.replace(",", ";"), "State\tNight of\tnote"]
)
def test_it_is_known_by_its_header(header: str) -> None:
    assert is_own_diary(io.BytesIO(f"\ufeff{header}\r\n".encode()))


@pytest.mark.parametrize("header", ["night_of,hours", "state,date", "list,name", "date,row_id"])
def test_a_table_of_ones_own_is_not_taken_for_one(header: str) -> None:
    assert not is_own_diary(io.BytesIO(f"{header}\r\n".encode()))


@pytest.mark.parametrize(
    ("row", "parts"),
    [
        ("2026-07-06,episodes,,,,,,,,", []),
        ("2026-07-06,not_recorded,,,,,,,,", []),
        ("2026-07-06,none,,,,,,,,", [date(2026, 7, 6)]),
        ("2026-07-06,,yes,,,,,,,", [date(2026, 7, 6)]),
        ("2026-07-06,None,YES,,,,,,,", [date(2026, 7, 6)]),
        ("2026-07-06,episodes,yes,,,,,,,", [date(2026, 7, 6)]),
        ("2026-07-06,,,,true,,,,,", ["mornings"]),
        ("2026-07-06,,,,,,0,,,", ["mornings"]),
        ("2026-07-06,,,,,,,,no,", ["days"]),
        ("2026-07-06,,,,,,,,,a match", ["days"]),
        ('2026-07-06,constant,,"calf:left, shin;biceps::",,,,,,', ["constant_places"] * 3),
        (" 06.07.2026 ,none,,,,,,,,", [date(2026, 7, 6)]),
        (",,,,,,,,,", []),
    ],
)
def test_a_night_holds_what_is_written_of_it(row: str, parts: list[Any]) -> None:
    assert held(f"{NIGHTS}\n{row}\n") == parts


def test_the_sleep_that_is_read_is_the_one_that_was_written() -> None:
    [row] = told(f"{NIGHTS}\n2026-07-06,,,,,2026-07-06T23:10+02:00,3,'=warm,,\n")
    assert row.record
    values = row.record.values
    assert (str(values["bed_at"]), values["jolts"]) == ("2026-07-06 21:10:00+00:00", 3)
    assert (values["note"], values["does_not_know"], values["quality"]) == ("=warm", False, None)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",none,,,,,,,,", "night_of"),
        ("2026-07-06T02:15,none,,,,,,,,", "night_of"),
        ("2027-07-06,none,,,,,,,,", "night_of"),
        ("03/04/2026,none,,,,,,,,", "night_of"),
        ("2026-07-06,quiet,,,,,,,,", "state"),
        ("2026-07-06,,no,,,,,,,", "no_twitches"),
        ("2026-07-06,,,knee,,,,,,", "constant_places"),
        ("2026-07-06,,,calf:west,,,,,,", "constant_places"),
        ("2026-07-06,,,tongue:left,,,,,,", "constant_places"),
        ("2026-07-06,,,calf:left:yes:no,,,,,,", "constant_places"),
        ("2026-07-06,,,,yes,,,,,", "does_not_know"),
        ("2026-07-06,,,,,23:10,,,,", "bed_at"),
        ("2026-07-06,,,,,2026-07-09T23:10+02:00,,,,", "bed_at"),
        ("2026-07-06,,,,,,1000,,,", "jolts"),
        ("2026-07-06,,,,,,,####,,", "note"),
        ("2026-07-06,,,,,,,,maybe,", "stress"),
        (f"2026-07-06,,,,,,,,,{'x' * 501}", "day_note"),
        (f"2026-07-06,,,{'calf ' * 3000},,,,,,", "constant_places"),
        (f"{'2' * 20_000},,,,,,,,,", "night_of"),
    ],
)
def test_what_is_wrong_with_a_night_is_said_at_its_column(row: str, field: str) -> None:
    assert {(line, at) for line, at, _text in wrong_of(f"{NIGHTS}\n{row}\n")} == {(2, field)}


def test_a_day_that_a_spreadsheet_wrote_is_said_once() -> None:
    row = "07.06.2026,none,,calf,,,0,,no,"
    assert [field for _line, field, _text in remarks_of(f"{NIGHTS}\n{row}\n")] == ["night_of"]


def test_a_night_that_is_told_twice_counts_once_or_is_refused() -> None:
    row = "2026-07-06,none,,calf,,,2,,no,"
    again = told(f"{NIGHTS}\n{row}\n{row}\n")
    assert [one.repeats for one in again] == [False] * 4 + [True] * 4
    other = "2026-07-06,none,,calf,,,3,,no,"
    assert [line for line, *_rest in wrong_of(f"{NIGHTS}\n{row}\n{other}\n")] == [3]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("pills,a,Quinine,,,,", "list"),
        (",a,Quinine,,,,", "list"),
        ("medicines,a,,,,,", "name"),
        ("medicines,a,Quinine,yes,,,", "ongoing"),
        ("medicines,a,Quinine,,Mar 26,,", "from_date"),
        ("medicines,a,Quinine,,,blood,", "kind"),
        ("tests,a,Quinine,,,blood,", "name"),
        ("tests,a,,,,luck,", "kind"),
        ("statements,a,,,,,#NAME?", "words"),
        ("statements,1E+05,,,,,Come again", "row_id"),
        (f"statements,{'a' * 65},,,,,Come again", "row_id"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_at_its_column(row: str, field: str) -> None:
    assert {(line, at) for line, at, _text in wrong_of(f"{ROWS}\n{row}\n")} == {(2, field)}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("appointments,,2026-08-03,21,2026-07-07T08:00Z,,,,,,,,", "videos"),
        ("appointments,,2026-08-03,,,,,,,,,,", "created_at"),
        ("appointments,a,2026-08-03,,2026-07-07T08:00Z,,,,,,,,", "row_id"),
        ("answers,,,,,maybe,2026-07-07T08:00Z,,,,,,", "answer"),
        ("other_things,,,,,no,2026-07-07T08:00Z,luck,,,,,", "thing"),
        ("sightings,1E+05,,,,,,,2026-07-06,2026-07-07T00:40Z,UTC,leg,waiting", "row_id"),
        (f"sightings,{'7' * 65},,,,,,,2026-07-06,2026-07-07T00:40Z,UTC,leg,waiting", "row_id"),
        ("sightings,7,,,,,,,2026-07-06,2026-07-07T00:40Z,UTC,knee,waiting", "place"),
        ("sightings,7,,2,,,,,2026-07-06,2026-07-07T00:40Z,UTC,leg,waiting", "videos"),
    ],
)
def test_what_is_wrong_with_a_row_of_a_visit_is_said_at_its_column(row: str, field: str) -> None:
    assert {(line, at) for line, at, _text in wrong_of(f"{MORE_ROWS}\n{row}\n")} == {(2, field)}


def test_the_number_of_videos_may_be_none_at_all() -> None:
    row = "appointments,,2026-08-03,0,2026-07-07T08:00Z,,,,,,,,"
    [read] = told(f"{MORE_ROWS}\n{row}\n")
    assert read.record
    assert read.record.values["videos"] == 0


def test_a_row_without_an_id_gets_the_same_one_each_time() -> None:
    first = told(f"{ROWS}\nmedicines,,Quinine,true,,,\nmedicines,,Magnesium,,,,\n")
    turned = told("name,list,row_id,ongoing\nQuinine,medicines,,true\n")
    keys = [row.record.key for row in (*first, *turned) if row.record]
    assert keys[0] == keys[2] != keys[1]


@pytest.mark.parametrize("text", [f"{NIGHTS}\n2026-07-06,none,,,,,,,,\n", f"{ROWS}\n"])
def test_a_table_that_is_not_whole_is_refused(text: str) -> None:
    assert told(f"{text}end-of-diary,{text.count('none')},,,,,\n") is not None
    with pytest.raises(FileError, match="not whole"):
        told(f"{text}end-of-diary,2,,,,,\n")


def test_columns_that_no_such_table_has_are_named() -> None:
    rows = open_rows(io.BytesIO(b"night_of,state,mood,happened\n2026-07-06,none,fine,\n"))
    assert (len(list(rows)), rows.unknown) == (1, ["mood", "happened"])


def test_it_can_be_classified(tmp_path: Path) -> None:
    path, out = tmp_path / "nights.csv", io.StringIO()
    path.write_text(f"{NIGHTS}\n2026-07-06,none,,lower_back,,,3,,,\n")
    call_command("classify", str(path), stdout=out)
    flags = [line.partition('"flags": ')[2] for line in out.getvalue().splitlines()]
    assert flags == ['[], "asks": []}', '["back_muscles"], "asks": []}']
