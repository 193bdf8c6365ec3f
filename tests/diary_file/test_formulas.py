"""However a spreadsheet splits an exported table, none of its cells is a formula; and reading gives
back every text.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal.diary_file.formulas import (
    BREAKS,
    SIGNS,
    STARTERS,
    defuse,
    defuse_id,
    restore,
    restore_id,
)
from journal.diary_file.writers import ExportedEpisode, QuietNight, as_csv
from tests import strategies
from tests.diary_file.told_rows import told

NOW = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)
LIKELY = st.text(alphabet="a'\" ;,|\t\r\n=+-@＝＋－＠﹦\u00a0\ufeff\u2028\v\x00#1")
FOUND = [
    "a;=cmd|' /C calc'!A0",
    "a\t=1+1",
    'a;"=1"',
    "a\n=1",
    "a;  ＝1",
    "; ;-1",
    "\ufeff=1",
    '"=1',
    "' =1",
    "a;'=1",
]


def cells(table: str, separator: str) -> list[str]:
    """The cells of a program that splits at that sign: with quotes, without, and taking each line
    for a row.
    """
    with_quotes = [
        cell for row in csv.reader(StringIO(table, newline=""), delimiter=separator) for cell in row
    ]
    lines = [
        cell
        for line in table.splitlines()
        for row in csv.reader([line], delimiter=separator)
        for cell in row
    ]
    return (
        with_quotes
        + lines
        + [cell for line in table.splitlines() for cell in line.split(separator)]
    )


def runs(cell: str) -> bool:
    """Whether a spreadsheet would run it, once it has dropped what it drops."""
    return cell.strip(' "\u00a0\ufeff\u200b\x00\t\r\n\v\f').startswith(tuple(SIGNS))


@given(st.text() | LIKELY)
@example("\t=1")
@example("'\t'=1")
def test_every_text_comes_back(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not defuse(text).startswith(tuple(STARTERS))


@given(LIKELY)
def test_no_place_at_which_a_cell_may_begin_has_a_sign(text: str) -> None:
    written = defuse(text)
    for place in [0, *(at + 1 for at, sign in enumerate(written) if sign in BREAKS)]:
        assert not runs(written[place:].split(";")[0].split("\t")[0].split("\n")[0])


@pytest.mark.parametrize("text", FOUND)
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_what_was_found_is_no_formula_in_any_reading(text: str, separator: str) -> None:
    entry = replace(strategies.PLAIN, note=text)
    table = "".join(
        as_csv([ExportedEpisode(entry, NOW, "form")], [QuietNight(date(2026, 7, 6), NOW)])
    )
    assert not [cell for cell in cells(table, separator) if runs(cell)]
    assert [one.entry for one in told(table) if one.entry] == [entry]


@given(LIKELY.filter(lambda text: len(text) < 60), st.sampled_from([";", "\t", ","]))
def test_no_cell_of_a_table_is_a_formula(text: str, separator: str) -> None:
    table = "".join(
        as_csv([ExportedEpisode(replace(strategies.PLAIN, note=text), NOW, "form")], [])
    )
    assert not [cell for cell in cells(table, separator) if runs(cell)], table


def test_plain_notes_are_written_as_they_are() -> None:
    for note in (
        "left calf - then right",
        "3 - 4 times; in bed",
        "it's; a 'quoted' word",
        "a@b.test",
        "1+1 = 2",
        "",
    ):
        assert defuse(note) == note


@given(st.text() | LIKELY | st.from_regex(r"[\w'=.;-]{0,12}"))
def test_every_id_comes_back_and_is_no_formula(text: str) -> None:
    written = defuse_id(text)
    assert restore_id(written) == text
    assert not any(runs(cell) for cell in cells(written, ";"))
