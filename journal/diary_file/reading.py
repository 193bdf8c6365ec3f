"""From rows to what can be stored: entries and nights, with everything that is wrong or worth saying, by line.

The same row always becomes the same entry with the same id, so that a file can be imported again and adds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from journal.anatomy import Side
from journal.diary_file.shapes import COLUMNS, NONE, Row, shown
from journal.diary_file.values import bare_date, moment, one_of, plain, whole
from journal.diary_file.when import read_when
from journal.entries import CLOCK_TOLERANCE, Entry, Problem, problems
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke

# Where the calendar is furthest ahead of UTC: the latest date that may be called today.
EASTERNMOST = timedelta(hours=14)


@dataclass(slots=True)
class Told:
    """What one row says: an entry, or a night without twitches, or neither if something is ``wrong`` with it.

    ``remarks`` are worth knowing and stop nothing. ``repeats`` means that an earlier row says the same, and counts for
    both. ``recorded_at`` and ``source`` are those of the diary that the file came from, where it tells them.
    """

    line: int
    entry: Entry | None = None
    night: date | None = None
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    repeats: bool = False
    recorded_at: datetime | None = None
    source: str = ""


def read(rows: Iterable[Row], *, default_zone: str, as_of: datetime) -> Iterator[Told]:
    """What each row says, in the file's order.

    ``default_zone`` (an IANA name) is the place of entries that have an offset but no time zone; ``as_of`` (aware) is
    when the file is read, since an entry cannot lie after it. Raises ``FileError`` where the file ends being one.
    """
    before = _Before()
    for row in rows:
        told = Told(row.line)
        if row.problem:
            told.wrong.append(row.problem)
        elif plain(row.cells.get("movement", "")) == NONE:
            _read_night(row.cells, told, as_of)
        else:
            _read_entry(row.cells, told, before, default_zone)
            if told.entry:
                told.wrong.extend(problems(told.entry, as_of=as_of))
        _read_origin(row.cells, told, as_of)
        if not told.wrong:
            before.compare(told)
        if told.wrong:
            told.entry = told.night = None
        yield told


def _read_night(cells: Mapping[str, str], told: Told, as_of: datetime) -> None:
    night = bare_date(cells.get("happened_at", ""))
    filled = [name for name in COLUMNS if name not in ("id", "happened_at", "movement") and cells.get(name, "").strip()]
    if night is None:
        text = _(
            "A row with the movement “none” stands for a night without twitches: happened_at is then a date without a "
            "time of day, the one on which the night began (2026-07-06)."
        )
        told.wrong.append(Problem("happened_at", text))
    elif filled:
        text = _("A night without twitches has nothing but its date. Empty these columns: %(columns)s.")
        told.wrong.append(Problem(filled[0], text, {"columns": ", ".join(filled)}))
    elif night.year < 1900:
        told.wrong.append(Problem("happened_at", _("This night is before the year 1900.")))
    elif night > (as_of + EASTERNMOST).date():
        told.wrong.append(Problem("happened_at", _("This night is in the future.")))
    told.night = night


def _read_entry(cells: Mapping[str, str], told: Told, before: _Before, default_zone: str) -> None:
    wrong = told.wrong
    when = read_when(cells, default_zone, wrong, told.remarks)
    count = whole("count", cells, wrong)
    values = {
        "movement": one_of(Movement, "movement", cells, wrong),
        "muscle": plain(cells.get("muscle", "")) or None,
        "side": one_of(Side, "side", cells, wrong),
        "phase": one_of(Phase, "phase", cells, wrong),
        "woke": one_of(Woke, "woke", cells, wrong),
        "duration_seconds": whole("duration_seconds", cells, wrong),
        "count": 1 if count is None else count,
        "noticed_by": one_of(NoticedBy, "noticed_by", cells, wrong) or NoticedBy.SELF,
        "called_back": one_of(CalledBack, "called_back", cells, wrong),
        "intensity": whole("intensity", cells, wrong),
        "note": cells.get("note", ""),
    }
    if when is None or wrong:
        return
    key = cells.get("id", "")
    if not key.strip():
        key = before.id_for((when[0].isoformat(), cells.get("time_zone", "").strip(), *values.values()))
    told.entry = Entry(id=key, happened_at=when[0], time_zone=when[1], **values)  # type: ignore[arg-type]


def _read_origin(cells: Mapping[str, str], told: Told, as_of: datetime) -> None:
    told.source = cells.get("source", "")
    text = cells.get("recorded_at", "")
    if not text:
        return
    at = moment(text)
    if at is None or at.tzinfo is None or not 1900 <= at.year <= 9998:
        told.wrong.append(
            Problem("recorded_at", _("“%(value)s” is not a time with an offset."), {"value": shown(text)})
        )
    elif at > as_of + CLOCK_TOLERANCE:
        told.wrong.append(Problem("recorded_at", _("This time is in the future.")))
    else:
        told.recorded_at = at.astimezone(UTC)


class _Before:
    """What earlier rows said: a few numbers a row, so that a long file takes little memory."""

    def __init__(self) -> None:
        # By id. Two tables of numbers, not one of pairs: Python keeps freed tuples for later, and those of a long file
        # would hold on to all the memory around them.
        self._contents: dict[str, int] = {}
        self._lines: dict[str, int] = {}
        self._nights: set[date] = set()
        self._equal_rows: Counter[bytes] = Counter()

    def id_for(self, content: tuple[object, ...]) -> str:
        """The id of a row that has none: from its content, and how many equal rows came before it."""
        text = "\x1f".join("" if value is None else str(value) for value in content)
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12)
        self._equal_rows[digest.digest()] += 1
        return f"row-{digest.hexdigest()}-{self._equal_rows[digest.digest()]}"

    def compare(self, told: Told) -> None:
        """Mark a row that an earlier one already said, and refuse one that contradicts an earlier one's id."""
        if told.night is not None:
            told.repeats = told.night in self._nights
            self._nights.add(told.night)
        elif told.entry is not None:
            key, content = told.entry.id, hash(told.entry)
            earlier = self._contents.setdefault(key, content)
            line = self._lines.setdefault(key, told.line)
            told.repeats = earlier == content and line != told.line
            if earlier != content:
                text = _("The row on line %(line)d has the same id and says something else.")
                told.wrong.append(Problem("id", text, {"line": line}))
