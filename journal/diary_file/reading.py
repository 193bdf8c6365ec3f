"""From rows to what can be stored: entries and nights, with everything that is wrong or worth saying, by line.

The same row always becomes the same entry with the same id, so that a file can be imported again and adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b

from journal.anatomy import Side
from journal.diary_file.besides import KINDS, Beside, read_beside
from journal.diary_file.shapes import COLUMNS, NONE, Row
from journal.diary_file.values import bare_date, instant, night_column, not_a_night, one_of, out_of_range, plain, whole
from journal.diary_file.when import When, read_when
from journal.entries import Entry, Problem, problems
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import UnreadableError


@dataclass(slots=True)
class Told:
    """What one row says: an entry, a night without twitches or a record beside them; none if something is ``wrong``.

    ``remarks`` are worth knowing and stop nothing. ``repeats`` means that an earlier row says the same, and counts for
    both. ``recorded_at`` and ``source`` of an entry or a night are those of the diary that the file came from, where it
    tells them.
    """

    line: int
    entry: Entry | None = None
    night: date | None = None
    beside: Beside | None = None
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    repeats: bool = False
    recorded_at: datetime | None = None
    source: str = ""
    when: When | None = None

    @property
    def own_zone(self) -> bool:
        """Whether an entry tells neither zone nor offset: its clock was taken for one in the person's own zone."""
        return self.when is not None and self.when.own_zone


def read(rows: Iterable[Row], *, default_zone: str, as_of: datetime) -> Iterator[Told]:
    """What each row says, in the file's order.

    ``default_zone`` (an IANA name) is the place of entries that name no time zone; ``as_of`` (aware) is
    when the file is read, since an entry cannot lie after it. Raises ``FileError`` where the file ends being one.
    """
    before = _Before()
    for row in rows:
        told = Told(row.line, wrong=list(row.problems))
        if row.cells or not row.problems:
            _read_cells(row, told, before, default_zone, as_of)
        if not told.wrong:
            before.compare(told)
        if told.wrong:
            told.entry = told.night = told.beside = None
        yield told


def _read_cells(row: Row, told: Told, before: _Before, default_zone: str, as_of: datetime) -> None:
    """What the cells say; of a cell that could not be read, nothing more is said."""
    wrong: list[Problem] = []
    if row.kind:
        told.beside = read_beside(KINDS[row.kind], row.cells, as_of, wrong)
    elif plain(row.cells.get("movement", "")) == NONE:
        _read_night(row.cells, told, wrong, as_of)
    else:
        _read_entry(row.cells, told, wrong, default_zone, as_of)
    if not row.kind:
        told.source = row.cells.get("source", "")
        told.recorded_at = instant("recorded_at", row.cells, as_of, wrong)
    if wrong:
        unread = {problem.field for problem in row.problems}
        told.wrong.extend(problem for problem in wrong if problem.field not in unread)
    elif told.entry and told.when and not told.entry.id.strip():
        told.entry = replace(told.entry, id=before.id_for(told.entry, told.when.written, row.cells))


def _read_night(cells: Mapping[str, str], told: Told, wrong: list[Problem], as_of: datetime) -> None:
    filled = [name for name in COLUMNS if name not in ("id", "happened_at", "movement") and cells.get(name, "").strip()]
    column = night_column(cells)
    try:
        night = bare_date(cells.get(column, ""))
    except UnreadableError as error:
        wrong.append(not_a_night(column, error))
    else:
        told.night = night.value
        wrong.extend(out_of_range(column, night.value, as_of))
        if night.remark:
            told.remarks.append(Problem(column, night.remark.text, night.remark.values))
    if filled:
        text = _("A night without twitches has nothing but its date. Empty these columns: %(columns)s.")
        wrong.append(Problem(filled[0], text, {"columns": ", ".join(filled)}))


def _read_entry(cells: Mapping[str, str], told: Told, wrong: list[Problem], default_zone: str, as_of: datetime) -> None:
    """The entry, with all that is wrong: what cannot be read, and what no entry may hold in the rest."""
    when = read_when(cells, default_zone, wrong, told.remarks)
    count = whole("count", cells, wrong)
    told.entry = Entry(
        id=cells.get("id", ""),
        happened_at=when.at if when else as_of,
        time_zone=when.zone if when else "UTC",
        movement=one_of(Movement, "movement", cells, wrong),
        muscle=plain(cells.get("muscle", "")) or None,
        side=one_of(Side, "side", cells, wrong),
        phase=one_of(Phase, "phase", cells, wrong),
        woke=one_of(Woke, "woke", cells, wrong),
        duration_seconds=whole("duration_seconds", cells, wrong),
        count=1 if count is None else count,
        noticed_by=one_of(NoticedBy, "noticed_by", cells, wrong) or NoticedBy.SELF,
        called_back=one_of(CalledBack, "called_back", cells, wrong),
        intensity=whole("intensity", cells, wrong),
        note=cells.get("note", ""),
    )
    told.when = when
    if others := problems(told.entry, as_of=as_of, own_zone=default_zone):
        unread = {problem.field for problem in wrong}
        if not told.entry.id.strip():
            unread.add("id")  # it gets one from its content
        wrong.extend(problem for problem in others if problem.field not in unread)


class _Before:
    """What earlier rows said: a few numbers a row, so that a long file takes little memory."""

    def __init__(self) -> None:
        # By id, or by kind and key. Two tables of numbers, not one of pairs: Python keeps freed tuples for later, and
        # those of a long file would hold on to all the memory around them.
        self._contents: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._nights: set[date] = set()
        self._equal_rows: Counter[bytes] = Counter()

    def id_for(self, entry: Entry, written: str, cells: Mapping[str, str]) -> str:
        """The id of a row that has none: from its content, and how many equal rows came before it.

        ``written`` is what the row says of its moment. Neither that nor the zone as written knows the person's own.
        """
        said = (getattr(entry, name) for name in COLUMNS if name not in ("id", "happened_at", "time_zone"))
        content = (written, cells.get("time_zone", "").strip(), *said)
        text = "\x1f".join("" if value is None else str(value) for value in content)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12)
        self._equal_rows[digest.digest()] += 1
        return f"row-{digest.hexdigest()}-{self._equal_rows[digest.digest()]}"

    def compare(self, told: Told) -> None:
        """Mark a row that an earlier one already said, and refuse one that contradicts an earlier one."""
        if told.night is not None:
            told.repeats = told.night in self._nights
            self._nights.add(told.night)
        elif told.entry is not None:
            text = _("The row on line %(line)d has the same id and says something else.")
            self._weigh(told, told.entry.id, hash(told.entry), "id", text)
        elif told.beside is not None:
            text = _("The row on line %(line)d is about the same and says something else.")
            # NUL, which no id holds, keeps the keys apart from ids.
            key = "\0".join(map(str, (told.beside.kind.name, *told.beside.key)))
            self._weigh(told, key, hash(told.beside.said), told.beside.kind.same[0], text)

    def _weigh(self, told: Told, key: str, content: int, column: str, text: str) -> None:
        earlier = self._contents.setdefault(key, content)
        line = self._lines.setdefault(key, told.line)
        told.repeats = earlier == content and line != told.line
        if earlier != content:
            told.wrong.append(Problem(column, text, {"line": line}))
