"""What each column tells, as far as its header and its cells say.

A column of which neither says anything is kept in the note; one that looks like a place, a name or
an address is left out, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from journal.diary_file.sheets.calendar_names import joining_words
from journal.diary_file.sheets.lengths import read_length
from journal.diary_file.sheets.moment_roles import are_days_alone, settle_moments
from journal.diary_file.sheets.recipes import WORD_ROLES, ColumnRole, Role
from journal.diary_file.sheets.row_cells import Cell
from journal.diary_file.sheets.tables import CellKind, ColumnSummary, Layout, SheetTable
from journal.diary_file.sheets.word_guesses import read_phrase, things_in
from journal.diary_file.sheets.word_lists import (
    WordSection,
    looked_up,
    ordered,
    phrase,
    phrases_of,
    word_list,
)
from journal.diary_file.sheets.written_times import read_time

_MOST = 0.8
_HALF = 0.5
# Roles of which a table has one column only; the first that is guessed has it.
_SINGLE = frozenset(Role) - {Role.NOTE, Role.KEEP, Role.LEAVE_OUT, Role.WORDS}
_TIMED = (Role.TIME, Role.END, Role.LENGTH)
_NUMBERED = (Role.COUNT, Role.STRENGTH, Role.LENGTH, Role.YEAR, Role.OFFSET, Role.TIME)
# Roles that cells of text alone may show, the plainest first.
_BY_WORDS = (Role.MUSCLE, Role.SIDE, Role.MOVEMENT, Role.PHASE)
_UNIT_WORDS = {
    1: ("s", "sec", "secs", "sek", "seconds", "sekunden", "secondes", "segundos", "秒"),
    60: ("min", "mins", "minutes", "minuten", "minutos", "分"),
    3600: ("h", "hours", "stunden", "heures", "horas", "時間"),
}
# From so many characters on average a cell is a note.
_LONG = 40


def guess_roles(
    table: SheetTable, columns: Sequence[ColumnSummary], languages: Sequence[str]
) -> tuple[ColumnRole, ...]:
    """A role for each column; ``languages`` are the likeliest ones first."""
    order = ordered(languages)
    if table.layout is Layout.LINES:
        by_name = {"day": Role.DAY, "time": Role.TIME, "text": Role.WORDS, "name": Role.LEAVE_OUT}
        return tuple(ColumnRole(column.header, by_name[column.header]) for column in columns)
    guesses = [_guess(column, order) for column in columns]
    settle_moments(guesses, [_named_role(column, order) for column in columns])
    has_header = table.header_line is not None
    for place, column in enumerate(columns):
        role = guesses[place]
        is_taken = role in _SINGLE and role in guesses[:place]
        if is_taken or (role is Role.TIME and not (has_header and _named_role(column, order))):
            is_free = not is_taken and not has_header
            guesses[place] = role if is_free else Role.KEEP
    return tuple(
        ColumnRole(column.header, role, unit=_unit(column, role))
        for column, role in zip(columns, guesses, strict=True)
    )


def _guess(column: ColumnSummary, languages: tuple[str, ...]) -> Role:
    named = _named_role(column, languages)
    if by_kind := _by_kind(column, named):
        return by_kind
    private = is_private(column.header, languages) or _has_addresses(column)
    by_words = _by_words(column, named, languages)
    if by_words is not None and (not private or by_words is Role.MUSCLE):
        return by_words
    if private:
        return Role.LEAVE_OUT
    if named in (Role.NOTE, Role.LEAVE_OUT, Role.ZONE, Role.TIME):
        return named
    if named is Role.MOMENT and _share(column, CellKind.TIME):
        return Role.TIME
    return _by_length(column)


def _by_kind(column: ColumnSummary, named: Role | None) -> Role | None:
    """The role of a column of days, times, both or numbers."""
    role: Role | None = None
    if named is Role.COUNT and _known(column, Role.WOKE, ordered(())) >= _MOST:
        return named
    if (named is Role.TIME and _are_times(column)) or (
        named is Role.LENGTH and _are_lengths(column)
    ):
        role = named
    elif _share(column, CellKind.MOMENT) + _share(column, CellKind.DAY) >= _MOST:
        is_moment = _share(column, CellKind.MOMENT) >= _HALF and not are_days_alone(column)
        role = Role.MOMENT if is_moment else Role.DAY
        if named in (Role.NIGHT_OF, Role.END):
            role = named
    elif _share(column, CellKind.TIME) >= _MOST:
        role = named if named in _TIMED else Role.TIME
        if named in (Role.MOMENT, Role.SENT, Role.PHASE, Role.WOKE):
            role = Role.TIME if named in (Role.MOMENT, Role.SENT) else Role.KEEP
    elif (named in _NUMBERED and _share(column, CellKind.NUMBER)) or (
        named in (Role.DAY, Role.NIGHT_OF, Role.MOMENT) and _has_days(column)
    ):
        role = named
    elif named is Role.SENT and _has_days(column):
        role = Role.MOMENT
    return role


def _are_times(column: ColumnSummary) -> bool:
    """Whether most cells under "time" can be times, whatever else: 01.02.03."""
    times = sum(read_time(value, bare=True) is not None for value in column.values)
    return times >= _MOST * len(column.values) > 0


def _are_lengths(column: ColumnSummary) -> bool:
    """Whether most cells are lengths with their unit: 20 s."""
    as_length = ColumnRole(column.header, Role.LENGTH)
    cells = (Cell(as_length, value, value) for value in column.values)
    return sum(read_length(cell) is not None for cell in cells) >= _MOST * len(column.values) > 0


def _has_days(column: ColumnSummary) -> bool:
    return _share(column, CellKind.DAY) + _share(column, CellKind.MOMENT) >= _HALF


def _share(column: ColumnSummary, kind: CellKind) -> float:
    if column.filled:
        return column.kinds.get(kind, 0) / column.filled
    return 0.0


def _by_words(column: ColumnSummary, named: Role | None, languages: tuple[str, ...]) -> Role | None:
    """The role whose words stand in most of the different cells; a header may name it as well."""
    is_plain = named in (Role.MUSCLE, Role.SIDE, Role.MOVEMENT)
    is_list = named in WORD_ROLES and not column.many
    if named and is_list and (is_plain or _known(column, named, languages)):
        return named
    if named is Role.STRENGTH:
        return named
    if named in (Role.NOTE, Role.LEAVE_OUT) or not _share(column, CellKind.TEXT):
        return None
    for role in _BY_WORDS:
        if _known(column, role, languages) >= _HALF:
            return role
    return None


def _known(column: ColumnSummary, role: Role, languages: tuple[str, ...]) -> float:
    """The share of different cells that name something of that role."""
    values = list(column.values)[:60]
    known = sum(_names(value, role, languages) for value in values)
    if values:
        return known / len(values)
    return 0.0


def _names(value: str, role: Role, languages: tuple[str, ...]) -> bool:
    field = {Role.MUSCLE: "muscles"}.get(role, role.value)
    readings = [read_phrase(piece, role, languages) for piece in things_in(value, role)[:4]]
    return any(
        getattr(reading.meaning, field) and (reading.is_sure or role is Role.MUSCLE)
        for reading in readings
    )


def _has_addresses(column: ColumnSummary) -> bool:
    """Whether most cells are e-mail addresses."""
    return sum("@" in value for value in column.values) * 2 > len(column.values) > 0


def _by_length(column: ColumnSummary) -> Role:
    lengths = [len(value) for value in column.values]
    is_long = bool(lengths) and sum(lengths) / len(lengths) >= _LONG
    if is_long and _share(column, CellKind.TEXT) >= _MOST:
        return Role.NOTE
    return Role.KEEP


def _named_role(column: ColumnSummary, languages: tuple[str, ...]) -> Role | None:
    return named_role(column.header, languages)


@lru_cache(maxsize=2048)
def named_role(header: str, languages: tuple[str, ...]) -> Role | None:
    """The role that a header names by itself: all of it, or the longest phrase in it."""
    words = phrase(header).split()
    for length in range(min(len(words), 6), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            name = looked_up(WordSection.HEADERS, text, languages)
            others = [*words[:start], *words[start + length :]]
            if name and all(_says_nothing(word, name, languages) for word in others):
                return Role(name)
    return None


def _says_nothing(word: str, name: str, languages: tuple[str, ...]) -> bool:
    """Whether a word beside the name of a column leaves it what it is: "time of twitch" is a time,
    "time of waking" is another, and that of a medicine too.
    """
    if any(map(str.isdigit, word)) or word in joining_words() or word in phrases_of("around"):
        return True
    if name == Role.LENGTH and any(word in units for units in _UNIT_WORDS.values()):
        return True
    sections = (WordSection.MOVEMENTS, WordSection.MUSCLES)
    if any(looked_up(section, word, languages) for section in sections):
        return name not in (Role.MUSCLE, Role.SIDE)
    return looked_up(WordSection.HEADERS, word, languages) == name


def is_private(header: str, languages: tuple[str, ...]) -> bool:
    """Whether a header names a place, a person or an address."""
    words = phrase(header).split()
    for language in languages:
        private = word_list(language).sections[WordSection.PRIVATE]
        if " ".join(words) in private:
            return True
        if any(word in private for word in words if len(word) > 4 and language in languages[:2]):
            return True
    return False


def _unit(column: ColumnSummary, role: Role) -> int | None:
    """How many seconds a bare number counts, if the header says so: "Dauer (s)"."""
    if role is not Role.LENGTH:
        return None
    words = set(phrase(column.header).split())
    return next((unit for unit, names in _UNIT_WORDS.items() if words & set(names)), None)
