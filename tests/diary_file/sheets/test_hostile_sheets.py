"""Whatever a file holds: it is read, or refused with a reason, and never anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.diary_file import FileError
from tests.diary_file.sheets.bringing import bring, opened, workbook
from tests.diary_file.sheets.test_workbooks import HEADER, ROWS, with_part, zipped

SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PLAIN = workbook(HEADER, *ROWS)


def sheet(rows: str) -> bytes:
    """A workbook whose sheet has these rows, as XML."""
    part = f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>'
    return with_part(PLAIN, SHEET, part.encode())


def cell(place: str, text: str = "x") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b"<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
FILE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


def hostile() -> Iterator[tuple[str, bytes]]:
    """Files that somebody made to do harm, by what they are."""
    yield "bomb", zipped(**{"a.csv": b"0" * 60_000_000})
    yield "bomb in a workbook", with_part(PLAIN, "xl/media/x.bin", b"0" * 60_000_000)
    yield "many members", zipped(**{f"{n}.csv": b"" for n in range(1_500)})
    yield "entities in a sheet", with_part(PLAIN, SHEET, LAUGHS)
    yield "entities in the strings", with_part(PLAIN, "xl/sharedStrings.xml", LAUGHS)
    yield "a file of ours in the styles", with_part(PLAIN, "xl/styles.xml", FILE)
    yield "a file of ours in the list of parts", with_part(PLAIN, "[Content_Types].xml", FILE)
    yield "a million columns", sheet(f'<row r="1">{cell("AAAAA1")}</row>')
    yield "too many columns", sheet(f'<row r="1">{cell("ALM1")}</row>')
    cells = "".join("<c><v>1</v></c>" for _number in range(30_000))
    yield "a wide row without places", sheet(f"<row>{cells}</row>")
    yield "a row far below", sheet(f'<row r="999999999">{cell("A999999999")}</row>')
    yield "rows that go back", sheet(f'<row r="2">{cell("A2")}</row><row r="1">{cell("A1")}</row>')
    yield "deep", sheet(f'<row r="1">{"<c>" * 500}{"</c>" * 500}</row>')
    yield "a long cell", sheet(f'<row r="1">{cell("A1", "x" * 50_000)}</row>')
    yield "a string that is not there", sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')
    yield "half a sheet", with_part(PLAIN, SHEET, b"<worksheet><sheetData><row>")
    yield "no number", sheet('<row r="1"><c r="A1"><v>1e9999x</v></c></row>')
    yield "cut off", PLAIN[: len(PLAIN) // 2]
    yield "an empty part", with_part(PLAIN, "xl/workbook.xml", b"")
    yield "no end", b"PK\x03\x04" + b"\0" * 2_000
    yield "a line without end", b"a," * 800_000
    yield "an open quote", b'Date,Note\n2026-03-01,"' + b"x\n" * 100_000


HOSTILE = dict(hostile())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(name: str) -> None:
    with pytest.raises(FileError) as refusal:
        bring(HOSTILE[name])
    assert len(str(refusal.value)) > 20


def test_a_cell_with_a_formula_is_plain_text() -> None:
    brought = bring('Date,Time,Notes\n2026-03-01,02:15,"=HYPERLINK(""http://x.example"")"\n')
    assert brought.entry.note == '=HYPERLINK("http://x.example")'


def read_all(content: bytes) -> None:
    """Everything that the pages do with a file; nothing but the one error comes out of it."""
    with suppress(FileError):
        for row in bring(content).rows:
            assert all(str(problem) for problem in (*row.wrong, *row.remarks))


PIECES = st.sampled_from(
    [
        *(
            "Date",
            "Time",
            "Where",
            "2026-03-01",
            "02:15",
            "left calf",
            "03/04/2026",
            "24:00",
            "none",
        ),
        *(
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            '"',
            "|",
            "sep=;\n",
            "\0",
            "\ud800",
            "\ufeff",
            "\u202f",
            "😀",
        ),
        *(
            "1.77E+12",
            "=1+1",
            "Total",
            "[01/03/26, 02:15:33] A: b",
            "- ",
            "# ",
            "x" * 300,
            "٣",
            "令和8年",
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["utf-8", "utf-16", "cp1252", "latin-1"]))
def test_text_of_any_kind_is_read_or_refused(pieces: list[str], encoding: str) -> None:
    errors = "surrogatepass" if encoding.startswith("utf") else "replace"
    read_all("".join(pieces).encode(encoding, errors))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_refused(content: bytes) -> None:
    read_all(content)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(place: int, damage: bytes) -> None:
    read_all(PLAIN[:place] + damage + PLAIN[place + len(damage) :])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *('<c r="A1"><v>46082.09375</v></c>', '<c r="B1" s="99"><v>1</v></c>'),
                *('<c r="A1" t="b"><v>7</v></c>', '<c r="C1" t="d"><v>2026</v></c>', "<c/>"),
                *('<c r="D1" t="e"><v>#REF!</v></c>', '<c r="E1"><v>-1e400</v></c>', "<x/>"),
                *('<c r="F1"><v>99999999999</v></c>', '<c r="G1" t="zz"><v>1</v></c>', "text"),
            ]
        ),
        max_size=6,
    )
)
def test_odd_cells_are_read_or_refused(cells: list[str]) -> None:
    read_all(
        sheet(
            f'<row r="1">{cell("A1", "When")}{cell("B1", "Where")}</row><row>{"".join(cells)}</row>'
        )
    )


def test_an_archive_says_its_size_before_it_is_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", b"x" * 1000)
    with pytest.raises(FileError, match="packed in a way"):
        opened(file.getvalue())
