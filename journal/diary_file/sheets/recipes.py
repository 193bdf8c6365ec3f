"""A recipe: every answer that makes rows of a stranger's table into a diary.

It is bound to the header line: next month's longer file with the same one needs no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from enum import StrEnum

from journal.anatomy import Side
from journal.diary_file.sheets.tables import Layout
from journal.observations import Movement, NoticedBy, Phase, Woke


class Role(StrEnum):
    """What a column tells.

    ``NIGHT_OF`` is a day that names a night, ``SENT`` when a form was sent, which was after what it
    tells, ``YEAR`` the year of days that have none, ``OFFSET`` minutes east of UTC. ``WORDS`` is
    text in which places and movements are named: they are taken from it, and it is the note as
    well. ``KEEP`` goes into the note as "header: value".
    """

    DAY = "day"
    YEAR = "year"
    NIGHT_OF = "night_of"
    TIME = "time"
    MOMENT = "moment"
    SENT = "sent"
    END = "end"
    LENGTH = "length"
    ZONE = "zone"
    OFFSET = "offset"
    MUSCLE = "muscle"
    SIDE = "side"
    MOVEMENT = "movement"
    COUNT = "count"
    STRENGTH = "strength"
    PHASE = "phase"
    WOKE = "woke"
    NOTICED_BY = "noticed_by"
    WORDS = "words"
    NOTE = "note"
    KEEP = "keep"
    LEAVE_OUT = "leave_out"


# Roles whose cells are looked up in lists of words.
WORD_ROLES = (
    Role.MUSCLE,
    Role.SIDE,
    Role.MOVEMENT,
    Role.PHASE,
    Role.WOKE,
    Role.NOTICED_BY,
    Role.WORDS,
)


class CellPart(StrEnum):
    """Which part of a cell is read: of "Back pain (lower) (Mild)" the last bracket is "Mild"."""

    WHOLE = "whole"
    LAST_BRACKET = "last_bracket"
    BEFORE_LAST_BRACKET = "before_last_bracket"


class DayOrder(StrEnum):
    """Which number of 03/04/2026 is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class NightRule(StrEnum):
    """To which day a time belongs.

    ``EVENING_DATE``: the day names the evening, a time before noon is of the next one.
    ``MORNING_DATE``: it names the morning, a time from noon on is of the day before.
    ``AFTER_EVENING``: a time before noon that stands behind an evening's under the same day is of
    the next one.
    """

    AS_WRITTEN = "as_written"
    EVENING_DATE = "evening_date"
    MORNING_DATE = "morning_date"
    AFTER_EVENING = "after_evening"


class NoTime(StrEnum):
    """What becomes of a row with a day and no time: a note on its night, nothing, or an entry at
    the one time that the person gives, its note saying that it is approximate.
    """

    NOTE = "note"
    LEAVE_OUT = "leave_out"
    GIVEN_TIME = "given_time"


class Midnight(StrEnum):
    """What 00:00 is in a column in which other days have times: a time, or none was written."""

    TIME = "time"
    NO_TIME = "no_time"


class TwoPlaces(StrEnum):
    """What becomes of a cell with two muscles: an entry each, or the first with the cell in its
    note.
    """

    SPLIT = "split"
    FIRST = "first"


class QuietRule(StrEnum):
    """What becomes of a row that says "none" or 0: a quiet night, a note on that night, nothing."""

    QUIET_NIGHT = "quiet_night"
    NOTE = "note"
    LEAVE_OUT = "leave_out"


class PlainLines(StrEnum):
    """What becomes of a line of notes with a time that names no place and no movement: an entry, a
    note on its night, nothing.
    """

    ENTRY = "entry"
    NOTE = "note"
    LEAVE_OUT = "leave_out"


class RowAction(StrEnum):
    """What a rule does with the rows that it is about.

    ``ONLY`` leaves out all others, as does ``PICK``, whose values the person picks: until then it
    does nothing. ``SKIP`` leaves them out. ``SKIP_REPEATS`` leaves out a row whose cell is the same
    as in the row before among those with the same cell in ``within``, rows with one of the values
    not counted.
    """

    ONLY = "only"
    PICK = "pick"
    SKIP = "skip"
    SKIP_REPEATS = "skip_repeats"


@dataclass(frozen=True, slots=True)
class ColumnRole:
    """What one column tells, and how its cells are to be taken.

    ``unit`` is how many seconds a bare number of a length counts (None: not known, it goes into the
    note). ``factor`` is what numbers are multiplied by. ``separator`` stands between the things of
    one cell. ``values`` are cells that mean another text; "" is "not recorded".
    """

    header: str
    role: Role
    unit: int | None = None
    factor: Decimal = Decimal(1)
    part: CellPart = CellPart.WHOLE
    separator: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a word of the file stands for; None is "not recorded".

    ``muscles`` are ids of ``journal.anatomy``, more than one for a cell with two places.
    ``nothing`` is a word like "none": there was no twitch.
    """

    muscles: tuple[str, ...] = ()
    side: Side | None = None
    movement: Movement | None = None
    phase: Phase | None = None
    woke: Woke | None = None
    noticed_by: NoticedBy | None = None
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """Which rows are not taken, by their cell under ``header``, or a ``part`` of it.

    A cell with a ``separator`` in it is one of ``values`` if any of its things is.
    """

    header: str
    action: RowAction
    values: tuple[str, ...] = ()
    separator: str = ""
    within: str = ""
    part: CellPart = CellPart.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All answers for one kind of file; ``recipe_data`` makes JSON of it, ``recipe_from`` reads it.

    ``headers`` are the header line that it is bound to. ``time_zone`` is the IANA name of the place
    where its times were written down, "" for the person's own. ``words`` are meanings by role and
    by word as ``word_key`` has it; a word that is not there has the meaning that the lists give it.
    ``strengths`` are numbers from 0 to 10, or None for "not recorded", by cell. ``turned_days``
    says that a spreadsheet took the day for the month where it could, which is turned back;
    ``fills_days`` that an empty day is that of the row above. ``given_note`` is what stands in the
    note of an entry at ``given_time``, in the person's words. ``answered`` are the doubts
    (``DoubtKind``) that the person, or whoever wrote a preset, has answered.
    """

    name: str = ""
    title: str = ""
    layout: Layout = Layout.TABLE
    headers: tuple[str, ...] = ()
    columns: tuple[ColumnRole, ...] = ()
    day_order: DayOrder | None = None
    turned_days: bool = False
    time_zone: str = ""
    night_rule: NightRule = NightRule.AS_WRITTEN
    midnight: Midnight | None = None
    no_time: NoTime = NoTime.NOTE
    given_time: time | None = None
    given_note: str = ""
    fills_days: bool = False
    two_places: TwoPlaces = TwoPlaces.SPLIT
    quiet: QuietRule = QuietRule.QUIET_NIGHT
    plain_lines: PlainLines = PlainLines.ENTRY
    words: Mapping[Role, Mapping[str, WordMeaning]] = field(default_factory=dict)
    strengths: Mapping[str, int | None] = field(default_factory=dict)
    rules: tuple[RowRule, ...] = ()
    languages: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()

    def role_of(self, header: str) -> Role:
        """What the column of that name tells; one without a role is kept in the note."""
        return next((column.role for column in self.columns if column.header == header), Role.KEEP)
