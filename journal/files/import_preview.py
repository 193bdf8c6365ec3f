"""What importing a diary file would do: every row is looked at, and nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.contrib.auth.models import User

from journal.actions.diary_limits import limit_problem
from journal.diary_file import (
    COLLECTIONS,
    FileError,
    ParsedRow,
    RawRows,
    open_rows,
    read,
)
from journal.entries import Entry
from journal.files.already_stored import STEP, AlreadyStored
from journal.i18n import gettext_noop as _

# Entries shown as they will be stored.
FIRST = 5
# Sentences kept of each kind, and wrong rows after which no further row is looked at: a file that
# is wrong throughout needs no more to be mended, and must not keep a process busy.
MOST_SAID = 1_000
NO_TIME = _("There is no column “happened_at”, and an entry needs a time.")


def no_progress(*numbers: int) -> None:
    """For callers who do not ask how far it is."""


@dataclass(frozen=True, slots=True)
class LineMessage:
    """A sentence about one line of the file (None: about the whole); ``text`` is translated and
    filled when shown.
    """

    line: int | None
    column: str
    text: str
    values: dict[str, object]


@dataclass(slots=True)
class ImportPreview:
    """What importing a file would do.

    Counts are of rows; those of ``new_records`` and ``known_records`` by the name of the kind.
    ``wrong`` and ``remarks`` hold the first ``MOST_SAID`` sentences, ``remarked_rows`` and
    ``wrong_rows`` count all; a wrong row stands in the way of everything. ``about`` says how the
    file as a whole was read, and ``own_zone`` counts the episodes that tell neither zone nor offset
    and were read on the clock of the person's own zone. ``broken`` says that one of the wrong rows
    is where the file ends being a diary file, so that nobody knows what comes after. ``looked_at``
    is the number of rows after which the look ended because so much was wrong, None if it saw all.
    ``full`` says that the diary has no room for what is new. ``unknown`` are the first names that
    no diary has, ``more_unknown`` counts the others. ``marked_nights`` are nights that would be
    marked "no twitches" and hold entries too.
    """

    new_episodes: int = 0
    known_episodes: int = 0
    new_nights: int = 0
    known_nights: int = 0
    marked_nights: int = 0
    new_records: Counter[str] = field(default_factory=Counter)
    known_records: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    wrong_rows: int = 0
    remarked_rows: int = 0
    broken: bool = False
    looked_at: int | None = None
    full: bool = False
    own_zone: int = 0
    about: list[LineMessage] = field(default_factory=list)
    wrong: list[LineMessage] = field(default_factory=list)
    remarks: list[LineMessage] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    more_unknown: int = 0
    first: list[Entry] = field(default_factory=list)

    @property
    def new(self) -> int:
        """Everything that would be added."""
        return self.new_episodes + self.new_nights + self.new_records.total()

    @property
    def amounts(self) -> list[tuple[str, int, int]]:
        """Of each kind beside episodes and nights that the file has: its title, how many new, how
        many known.
        """
        counts = [
            (collection.title, self.new_records[name], self.known_records[name])
            for name, collection in COLLECTIONS.items()
        ]
        return [(title, new, stored) for title, new, stored in counts if new or stored]

    @property
    def can_be_stored(self) -> bool:
        """Nothing is wrong; there may be nothing new either."""
        return not self.wrong_rows


def preview(
    owner: User,
    file: BinaryIO,
    *,
    default_zone: str,
    as_of: datetime,
    so_far: Callable[[], None] = no_progress,
) -> ImportPreview:
    """Go through a file without storing anything. ``so_far`` is called every ``STEP`` rows."""
    result, stored = ImportPreview(), AlreadyStored(owner)
    try:
        rows = open_rows(file)
        _look_through(rows, result, stored, _every(rows, result, default_zone, as_of), so_far)
    except FileError as error:
        result.wrong_rows += 1
        result.broken = True
        result.wrong.append(LineMessage(error.line, "", error.text, dict(error.values)))
    else:
        result.about = [
            LineMessage(None, remark.field, remark.text, dict(remark.values))
            for remark in rows.remarks
        ]
    stored.count(result)
    result.marked_nights = stored.marked_nights()
    if full := limit_problem(owner, {"episodes": result.new_episodes, **result.new_records}):
        result.wrong_rows, result.full = result.wrong_rows + 1, True
        result.wrong.append(LineMessage(None, "", full.text, dict(full.values)))
    return result


def _look_through(
    rows: RawRows,
    preview: ImportPreview,
    stored: AlreadyStored,
    parsed_rows: Iterator[ParsedRow],
    so_far: Callable[[], None],
) -> None:
    """Look at each row, until so many are wrong that the file has to be mended first."""
    timeless = "happened_at" in rows.missing
    try:
        for number, parsed in enumerate(parsed_rows, start=1):
            if preview.wrong_rows >= MOST_SAID or (timeless and number > MOST_SAID):
                preview.looked_at = number - 1
                return
            _add(preview, parsed)
            stored.ask(parsed)
            if number % STEP == 0:
                stored.count(preview)
                so_far()
    finally:
        preview.unknown, preview.more_unknown = rows.unknown, rows.names.more


def _every(
    rows: RawRows, preview: ImportPreview, default_zone: str, as_of: datetime
) -> Iterator[ParsedRow]:
    """Each row as it was read; that no row can have a time is said once, of the header, and not of
    each.
    """
    timeless = "happened_at" in rows.missing
    if timeless:
        preview.wrong_rows += 1
        preview.wrong.append(LineMessage(rows.line, "", NO_TIME, {}))
    for parsed in read(rows, default_zone=default_zone, as_of=as_of):
        if timeless:
            parsed.wrong = [problem for problem in parsed.wrong if problem.field != "happened_at"]
        yield parsed


def _add(preview: ImportPreview, parsed: ParsedRow) -> None:
    preview.wrong_rows += bool(parsed.wrong)
    preview.remarked_rows += bool(parsed.remarks)
    for messages, problems in ((preview.wrong, parsed.wrong), (preview.remarks, parsed.remarks)):
        if problems and len(messages) < MOST_SAID:
            messages.extend(
                LineMessage(parsed.line, problem.field, problem.text, dict(problem.values))
                for problem in problems
            )
    if parsed.repeats:
        preview.repeats += 1
    elif parsed.night:
        preview.new_nights += 1
    elif parsed.record:
        preview.new_records[parsed.record.collection.name] += 1
    elif parsed.entry:
        preview.new_episodes += 1
        preview.own_zone += parsed.own_zone
        if len(preview.first) < FIRST:
            preview.first.append(parsed.entry)
