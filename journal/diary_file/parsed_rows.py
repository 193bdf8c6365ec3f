"""From rows to what can be stored: entries and nights, with everything that is wrong or worth
saying, by line.

The same row always becomes the same entry with the same id, so that a file can be imported again
and adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b

from journal import parsing
from journal.answer_kinds import as_text
from journal.diary_file.cell_values import (
    instant,
)
from journal.diary_file.collection import Record
from journal.diary_file.entry_cells import read_answers
from journal.diary_file.file_format import (
    CONSTANT_ROW,
    LONGEST_CELL,
    MOST_ROWS,
    NONE,
    TEXT_COLUMNS,
    FileError,
    RawRow,
)
from journal.diary_file.marked_rows import read_constant_row, read_night_row
from journal.diary_file.record_fields import RecordText
from journal.diary_file.records import COLLECTIONS, read_record
from journal.diary_file.time_and_place import TimeAndPlace, read_time_and_place
from journal.entries import DEFAULTS, Entry, Problem, problems
from journal.i18n import gettext_noop as _


@dataclass(slots=True)
class ParsedRow:
    """What one row says: an entry, a night without twitches or a record beside them; none if
    something is ``wrong``.

    ``remarks`` are worth knowing and stop nothing. ``repeats`` means that an earlier row says the
    same, and counts for both. ``recorded_at`` and ``source`` of an entry or a night are those of
    the diary that the file came from, where it tells them.
    """

    line: int
    entry: Entry | None = None
    night: date | None = None
    record: Record | None = None
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    repeats: bool = False
    recorded_at: datetime | None = None
    source: str = ""
    when: TimeAndPlace | None = None

    @property
    def own_zone(self) -> bool:
        """Whether an entry tells neither zone nor offset: its clock was taken for one in the
        person's own zone.
        """
        return self.when is not None and self.when.own_zone


def read(rows: Iterable[RawRow], *, default_zone: str, as_of: datetime) -> Iterator[ParsedRow]:
    """What each row says, in the file's order.

    ``default_zone`` (an IANA name) is the place of entries that name no time zone; ``as_of``
    (aware) is when the file is read, since an entry cannot lie after it. Raises ``FileError`` where
    the file ends being one, and for a row more than a file may have.
    """
    before = _EarlierRows()
    for number, row in enumerate(rows):
        if number == MOST_ROWS:
            text = _(
                "A diary file has at most %(most)d rows. Split it, and bring its parts one after "
                "the other."
            )
            raise FileError(row.line, text, {"most": MOST_ROWS})
        too_long = _too_long(row)
        parsed = ParsedRow(row.line, wrong=[*row.problems, *too_long], remarks=[*row.remarks])
        if not too_long and (row.cells or not row.problems):
            _read_cells(row, parsed, before, default_zone, as_of)
        if not parsed.wrong:
            before.compare(parsed)
        if parsed.wrong:
            parsed.entry = parsed.night = parsed.record = None
            parsed.wrong = _by_column(parsed.wrong, row.columns)
        yield parsed


def _by_column(wrong: list[Problem], columns: Mapping[str, str]) -> list[Problem]:
    """The same problems, each once and at the column of the file."""
    if not columns:
        return wrong
    return [replace(one, field=columns.get(one.field, one.field)) for one in wrong]


def _too_long(row: RawRow) -> list[Problem]:
    """What is wrong with cells that nobody should try to read: a megabyte where a number or a time
    belongs.
    """
    if not row.cells or len(max(row.cells.values(), key=len)) <= LONGEST_CELL:
        return []
    free = {*TEXT_COLUMNS}
    if row.collection:
        fields = COLLECTIONS[row.collection].fields
        free = {name for name, field in fields.items() if isinstance(field, RecordText)}
    text = _("What stands here is far too long for this column: %(length)d characters.")
    return [
        Problem(name, text, {"length": len(cell)})
        for name, cell in row.cells.items()
        if len(cell) > LONGEST_CELL and name not in free
    ]


def _read_cells(
    row: RawRow, parsed: ParsedRow, before: _EarlierRows, default_zone: str, as_of: datetime
) -> None:
    """What the cells say; of a cell that could not be read, nothing more is said."""
    wrong: list[Problem] = []
    if row.collection:
        parsed.record = read_record(COLLECTIONS[row.collection], row.cells, as_of, wrong)
    elif parsing.name(row.cells.get("movement", "")) == NONE:
        parsed.night = read_night_row(row.cells, as_of, wrong, parsed.remarks)
    elif parsing.name(row.cells.get("movement", "")) == CONSTANT_ROW:
        parsed.record = read_constant_row(row.cells, as_of, wrong)
    else:
        _read_entry(row.cells, parsed, wrong, default_zone, as_of)
    if not row.collection:
        parsed.source = row.cells.get("source", "")
        parsed.recorded_at = instant("recorded_at", row.cells, as_of, wrong)
    if wrong:
        unread = {problem.field for problem in row.problems}
        parsed.wrong.extend(problem for problem in wrong if problem.field not in unread)
    elif parsed.entry and parsed.when and not parsed.entry.id.strip():
        parsed.entry = replace(
            parsed.entry, id=before.id_for(parsed.entry, parsed.when.written, row.cells)
        )


def _read_entry(
    cells: Mapping[str, str],
    parsed: ParsedRow,
    wrong: list[Problem],
    default_zone: str,
    as_of: datetime,
) -> None:
    """The entry, with all that is wrong: what cannot be read, and what no entry may hold in the
    rest.
    """
    when = read_time_and_place(cells, default_zone, wrong, parsed.remarks)
    parsed.entry = Entry(
        id=cells.get("id", ""),
        happened_at=when.at if when else as_of,
        time_zone=when.zone if when else "UTC",
        **read_answers(cells, wrong),
    )
    parsed.when = when
    if others := problems(parsed.entry, as_of=as_of, own_zone=default_zone):
        unread = {problem.field for problem in wrong}
        if not parsed.entry.id.strip():
            unread.add("id")  # it gets one from its content
        wrong.extend(problem for problem in others if problem.field not in unread)


# The answers that were there when ids were first made of rows. One that came later counts only
# where it was given: the id of a row that knows nothing of it stays.
FIRST_ANSWERS, LATER_ANSWERS = tuple(DEFAULTS)[:11], tuple(DEFAULTS)[11:]


class _EarlierRows:
    """What earlier rows said: a few numbers a row, so that a long file takes little memory."""

    def __init__(self) -> None:
        # By id, or by kind and key. Two tables of numbers, not one of pairs: Python keeps freed
        # tuples for later, and those of a long file would hold on to all the memory around them.
        self._contents: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._nights: set[date] = set()
        self._equal_rows: Counter[bytes] = Counter()

    def id_for(self, entry: Entry, written: str, cells: Mapping[str, str]) -> str:
        """The id of a row that has none: from its content, and how many equal rows came before it.

        ``written`` is what the row says of its moment. Neither that nor the zone as written knows
        the person's own.
        """
        answers = [getattr(entry, name) for name in FIRST_ANSWERS]
        later = [name for name in LATER_ANSWERS if getattr(entry, name) != DEFAULTS[name]]
        content = (
            *(written, cells.get("time_zone", "").strip(), *answers),
            *(f"{name}={as_text(getattr(entry, name))}" for name in later),
        )
        text = "\x1f".join("" if value is None else str(value) for value in content)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12)
        self._equal_rows[digest.digest()] += 1
        return f"row-{digest.hexdigest()}-{self._equal_rows[digest.digest()]}"

    def compare(self, parsed: ParsedRow) -> None:
        """Mark a row that an earlier one already said, and refuse one that contradicts an earlier
        one.
        """
        if parsed.night is not None:
            parsed.repeats = parsed.night in self._nights
            self._nights.add(parsed.night)
        elif parsed.entry is not None:
            text = _("The row on line %(line)d has the same id and says something else.")
            self._weigh(parsed, parsed.entry.id, hash(parsed.entry), "id", text)
        elif parsed.record is not None:
            text = _("The row on line %(line)d is about the same and says something else.")
            # NUL, which no id holds, keeps the keys apart from ids.
            key = "\0".join(map(str, (parsed.record.collection.name, *parsed.record.key)))
            self._weigh(
                parsed,
                key,
                hash(parsed.record.content),
                parsed.record.collection.key_fields[0],
                text,
            )

    def _weigh(self, parsed: ParsedRow, key: str, content: int, column: str, text: str) -> None:
        earlier = self._contents.setdefault(key, content)
        line = self._lines.setdefault(key, parsed.line)
        parsed.repeats = earlier == content and line != parsed.line
        if earlier != content:
            parsed.wrong.append(Problem(column, text, {"line": line}))
