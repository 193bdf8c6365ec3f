"""Excel workbooks: days and times to the second, both calendars, values only."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from journal.diary_file import FileError
from journal.diary_file.sheets import DoubtKind, Role, SheetForm
from tests.diary_file.sheets.bringing import bring, opened, workbook

# a moment of a spreadsheet, which knows no zone
at = datetime.fromisoformat
HEADER = ["When", "Where"]
ROWS = [[at("2026-03-01 02:15"), "calf"], [at("2026-03-02 23:40"), "foot"]]


def test_a_workbook_is_a_table() -> None:
    brought = bring(workbook(HEADER, *ROWS))
    assert brought.sheets.form is SheetForm.XLSX
    assert brought.local_times == ["2026-03-01 02:15:00", "2026-03-02 23:40:00"]


def test_days_of_old_macs_count_from_1904() -> None:
    assert bring(workbook(HEADER, *ROWS, epoch=MAC_EPOCH)).local_times == [
        *("2026-03-01 02:15:00", "2026-03-02 23:40:00")
    ]


def test_times_are_rounded_to_the_second() -> None:
    moment = at("2026-03-01 02:14:59.999900")
    assert bring(workbook(HEADER, [moment, "calf"])).local_times == ["2026-03-01 02:15:00"]


def test_a_day_that_shows_no_time_is_not_midnight() -> None:
    content = workbook(["Date", "Where"], [date(2026, 3, 1), "calf"])
    brought = bring(content)
    assert brought.entries == []
    assert brought.rows[0].untimed_note is not None


def test_a_midnight_that_is_shown_is_one() -> None:
    rows = [at("2026-03-01 00:00"), "calf"], [at("2026-03-02 03:05"), "calf"]
    content = workbook(HEADER, *rows, formats={"A2": "yyyy-mm-dd hh:mm"})
    assert bring(content).local_times == ["2026-03-01 00:00:00", "2026-03-02 03:05:00"]


def test_a_column_of_midnights_alone_holds_days() -> None:
    """As openpyxl, and programs like it, write a day: with a time in its number format."""
    rows = [[at(f"2026-03-{day:02} 00:00"), "calf", 3] for day in range(1, 5)]
    brought = bring(workbook(["Date", "Where", "Twitches"], *rows))
    assert brought.roles["Date"] is Role.DAY
    assert brought.entries == []
    assert [row.untimed_note.text for row in brought.rows if row.untimed_note] == [
        "Where: calf\nTwitches: 3"
    ] * 4
    assert brought.asked[DoubtKind.NO_TIME].rows == 4


def test_day_and_time_in_two_columns_and_a_length() -> None:
    content = workbook(
        ["Datum", "Uhrzeit", "Dauer", "Anzahl"],
        [date(2026, 3, 1), time(2, 15), timedelta(minutes=1, seconds=30), 7.0],
    )
    brought = bring(content)
    assert brought.local_times == ["2026-03-01 02:15:00"]
    assert (brought.entry.duration_seconds, brought.entry.count) == (90, 7)


def test_a_formula_is_its_stored_value_or_nothing() -> None:
    """openpyxl writes no value beside a formula, as programs do that never worked one out."""
    content = workbook(["When", "Where", "Note"], [at("2026-03-01 02:15"), "calf", "=1+1"])
    assert bring(content).entry.note == ""


def test_sheets_are_tables_to_choose_from_and_hidden_ones_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.active.title = "List"
    book.active.append(["Medicine", "Since"])
    book.active.append(["Magnesium", date(2026, 1, 1)])
    diary = book.create_sheet("Diary")
    for row in (HEADER, *ROWS):
        diary.append(row)
    book.create_sheet("Secret").sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    sheets = opened(file.getvalue())
    assert [(table.name, table.rows) for table in sheets.tables] == [("List", 1), ("Diary", 2)]
    assert sheets.tables[sheets.likeliest].name == "Diary"
    assert [str(remark) for remark in sheets.remarks] == [
        "Sheets that are hidden in the workbook are left out."
    ]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part, or another in its place."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.namelist():
            if member != name:
                archive.writestr(member, source.read(member))
        archive.writestr(name, part)
    return target.getvalue()


def test_macros_and_links_are_said_and_left_alone() -> None:
    content = with_part(workbook(HEADER, *ROWS), "xl/vbaProject.bin", b"macro")
    content = with_part(content, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    sheets = opened(content)
    assert [str(remark) for remark in sheets.remarks] == [
        "The workbook has macros. They are not run and not kept.",
        "The workbook has links to other files. None is followed.",
    ]


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content", [b"When,Where\n2026-03-01 02:15,calf\n", workbook(HEADER, ROWS[0])]
)
def test_an_archive_with_one_file_is_that_file(content: bytes) -> None:
    name = "diary.xlsx" if content.startswith(b"PK") else "diary.csv"
    archive = zipped(**{name: content, "__MACOSX/._diary.csv": b"x", "photo.jpg": b"x"})
    assert bring(archive).local_times == ["2026-03-01 02:15:00"]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        (
            {"a.csv": b"x", "b.csv": b"x"},
            r"This archive holds 2 files: “a\.csv”, “b\.csv”\. Unpack it, and bring the one",
        ),
        ({"a.jpg": b"x"}, "no table and no text in this archive"),
        ({"a.csv": zipped(**{"b.csv": b"x"})}, "holds another one"),
        ({"content.xml": b"x", "mimetype": b"x"}, "OpenDocument"),
        ({"Index/Document.iwa": b"x"}, "Numbers file"),
        ({"word/document.xml": b"x"}, "Word document"),
    ],
)
def test_other_archives_are_refused_with_what_to_do(members: dict[str, bytes], words: str) -> None:
    with pytest.raises(FileError, match=words):
        opened(zipped(**members))
