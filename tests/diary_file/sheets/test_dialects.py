"""Every dialect of one table gives the same diary."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from journal.diary_file.sheets import DayOrder, Recipe
from tests.diary_file.sheets.bringing import Brought, bring, workbook

HEADER = ["Datum", "Uhrzeit", "Muskel", "Seite", "Anzahl", "Stärke", "Bemerkung"]
MUSCLES = {"Wade": "calf", "Füße": "foot", "Rücken": "back_unspecified", "Bauch": "abdomen"}
SIDES = {"links": "left", "rechts": "right", "": None}
DAYS = [date(2026, 1, 13) + timedelta(days=11 * n) for n in range(24)]


@dataclass(frozen=True)
class Line:
    """One row of the table, whatever it is written in."""

    day: date
    at: time
    muscle: str
    side: str
    count: int
    strength: int
    note: str


@dataclass(frozen=True)
class Dialect:
    """How a program of somewhere writes a table."""

    delimiter: str
    encoding: str
    line_end: str
    day: str
    time: str
    quoting: int
    sep_line: bool
    preamble: bool
    total: bool
    repeated_header: bool
    blank_rows: bool
    second_table: bool


notes = st.text(alphabet="abc äöüß,;|\t\"'\nABC", max_size=12).map(str.strip)
lines = st.builds(
    Line,
    day=st.sampled_from(DAYS),
    at=st.times().map(lambda at: at.replace(microsecond=0)),
    muscle=st.sampled_from(sorted(MUSCLES)),
    side=st.sampled_from(sorted(SIDES)),
    count=st.integers(1, 99),
    strength=st.integers(0, 10),
    note=notes,
)
tables = st.lists(lines, min_size=3, max_size=12).map(
    lambda rows: sorted(rows, key=lambda row: (row.day, row.at))
)
dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    line_end=st.sampled_from(["\r\n", "\n", "\r"]),
    day=st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y/%m/%d", "%Y%m%d"]),
    time=st.sampled_from(["%H:%M:%S", "%I:%M:%S %p", "%I:%M:%S\u202f%p", "%H.%M.%S", "%H:%M:%S,0"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    sep_line=st.booleans(),
    preamble=st.booleans(),
    total=st.booleans(),
    repeated_header=st.booleans(),
    blank_rows=st.booleans(),
    second_table=st.booleans(),
)


def written(table: list[Line], dialect: Dialect) -> bytes:
    """The table as a file in that dialect."""
    text = io.StringIO()
    # Python's writer does not quote a line feed where lines end in something else
    quoting = csv.QUOTE_ALL if dialect.line_end == "\r" else dialect.quoting
    writer = csv.writer(
        text,
        delimiter=dialect.delimiter,
        lineterminator=dialect.line_end,
        quoting=quoting,  # type: ignore[arg-type]
    )
    if dialect.sep_line:
        text.write(f"sep={dialect.delimiter}{dialect.line_end}")
    if dialect.preamble:
        writer.writerow(["Mein Tagebuch", *[""] * (len(HEADER) - 1)])
    writer.writerow(HEADER)
    for number, row in enumerate(table):
        if number == 2 and dialect.repeated_header:
            writer.writerow(HEADER)
        if number == 1 and dialect.blank_rows:
            writer.writerow([""] * len(HEADER))
        cells = [row.day.strftime(dialect.day), row.at.strftime(dialect.time)]
        writer.writerow([*cells, row.muscle, row.side, row.count, row.strength, row.note])
    if dialect.total:
        writer.writerow(["Summe", "", "", "", sum(row.count for row in table), "", ""])
    if dialect.second_table:
        writer.writerow([""] * len(HEADER))
        writer.writerow(["Mittel", "Dosis", "Seit"])
        writer.writerow(["Magnesium", "300 mg", "2026-01-01"])
    # what a code page cannot hold does not stand in a file that is in it
    plain = text.getvalue().replace("\u202f", " " if dialect.encoding == "cp1252" else "\u202f")
    return plain.encode(dialect.encoding)


def day_first_if_asked(recipe: Recipe) -> Recipe:
    """The one answer that such a table may need."""
    return replace(recipe, day_order=recipe.day_order or DayOrder.DAY_FIRST)


def diary(brought: Brought) -> list[tuple[Any, ...]]:
    """What is stored of it."""
    assert brought.wrong == []
    return [
        (at, entry.muscle, entry.side, entry.count, entry.intensity, entry.note)
        for at, entry in zip(brought.local_times, brought.entries, strict=True)
    ]


def wanted(table: list[Line]) -> list[tuple[Any, ...]]:
    return [
        (
            f"{row.day} {row.at}",
            MUSCLES[row.muscle],
            SIDES[row.side],
            row.count,
            row.strength,
            row.note,
        )
        for row in table
    ]


@settings(max_examples=60, deadline=None)
@given(tables, dialects)
def test_every_dialect_gives_the_same_diary(table: list[Line], dialect: Dialect) -> None:
    assert diary(bring(written(table, dialect), day_first_if_asked)) == wanted(table)


@settings(max_examples=15, deadline=None)
@given(tables)
def test_a_workbook_gives_the_same_diary(table: list[Line]) -> None:
    rows = [
        [row.day, row.at, row.muscle, row.side, row.count, row.strength, row.note] for row in table
    ]
    assert diary(bring(workbook(HEADER, *rows))) == wanted(table)


@settings(max_examples=15, deadline=None)
@given(tables, st.sampled_from([WINDOWS_EPOCH, MAC_EPOCH]))
def test_day_and_time_in_one_cell_are_the_same_diary(table: list[Line], epoch: datetime) -> None:
    rows = [
        [datetime.combine(row.day, row.at), row.muscle, row.side, row.count, row.strength, row.note]
        for row in table
    ]
    # a column of midnights alone holds days
    assume(any(row.at != time() for row in table))
    content = workbook(["Wann", *HEADER[2:]], *rows, epoch=epoch)
    assert diary(bring(content)) == wanted(table)
