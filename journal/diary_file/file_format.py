"""What a diary file is made of: columns, a row of text, and the error that stops reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from journal.diary_file.unknown_names import UnknownNames
from journal.entries import FIELDS, KINDS, Problem

COLUMNS = FIELDS
# True or false, which no cell of a table is.
FLAGS = tuple(name for name, kind in KINDS.items() if kind is bool)
# Free text: kept to the letter, and defused for spreadsheets.
TEXT_COLUMNS = ("id", "note")
# Only in JSON.
ORIGIN_COLUMNS = ("recorded_at", "source")

JSON_FORMAT = "twitchlog-diary"
JSON_VERSION = 1
# The movement of a row that stands for a night without twitches.
NONE = "none"
# That of a row that stands for a place where it went on and on in a night.
CONSTANT_ROW = "constant"

# The last row of a table says how many rows came before it, and the last name of the JSON how many
# records each list has: a file of which a part is missing is told by it. ``END`` is that row's id.
END = "end-of-diary"
COUNTS = "counts"

# Characters. No sound row comes near; without a bound one line could fill the memory.
LONGEST_LINE = 1024 * 1024
# Lines and rows of one file, so that none keeps a process busy for long: a note may have many
# lines.
MOST_LINES = 2_000_000
MOST_ROWS = 300_000
# Characters in a cell that is no free text; the longest name of a muscle or of a zone has some
# thirty.
LONGEST_CELL = 10_000


class FileError(Exception):
    """The file cannot be read on.

    ``line`` is counted from 1, None if it is about no line; ``text`` is for a person.
    """

    def __init__(
        self, line: int | None, text: str, values: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(line, text, values)
        self.line = line
        self.text = text
        self.values = values or {}

    def __str__(self) -> str:
        sentence = self.text
        if self.values:
            sentence %= self.values
        if self.line is None:
            return sentence
        return f"line {self.line}: {sentence}"


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text, by column; a column that is not there was not recorded.

    ``line`` is the physical line on which the row starts, from 1. ``problems`` say which of its
    cells cannot be read, or why they cannot be told apart; the cells do not hold those.
    ``collection`` is "" for an episode or a night, else the name of the list in JSON
    (``records.COLLECTIONS``). ``columns`` names the file's columns of fields that it calls
    otherwise; ``remarks`` are worth knowing and stop nothing.
    """

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    collection: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Problem, ...] = ()


@dataclass(slots=True)
class RawRows:
    """A file's rows, to be gone through once.

    ``names`` are its columns that no diary has; complete only after the last row, as is
    ``remarks``: how the file as a whole was read, where that was not plain. ``missing`` are the
    columns that a table does not have, ``line`` is that of its header.
    """

    rows: Iterator[RawRow]
    names: UnknownNames
    remarks: list[Problem]
    missing: tuple[str, ...] = ()
    line: int = 1

    def __iter__(self) -> Iterator[RawRow]:
        return self.rows

    @property
    def unknown(self) -> list[str]:
        """The first of ``names``, as they are shown; "" is a column without a name."""
        return self.names.shown


def utc(at: datetime) -> str:
    """An instant (aware) as it is written: ISO 8601 in UTC, ending in Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
