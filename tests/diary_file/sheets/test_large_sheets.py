"""Large files, in memory that does not grow with what stands in them."""

from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator
from typing import BinaryIO

import pytest

from journal.diary_file.sheets import guess_recipe, open_sheets, survey, understand
from tests.diary_file.sheets.bringing import BERLIN, NOW

# Bytes that ten times as much text, and ten times as many rows, may take more: of a row nothing
# stays but the hash by which equal ones are counted.
MORE_FOR_TEXT = 4 * 1024**2
MORE_FOR_A_ROW = 300


def lines(rows: int, length: int) -> Iterator[bytes]:
    yield b"Date,Time,Where,Strength,Notes\n"
    for number in range(rows):
        day, minute = number // 1440, number % 1440
        at = f"20{day // 336 % 26:02}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        clock = f"{minute // 60:02}:{minute % 60:02}"
        yield f"{at},{clock},left calf,{number % 11},{number} {'x' * length}\n".encode()


def peak(rows: int, length: int) -> int:
    """The most memory that a file takes on its way, in bytes."""
    with tempfile.TemporaryFile() as file:
        file.writelines(lines(rows, length))
        tracemalloc.start()
        assert understood(file) == rows
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    return most


@pytest.mark.no_cover  # a tracer would have memory and time of its own
def test_memory_does_not_grow_with_what_stands_in_the_file() -> None:
    assert understood_of(300) == 300  # names of months and words are loaded
    short = peak(1_500, 100)
    assert peak(1_500, 1_900) < short + MORE_FOR_TEXT
    assert peak(4_500, 100) < short + 3_000 * MORE_FOR_A_ROW


def understood_of(rows: int) -> int:
    with tempfile.TemporaryFile() as file:
        file.writelines(lines(rows, 5))
        return understood(file)


def understood(file: BinaryIO) -> int:
    """How many entries there are in a file."""
    sheets = open_sheets(file)
    table = sheets.tables[sheets.likeliest]
    looked = survey(sheets, table, as_of=NOW)
    rows = understand(sheets, table, guess_recipe(looked), default_zone=BERLIN, as_of=NOW)
    return sum(len(row.entries) for row in rows)
