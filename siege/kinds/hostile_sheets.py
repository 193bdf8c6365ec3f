"""Hostile tables of "one's own": workbooks, archives and text that cost a reader much more than
whoever made them.

Each is made once.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

MANY_COLUMNS, MANY_WORDS = 1_000_000, 100_000
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Diary" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def _archive(**members: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return file.getvalue()


def _workbook(rows: str, **more: str | bytes) -> bytes:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return _archive(**{**PARTS, SHEET: sheet, **more})


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _row(*cells: str) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


HEADER = _row("Date", "Time", "Where")


def packed_bomb() -> bytes:
    """A workbook with 180 MB of nothing in it."""
    return _workbook(HEADER, **{"xl/media/image1.xml": b" " * 180_000_000})


def packed_sheet() -> bytes:
    """99,000 rows of 1,500 letters, packed as well as a diary may be."""
    return _workbook(
        HEADER
        + "".join(
            _row(f"2026-03-{1 + number % 28:02}", "02:15", f"calf {number} {'and ' * 370}")
            for number in range(99_000)
        )
    )


def archive_bomb() -> bytes:
    """A text of 190 MB in an archive."""
    return _archive(**{"diary.csv": b"2026-03-01,02:15,calf\n" * 8_500_000})


def archives_in_archives() -> bytes:
    """An archive in an archive, ten deep."""
    inner = b"Date,Where\n2026-03-01,calf\n"
    for _depth in range(10):
        inner = _archive(**{"diary.csv": inner})
    return inner


def many_files() -> bytes:
    """An archive of 900 files, as an app with a folder for each thing makes it."""
    names = (f"{number:03} Habit/Checkmarks.csv" for number in range(900))
    return _archive(**{"Habits.csv": b"x", **dict.fromkeys(names, b"Date,Value\n")})


def laughs() -> bytes:
    """Entities within entities: a billion laughs."""
    entities = "".join(f'<!ENTITY e{depth} "{f"&e{depth - 1};" * 10}">' for depth in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>&e9;</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    return _archive(**{**PARTS, SHEET: sheet})


def wide_text() -> bytes:
    """A million columns as text, and a few rows that have them all."""
    header = ",".join(["Date", *(f"c{number}" for number in range(MANY_COLUMNS))])
    return (f"{header}\n" + ("2026-03-01" + "," * MANY_COLUMNS + "\n") * 5).encode()


def wide_workbook() -> bytes:
    """A million cells in each row of a workbook."""
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(MANY_COLUMNS))
    return _workbook(HEADER + f"<row>{cells}</row>" * 3)


def wide_as_allowed() -> bytes:
    """10,000 rows of 900 columns, none of which says when."""
    header = ";".join(f"Spalte {number}" for number in range(900))
    return (f"{header}\n" + ";".join(["x"] * 900) + "\n").encode() + (
        (";".join(["wade"] * 900) + "\n") * 10_000
    ).encode()


def half_characters() -> bytes:
    """50,000 rows in UTF-16 with halves of characters in them, the last one cut."""
    rows = "Date\tTime\tWhere\r\n" + "2026-03-01\t02:15\tcalf \ud83d left\udca9\r\n" * 50_000
    return rows.encode("utf-16", "surrogatepass")[:-1]


def half_characters_in_a_workbook() -> bytes:
    """The same in a workbook, as numbers of characters that there are not."""
    return _workbook(HEADER + _row("2026-03-01", "02:15", "calf &#xD83D; &#0;") * 1_000)


def many_words() -> bytes:
    """A row for each of 100,000 different words for a place."""
    rows = (
        f"2026-{1 + number % 12:02}-{1 + number % 28:02};0{number % 6}:15;wort{number:x}"
        for number in range(MANY_WORDS)
    )
    return ("Datum;Uhrzeit;Wo\n" + "\n".join(rows)).encode("cp1252")


def many_words_in_a_workbook() -> bytes:
    """The same in a workbook."""
    return _workbook(
        HEADER
        + "".join(
            _row(f"2026-03-{1 + number % 28:02}", f"0{number % 6}:15", f"word {number:x}")
            for number in range(MANY_WORDS)
        )
    )


def many_tables() -> bytes:
    """A new header every other row."""
    return b"".join(
        f"Date,Time,Where{number}\n2026-03-01,02:15,calf\n\n".encode() for number in range(40_000)
    )


def long_notes() -> bytes:
    """400,000 lines of somebody's notes, days as headings, most of them unknown."""
    return b"".join(
        f"1 March 2026\n02:15 left calf\nand then {number}\n\n".encode()
        for number in range(100_000)
    )


def dates_of_two_readings() -> bytes:
    """99,000 rows, each of which keeps the order of day and month open."""
    return b"Date;Where\n" + b"03/04/2026 02:15;calf\n" * 99_000


HOSTILE_SHEETS: dict[str, Callable[[], bytes]] = {
    f"{content_of.__name__}.{ending}": content_of
    for ending, content_of in (
        ("xlsx", packed_bomb),
        ("xlsx", laughs),
        ("csv", wide_text),
        ("xlsx", wide_workbook),
        ("csv", half_characters),
        ("csv", many_words),
        ("xlsx", many_words_in_a_workbook),
        ("zip", archives_in_archives),
        ("zip", many_files),
        ("xlsx", half_characters_in_a_workbook),
        ("zip", archive_bomb),
        ("csv", wide_as_allowed),
        ("csv", many_tables),
        ("txt", long_notes),
        ("csv", dates_of_two_readings),
        ("xlsx", packed_sheet),
    )
}


@cache
def sheet_content(name: str) -> bytes:
    """What the file of that name holds."""
    return HOSTILE_SHEETS[name]()
