"""The same file adds nothing; a longer one adds only what is new."""

from __future__ import annotations

from dataclasses import replace

from journal.diary_file.sheets import understand
from tests.diary_file.sheets.bringing import NOW, bring

HEADER = "Date,Time,Where,Weather\n"
FIRST = "2026-03-01,02:15,calf,wet\n2026-03-01,02:15,calf,wet\n2026-03-02,,foot,dry\n"
MORE = "2026-04-01,02:15,calf,wet\n"


def ids(text: str) -> list[str]:
    brought = bring(text)
    found = [entry.id for entry in brought.entries]
    return found + [row.untimed_note.id for row in brought.rows if row.untimed_note]


def test_the_same_file_has_the_same_ids() -> None:
    assert ids(HEADER + FIRST) == ids(HEADER + FIRST)


def test_equal_rows_are_two_entries() -> None:
    first, second, _note = ids(HEADER + FIRST)
    assert (first[:-1], first[-2:], second[-2:]) == (second[:-1], "-1", "-2")


def test_next_months_longer_file_adds_its_own_rows_wherever_they_stand() -> None:
    for longer in (HEADER + FIRST + MORE, HEADER + MORE + FIRST):
        assert set(ids(HEADER + FIRST)) < set(ids(longer))
        assert len(set(ids(longer))) == 4


def test_an_id_knows_nothing_of_the_persons_zone() -> None:
    brought = bring(HEADER + FIRST)
    elsewhere = understand(
        brought.sheets, brought.table, brought.recipe, default_zone="Asia/Tokyo", as_of=NOW
    )
    assert [entry.id for row in elsewhere for entry in row.entries] == [
        entry.id for entry in brought.entries
    ]


def test_what_a_row_became_is_what_its_id_knows() -> None:
    kept = bring(HEADER + FIRST)
    columns = tuple(column for column in kept.recipe.columns if column.header != "Weather")
    same = bring(HEADER + FIRST, columns=columns)
    assert [entry.id for entry in same.entries] == [entry.id for entry in kept.entries]
    left = replace(kept.recipe.columns[3], role=kept.recipe.columns[3].role.LEAVE_OUT)
    other = bring(HEADER + FIRST, columns=(*columns, left))
    assert {entry.id for entry in other.entries}.isdisjoint(entry.id for entry in kept.entries)
