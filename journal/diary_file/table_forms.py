"""The tables of a diary, each told from the others by its header: episodes, nights, and rows
of other lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from journal.diary_file.file_format import COLUMNS, END, TEXT_COLUMNS, RawRow
from journal.diary_file.night_table import NIGHT_COLUMNS, NIGHT_TEXTS, raw_night_rows
from journal.diary_file.row_table import LIST_COLUMNS, LIST_TEXTS, ROW_ID, rows_of_lists
from journal.parsing import UnreadableError, whole

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TableForm:
    """One of them.

    ``known_by`` are the columns that tell it from others, ``texts`` those of free text, kept to the
    letter and defused; ``key`` is the one of these that holds an id, "" for none. ``rows`` says
    what a row of the table holds, by the lists of JSON. ``end`` gives the number of rows that the
    last one of an export tells of, None for any other row.
    """

    columns: tuple[str, ...]
    known_by: frozenset[str]
    texts: tuple[str, ...]
    key: str
    rows: Callable[[RawRow], Iterable[RawRow]]
    end: Callable[[Cells], int | None]


def _episodes_end(cells: Cells) -> int | None:
    """The last row has no time, and its id or its movement as an export writes them; the other may
    have been taken out.
    """
    beginning = cells.get("id", "").partition("-")[0]
    if "end" not in (cells.get("movement"), beginning):
        return None
    named = (
        cells.get("id", END).strip() == END
        and cells.get("movement", "end").strip().casefold() == "end"
    )
    if not named or cells.get("happened_at", "").strip():
        return None
    return _amount(cells.get("count", ""))


def _end_by(first: str, second: str) -> Callable[[Cells], int | None]:
    """Of a table whose last row says in its first column that it is, and in its second how many."""

    def end(cells: Cells) -> int | None:
        if cells.get(first, "").strip() != END:
            return None
        return _amount(cells.get(second, ""))

    return end


def _amount(text: str) -> int:
    """The number, as a spreadsheet may have written it; 0 where it cannot be read for certain."""
    try:
        return whole(text)
    except UnreadableError:
        return 0


EPISODES_FORM = TableForm(
    COLUMNS, frozenset({"happened_at"}), TEXT_COLUMNS, "id", lambda row: (row,), _episodes_end
)
# The table of rows has columns that tell the others: it comes first.
FORMS = (
    TableForm(
        LIST_COLUMNS,
        frozenset(LIST_COLUMNS[:2]),
        LIST_TEXTS,
        ROW_ID,
        rows_of_lists,
        _end_by(*LIST_COLUMNS[:2]),
    ),
    EPISODES_FORM,
    TableForm(
        NIGHT_COLUMNS,
        frozenset(NIGHT_COLUMNS[:2]),
        NIGHT_TEXTS,
        "",
        raw_night_rows,
        _end_by(*NIGHT_COLUMNS[:2]),
    ),
)
# What any of them calls a column.
ALL_COLUMNS = frozenset(name for form in FORMS for name in form.columns)


def form_of(names: Iterable[str]) -> TableForm | None:
    """The table with these columns; None for one that is not ours."""
    header = {*names}
    return next((form for form in FORMS if form.known_by <= header), None)


def each_part(rows: Iterator[RawRow], form: TableForm) -> Iterator[RawRow]:
    """What each row holds, by the lists of JSON, in the table's order."""
    if form is EPISODES_FORM:
        return rows
    return chain.from_iterable(map(form.rows, rows))
