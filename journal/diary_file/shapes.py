"""What a diary file is made of: its columns, a row of text, and the error that stops the reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from journal.entries import Problem

COLUMNS = (
    "id",
    "happened_at",
    "time_zone",
    "movement",
    "muscle",
    "side",
    "phase",
    "woke",
    "duration_seconds",
    "count",
    "noticed_by",
    "called_back",
    "intensity",
    "note",
)
# Free text: kept to the letter, and defused for spreadsheets.
TEXT_COLUMNS = ("id", "note")
# Only in JSON.
ORIGIN_COLUMNS = ("recorded_at", "source")

JSON_FORMAT = "twitchlog-diary"
JSON_VERSION = 1
# The movement of a row that stands for a night without twitches.
NONE = "none"

# Characters. No sound row comes near; without a bound one line could fill the memory.
LONGEST_LINE = 1024 * 1024


class FileError(Exception):
    """The file cannot be read on. ``line`` is counted from 1, None if it is about no line; ``text`` is for a person."""

    def __init__(self, line: int | None, text: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(line, text, values)
        self.line = line
        self.text = text
        self.values = values or {}

    def __str__(self) -> str:
        said = self.text % self.values if self.values else self.text
        return said if self.line is None else f"line {self.line}: {said}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text, by column; a column that is not there was not recorded.

    ``line`` is the physical line on which the row starts, from 1. ``problems`` say which of its cells
    cannot be read, or why they cannot be told apart; the cells do not hold those.
    ``kind`` is "" for an episode or a night, else the name of the list in JSON (``besides.KINDS``).
    """

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    kind: str = ""


def utc(at: datetime) -> str:
    """An instant (aware) as it is written: ISO 8601 in UTC, ending in Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
