"""Where a table begins in what surrounds it, and which of several it is."""

from __future__ import annotations

import pytest

from journal.diary_file import FileError
from journal.diary_file.sheets import Layout, SheetForm
from tests.diary_file.sheets.bringing import bring, opened, workbook


def test_what_stands_above_a_table_is_listed() -> None:
    brought = bring("Mein Tagebuch;;\nseit 2026;;\n\nDatum;Zeit;Wo\n01.03.2026;02:15;Wade\n")
    assert [(row.line, str(row.skipped)) for row in brought.rows if row.skipped] == [
        (1, "This row stands above the table."),
        (2, "This row stands above the table."),
    ]
    assert len(brought.entries) == 1


def test_two_tables_are_two_to_choose_from() -> None:
    sheets = opened(
        "Medicine,Since\nMagnesium,01.02.2026\n\nDate,Time,Where\n2026-03-01,02:15,calf\n"
        "2026-03-02,02:15,foot\n"
    )
    assert [(table.header, table.rows) for table in sheets.tables] == [
        (("Medicine", "Since"), 1),
        (("Date", "Time", "Where"), 2),
    ]
    assert sheets.likeliest == 1


def test_a_table_goes_on_behind_an_empty_line() -> None:
    brought = bring("Date,Time,Where\n2026-03-01,02:15,calf\n,,\n\n2026-03-02,02:15,calf\n")
    assert len(brought.entries) == 2
    assert len(brought.sheets.tables) == 1


def test_repeated_headers_and_totals_are_no_rows() -> None:
    brought = bring(
        "Datum;Zeit;Anzahl\n01.03.2026;02:15;3\nDatum;Zeit;Anzahl\n02.03.2026;02:15;4\nSumme;;7\n"
    )
    assert [entry.count for entry in brought.entries] == [3, 4]
    assert [str(row.skipped) for row in brought.rows if row.skipped] == [
        "This row repeats the names of the columns.",
        "This row is a total, not an entry.",
    ]


def test_a_table_without_a_header_has_the_letters_of_a_spreadsheet() -> None:
    brought = bring("01.03.2026;02:15;Wade re\n02.03.2026;23:40;Wade li\n")
    assert brought.table.header == ("A", "B", "C")
    assert [(entry.muscle, entry.side) for entry in brought.entries] == [
        ("calf", "right"),
        ("calf", "left"),
    ]


def test_merged_header_cells_are_named_by_their_column() -> None:
    sheets = opened("Nacht;;Ort\nDatum;Zeit;Wo\n01.03.2026;02:15;Wade\n")
    assert sheets.tables[0].header == ("Datum", "Zeit", "Wo")
    sheets = opened("Datum;;Wo\n01.03.2026;02:15;Wade\n")
    assert sheets.tables[0].header == ("Datum", "B", "Wo")


def test_columns_of_one_name_are_told_apart() -> None:
    assert opened("Date,Note,Note\n2026-03-01,a,b\n").tables[0].header == (
        "Date",
        "Note",
        "Note (C)",
    )


@pytest.mark.parametrize(
    "header",
    [
        ["Date", *[f"{hour}:00" for hour in range(24)]],
        ["Date", *[str(hour) for hour in range(24)]],
        ["Date", *[f"{hour} am" for hour in range(1, 12)]],
    ],
)
def test_a_column_an_hour_is_refused_kindly(header: list[str]) -> None:
    with pytest.raises(FileError, match="a column for each hour"):
        opened(",".join(header) + "\n2026-03-01" + ",x" * (len(header) - 1) + "\n")
    with pytest.raises(FileError, match="a column for each hour"):
        opened(workbook(header, ["2026-03-01", "x"]))


def test_lines_of_text_are_a_table_too() -> None:
    sheets = opened("My twitches\n2026-03-01 02:15 left calf\n")
    assert (sheets.form, sheets.tables[0].layout) == (SheetForm.TEXT, Layout.LINES)


def test_too_many_rows_and_columns_are_said() -> None:
    with pytest.raises(FileError, match="at most 1000 columns; this one has 1001"):
        opened("Date,Time" + ",x" * 999 + "\n2026-03-01,02:15\n")
    with pytest.raises(FileError, match="at most 100000 rows"):
        opened("Date,Time\n" + "2026-03-01,02:15\n" * 100_001)


def test_numbers_that_a_spreadsheet_destroyed_stop_everything() -> None:
    rows = "".join(f"1.77{n}E+12,2026-03-01 02:15,calf\n" for n in range(3))
    with pytest.raises(FileError) as refusal:
        bring(f"id,When,Where\n{rows}")
    assert refusal.value.line == 2
    assert "a spreadsheet has cut off their last digits" in str(refusal.value)


@pytest.mark.parametrize(
    "header",
    [
        "1. Wann?;2. Uhrzeit?;3. Wo?;4. Was?",
        "Q1: Date;Q2: Time;Q3: Where;Q4: Strength (0-10)",
        "(1) Datum;(2) Zeit;(3) Stelle;(4) Schlaf der letzten 24 Stunden",
    ],
)
def test_questions_may_be_numbered(header: str) -> None:
    """Half of the names with a digit were no header, and the columns A, B, C."""
    rows = "2026-03-01;02:15;Wade;Zucken\n2026-03-02;03:15;Fuß;Zucken\n"
    brought = bring(f"{header}\n{rows}")
    assert brought.table.header == tuple(header.split(";"))
    assert brought.local_times == ["2026-03-01 02:15:00", "2026-03-02 03:15:00"]
