"""Each cell is in the entry, in a note, or listed as left out, or the row is refused."""

from __future__ import annotations

import csv
import io

from hypothesis import event, given, settings
from hypothesis import strategies as st

from journal.diary_file import FileError
from journal.diary_file.sheets import (
    ColumnRole,
    NoTime,
    QuietRule,
    Recipe,
    Role,
    TwoPlaces,
    UnderstoodRow,
)
from journal.entries import Entry
from tests.diary_file.sheets.bringing import bring

HEADER = [
    "Day",
    "Time",
    "Where",
    "Side",
    "What",
    "How many",
    "Strength",
    "How long",
    "Woke",
    "More",
]
CELLS = [
    ["2026-03-01", "2026-03-02 02:15", "2.3.2026", "3 Mar 2026 pm", "1.3.2026"],
    ["02:15", "", "mid", "24:00", "11 pm", "25:00"],
    ["calf", "calf, foot", "left calf", "arm", "zzz", "", "none", "wade re 3x", "tongue", "calves"],
    ["left", "right", "", "zz", "both"],
    ["twitch", "jerk", "", "zz", "calf cramp", "twitch, cramp"],
    ["3", "0", "", "viele", "1.000", "99999", "-1", "3.5"],
    ["3", "7/10", "mild", "", "11", "3,5"],
    ["20", "20 s", "1:30", "", "2 days", "0:01:30"],
    ["yes", "no", "", "zz"],
    ["more", "", "=1+1", "two\nlines"],
]
ROLES = [
    *(Role.TIME, Role.MUSCLE, Role.SIDE, Role.MOVEMENT, Role.COUNT, Role.STRENGTH),
    *(Role.LENGTH, Role.WOKE, Role.KEEP),
]
# What an entry may say in place of a cell.
SAID = {
    "calf": "calf",
    "left calf": "calf left",
    "tongue": "tongue",
    "calves": "calf",
    "wade re 3x": "calf right 3",
    "7/10": "7",
    "20 s": "20",
    "0:01:30": "90",
    "0": "no",  # to "Did it wake you?"
    "yes": "1",  # to "Twitches?"
}


def is_in(cell: str, row: UnderstoodRow, recipe: Recipe) -> bool:
    """Whether a cell is in what became of its row."""
    if any(cell == text for _header, text in row.left_out):
        return True
    notes = [entry.note for entry in row.entries]
    notes += [row.untimed_note.text] if row.untimed_note else []
    if any(cell in note for note in notes):
        return True
    if row.quiet_night and cell in ("none", "0", "no"):
        return True
    if cell == "calf, foot":
        return {entry.muscle for entry in row.entries} == {"calf", "foot"}
    said = SAID.get(cell, cell).split()
    if any(cell in values(entry) for entry in row.entries):
        return True
    return any(all(part in values(entry) for part in said) for entry in row.entries)


def values(entry: Entry) -> list[str]:
    """What the fields of an entry say."""
    names = ["muscle", "side", "movement", "count", "intensity", "duration_seconds", "woke"]
    return [str(getattr(entry, name)) for name in names]


rows = st.tuples(*(st.sampled_from(cells) for cells in CELLS))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(rows, min_size=1, max_size=6),
    st.permutations(ROLES),
    st.sampled_from(TwoPlaces),
    st.sampled_from(NoTime),
    st.sampled_from(QuietRule),
)
def test_no_cell_is_lost(
    table: list[tuple[str, ...]],
    roles: list[Role],
    two_places: TwoPlaces,
    no_time: NoTime,
    quiet: QuietRule,
) -> None:
    """Also with roles that fit no cell: who chooses wrongly loses nothing."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADER, *table])
    roles = [Role.DAY, *roles]
    columns = tuple(ColumnRole(name, role) for name, role in zip(HEADER, roles, strict=True))
    try:
        brought = bring(
            text.getvalue(),
            columns=columns,
            two_places=two_places,
            no_time=no_time,
            quiet=quiet,
        )
    except FileError:
        event("no table")
        return  # nothing in it has a day
    if brought.table.header != tuple(HEADER):
        event("no header")
        return
    event(f"rows taken: {sum(not row.wrong and not row.skipped for row in brought.rows)}")
    when = {Role.DAY, Role.TIME}
    cells_of = {row.line: row.cells for row in brought.sheets.rows(brought.table)}
    for row in (row for row in brought.rows if not row.wrong):
        for cell, role in zip(cells_of[row.line], roles, strict=True):
            if cell and (role not in when or row.skipped):
                assert is_in(cell, row, brought.recipe), (cell, role, row)
