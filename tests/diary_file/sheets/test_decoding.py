"""Letters, line ends and delimiters, whatever a spreadsheet of somewhere wrote."""

from __future__ import annotations

import pytest

from journal.diary_file import FileError
from tests.diary_file.sheets.bringing import bring, opened

GERMAN = "Datum;Uhrzeit;Muskel;Stärke;Bemerkung\r\n01.03.2026;02:15;Füße;3;tat „weh“\r\n"


def cells(content: str | bytes) -> list[tuple[str, ...]]:
    sheets = opened(content)
    return [row.cells for row in sheets.rows(sheets.tables[0]) if row.skipped is None]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_letters_are_read_in_every_encoding(encoding: str) -> None:
    assert cells(GERMAN.encode(encoding)) == [("01.03.2026", "02:15", "Füße", "3", "tat „weh“")]


def test_a_code_page_is_said_and_its_letters_are_shown() -> None:
    sheets = opened(GERMAN.encode("cp1252"))
    (remark,) = sheets.remarks
    assert str(remark).startswith("The file is not UTF-8. Its letters are read as Windows-1252")
    assert "Füße" in str(remark)
    assert opened(GERMAN).remarks == ()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Дата;Время;Заметка\n01.03.2026;02:15;левая икра дёргалась всю ночь\n" * 3),
        ("cp932", "日付;時刻;メモ\n2026/03/01;02:15;左のふくらはぎがぴくぴくした\n" * 3),
        ("cp1250", "Datum;Čas;Poznámka\n1.3.2026;02:15;levé lýtko škubalo, příště přesněji\n" * 3),
    ],
)
def test_code_pages_of_other_countries_are_recognised(encoding: str, text: str) -> None:
    assert cells(text.encode(encoding))[0][2] == text.split("\n")[1].split(";")[2]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_end_in_any_way_and_go_on_within_quotes(line_end: str) -> None:
    text = 'Date,Time,Note\n2026-03-01,02:15,"two\nlines"\n2026-03-02,03:00,😀\n'
    assert cells(text.replace("\n", line_end)) == [
        ("2026-03-01", "02:15", "two\nlines"),
        ("2026-03-02", "03:00", "😀"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("told", [True, False])
def test_the_delimiter_is_found_or_told(delimiter: str, told: bool) -> None:
    rows = ["Date,Time,Where", "2026-03-01,02:15,calf", "2026-03-02,03:15,foot"]
    text = "\n".join(row.replace(",", delimiter) for row in rows)
    sheets = opened(f"sep={delimiter}\n{text}" if told else text)
    assert sheets.delimiter == delimiter
    assert sheets.tables[0].header == ("Date", "Time", "Where")


def test_a_decimal_comma_divides_no_cells() -> None:
    text = "Datum;Zeit;Stärke;Dauer\n01.03.2026;02:15;3,5;1,5\n02.03.2026;02:15;2,5;1,5\n"
    assert opened(text).delimiter == ";"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"  \r\n", "The file is empty."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Excel file"),
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not a table and not text"),
        (b"hello\nworld\n", "There is no table in this file"),
        (b"\xff\xfeD\0a", "it says that it is UTF-16"),
        (b'Date,Note\n2026-03-01,"open\nand never\nclosed\n', "none closes it"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, words: str) -> None:
    with pytest.raises(FileError) as refusal:
        list(opened(content).rows(opened(content).tables[0]))
    assert words in str(refusal.value)


def test_a_line_break_in_a_cell_is_one_character() -> None:
    brought = bring('Date,Time,Notes\r\n2026-03-01,02:15,"a\r\nb"\r\n')
    assert brought.entry.note == "a\nb"
