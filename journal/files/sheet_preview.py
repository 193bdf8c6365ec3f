"""What a table of the person's own would add to their diary, before anything is stored."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User

from journal.actions.diary_limits import limit_problem
from journal.diary_file import FileError, ParsedRow
from journal.diary_file.sheets import UnderstoodRow
from journal.entries import Entry, Problem
from journal.files.already_stored import STEP, AlreadyStored
from journal.files.import_preview import (
    FIRST,
    MOST_SAID,
    ImportPreview,
    LineMessage,
    no_progress,
)
from journal.files.odd_entries import OddEntries
from journal.files.untimed_notes import UntimedNotes
from journal.i18n import gettext_noop as _
from journal.models.entry_columns import night_of_entry
from journal.observations import TimeTold
from journal.time_zones import stored_zone

# Cells that are in no entry and no note, which are listed one by one.
MOST_CELLS = 200
# Nights without twitches that are listed.
MOST_QUIET = 31
NO_ROOM_IN_NOTE = _("The note of this day has no room for it: %(text)s")
OTHER_NOTE = _("This day has another note in your diary, which stays. The file says: %(text)s")


@dataclass(frozen=True, slots=True)
class LeftOutCell:
    """A cell that is in no entry and no note."""

    line: int
    header: str
    text: str


@dataclass(slots=True)
class SheetPreview:
    """What importing a table would do.

    ``counts`` is as for any diary file. ``hours`` counts entries by the hour of their clock, 0
    first. ``skipped`` and ``cells`` are the first of ``skipped_rows`` and ``left_out`` (cells by
    header). ``new_notes`` counts days that get a note, ``notes`` are the first of these;
    ``kept_notes`` says of what finds no room. ``quiet_nights`` are the first that rows say had no
    twitch.
    """

    counts: ImportPreview = field(default_factory=ImportPreview)
    rows: int = 0
    first_night: date | None = None
    last_night: date | None = None
    nights: int = 0
    hours: list[int] = field(default_factory=lambda: [0] * 24)
    first: list[Entry] = field(default_factory=list)
    last: list[Entry] = field(default_factory=list)
    odd: list[Entry] = field(default_factory=list)
    skipped_rows: int = 0
    skipped: list[LineMessage] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    cells: list[LeftOutCell] = field(default_factory=list)
    new_notes: int = 0
    known_notes: int = 0
    notes: list[tuple[date, str]] = field(default_factory=list)
    kept_notes: list[LineMessage] = field(default_factory=list)
    quiet_nights: list[date] = field(default_factory=list)

    @property
    def new(self) -> int:
        """Everything that would be added."""
        return self.counts.new_episodes + self.counts.new_nights + self.new_notes


def preview_sheet(
    owner: User, rows: Iterator[UnderstoodRow], so_far: Callable[[], None] = no_progress
) -> SheetPreview:
    """Go through all rows without storing anything. ``so_far`` is called every ``STEP`` rows."""
    look = _Look(owner)
    try:
        for row in rows:
            look.add(row)
            if look.preview.rows % STEP == 0:
                look.count()
                so_far()
    except FileError as error:
        look.break_off(error)
    return look.finished()


class _Look:
    """The preview while it comes to be."""

    def __init__(self, owner: User) -> None:
        self.preview, self._owner = SheetPreview(), owner
        self._stored, self._notes = AlreadyStored(owner), UntimedNotes(owner)
        self._last: deque[Entry] = deque(maxlen=FIRST)
        self._odd, self._nights = OddEntries(), set[date]()

    def add(self, row: UnderstoodRow) -> None:
        preview, counts = self.preview, self.preview.counts
        preview.rows += 1
        counts.wrong_rows += bool(row.wrong)
        counts.remarked_rows += bool(row.remarks)
        _say(counts.wrong, row, row.wrong)
        _say(counts.remarks, row, row.remarks)
        if row.wrong:
            return
        if row.skipped:
            preview.skipped_rows += 1
            _say(preview.skipped, row, (row.skipped,))
        self._leave_out(row)
        self._add_facts(row)

    def _add_facts(self, row: UnderstoodRow) -> None:
        counts = self.preview.counts
        counts.repeats += row.repeats
        if row.quiet_night and not row.repeats:
            counts.new_nights += 1
            self._list_quiet(row.quiet_night)
            self._stored.ask(ParsedRow(row.line, night=row.quiet_night))
        for entry in row.entries:
            self._add_entry(row.line, entry)
        self._odd.weigh(row)
        note = row.untimed_note
        if note and not self._notes.add(note):
            problem = Problem("", NO_ROOM_IN_NOTE, {"text": note.text})
            _say(self.preview.kept_notes, row, (problem,))

    def _list_quiet(self, night: date) -> None:
        if len(self.preview.quiet_nights) < MOST_QUIET:
            self.preview.quiet_nights.append(night)

    def _add_entry(self, line: int, entry: Entry) -> None:
        preview = self.preview
        preview.counts.new_episodes += 1
        self._stored.ask(ParsedRow(line, entry=entry))
        self._nights.add(night_of_entry(entry))
        if entry.time_told is not TimeTold.NIGHT:
            local = entry.happened_at.astimezone(stored_zone(entry.time_zone))
            preview.hours[local.hour] += 1
        if len(preview.first) < FIRST:
            preview.first.append(entry)
        else:
            self._last.append(entry)

    def _leave_out(self, row: UnderstoodRow) -> None:
        for header, text in row.left_out:
            self.preview.left_out[header] += 1
            if len(self.preview.cells) < MOST_CELLS:
                self.preview.cells.append(LeftOutCell(row.line, header, text))

    def count(self) -> None:
        self._stored.count(self.preview.counts)

    def break_off(self, error: FileError) -> None:
        counts = self.preview.counts
        counts.wrong_rows += 1
        counts.broken = True
        counts.wrong.append(LineMessage(error.line, "", error.text, dict(error.values)))

    def finished(self) -> SheetPreview:
        self.count()
        preview, counts = self.preview, self.preview.counts
        counts.marked_nights = self._stored.marked_nights()
        preview.last = list(self._last)
        preview.odd = self._odd.apart_from([*preview.first, *preview.last])
        if self._nights:
            preview.first_night, preview.last_night = min(self._nights), max(self._nights)
            preview.nights = len(self._nights)
        self._finish_notes()
        if full := limit_problem(self._owner, {"episodes": counts.new_episodes}):
            counts.wrong_rows, counts.full = counts.wrong_rows + 1, True
            counts.wrong.append(LineMessage(None, "", full.text, dict(full.values)))
        return preview

    def _finish_notes(self) -> None:
        preview = self.preview
        preview.new_notes = sum(1 for _night in self._notes.new_nights())
        preview.notes = self._notes.first(FIRST)
        others = self._notes.other_nights()
        preview.known_notes = len(self._notes) - preview.new_notes - len(others)
        for night in others[: MOST_SAID - len(preview.kept_notes)]:
            values: dict[str, object] = {"text": f"{night} {self._notes.text(night)}"}
            preview.kept_notes.append(LineMessage(None, "", OTHER_NOTE, values))


def _say(messages: list[LineMessage], row: UnderstoodRow, problems: tuple[Problem, ...]) -> None:
    if len(messages) < MOST_SAID:
        messages.extend(
            LineMessage(row.line, problem.field, problem.text, dict(problem.values))
            for problem in problems
        )
