"""The JSON form of a diary, read piece by piece: an object with the arrays ``episodes``, ``nights``
and more.

The standard decoder is handed one value at a time, so that a diary of any length takes the memory
of one entry and every entry knows its line.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator
from functools import partial
from typing import Any

from journal.answer_kinds import joined
from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import (
    COLUMNS,
    COUNTS,
    FLAGS,
    JSON_FORMAT,
    JSON_VERSION,
    NONE,
    ORIGIN_COLUMNS,
    FileError,
    RawRow,
)
from journal.diary_file.json_text import JsonText
from journal.diary_file.records import COLLECTIONS
from journal.diary_file.unknown_names import UnknownNames
from journal.entries import SEVERAL, Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

EPISODE_FIELDS = dict.fromkeys((*COLUMNS, *ORIGIN_COLUMNS))
NIGHT_FIELDS = ("night_of", "recorded_at")
_HEAD = ("format", "version", COUNTS)
# Names of the file's outermost object, known or not.
MOST_NAMES = 1_000


def json_rows(first: str, text: DecodedLines, line: int, unknown: UnknownNames) -> Iterator[RawRow]:
    """Every episode, night and other record as a row; names that no diary has are added to
    ``unknown`` as they are met.

    ``first`` is what was already read of ``text``, ``line`` its number. Raises :class:`FileError`
    on the way.
    """
    window = JsonText(first, text, line)
    values: dict[str, Any] = {}
    for key in window.items("{}", lambda: _key(window)):
        _refuse_a_name(key, values, window.line)
        values[key] = None
        if key in _ARRAYS:
            values[key] = yield from _counted(
                window.items("[]", partial(_row, window, key, unknown))
            )
        elif key in _HEAD:
            values[key] = window.value()
        else:
            window.value()  # passed over, not kept: it may be large
            unknown.add([key])
    if window.peek():
        raise window.broken()
    if values.get("format") != JSON_FORMAT or values.get("version") != JSON_VERSION:
        raise FileError(None, _("This JSON file is not a Twitchlog diary of version 1."))
    _refuse_what_is_not_whole(values)


def _refuse_a_name(name: str, values: dict[str, Any], line: int) -> None:
    """Raises :class:`FileError` for a name that was there already, or is one too many."""
    if name in values:
        text = _("“%(name)s” stands in the file twice.")
        raise FileError(line, text, {"name": excerpt(name)})
    if len(values) == MOST_NAMES:
        raise FileError(line, _("This object has too many names for a diary."))


def _counted(rows: Iterator[RawRow]) -> Generator[RawRow, None, int]:
    """The rows as they come; returns how many there were."""
    number = 0
    for number, row in enumerate(rows, start=1):  # noqa: B007 - how many there were
        yield row
    return number


def _refuse_what_is_not_whole(values: dict[str, Any]) -> None:
    """Compare what the file says of its lists with what was found; a file that says nothing, an
    older one, is taken.
    """
    counts = values.get(COUNTS)
    for name, number in counts.items() if isinstance(counts, dict) else ():
        listed = values.get(name) or 0
        if name in _ARRAYS and isinstance(number, int) and listed < number:
            text = _(
                "The file is not whole: it tells of %(said)d records in “%(name)s”, and the number "
                "found is %(found)d."
            )
            raise FileError(None, text, {"name": name, "said": number, "found": listed})


def _key(window: JsonText) -> str:
    name = None
    if window.peek() == '"':
        name = window.value()
    window.take(":")
    return str(name)


def _row(window: JsonText, array: str, unknown: UnknownNames) -> RawRow:
    window.peek()
    line, collection = window.line, array if array in COLLECTIONS else ""
    fields_of_row = window.value()
    if not isinstance(fields_of_row, dict):
        return RawRow(
            line,
            problems=(Problem("", _("An entry is an object with named fields.")),),
            collection=collection,
        )
    read, fields = _ARRAYS[array]
    unknown.add(fields_of_row, fields)
    try:
        return RawRow(line, read(fields_of_row, fields), collection=collection)
    except TypeError:  # some value is not plain
        return _row_of_the_plain(line, fields_of_row, array)


def _row_of_the_plain(line: int, values: dict[str, Any], array: str) -> RawRow:
    """The row without the values that no cell of a table could hold; true and false stand where
    they may.
    """
    read, fields = _ARRAYS[array]
    flags = COLLECTIONS[array].flags if array in COLLECTIONS else FLAGS
    plain = {
        name: str(values[name]).lower() for name in flags if isinstance(values.get(name), bool)
    }
    text = _("The value of “%(name)s” is neither a text nor a whole number.")
    problems: list[Problem] = []
    for name, value in values.items():
        if name not in plain and name in fields:
            try:
                plain[name] = _cell(name, value)
            except TypeError:
                problems.append(Problem(name, text, {"name": name}))
    return RawRow(line, read(plain, fields), tuple(problems), array if array in COLLECTIONS else "")


def _record(values: dict[str, Any], fields: Collection[str]) -> dict[str, str]:
    return {
        name: value if value.__class__ is str else _text(value)
        for name, value in values.items()
        if name in fields
    }


def _episode(values: dict[str, Any], fields: Collection[str]) -> dict[str, str]:
    return {
        name: value if value.__class__ is str else _cell(name, value)
        for name, value in values.items()
        if name in fields
    }


def _cell(name: str, value: object) -> str:
    """As :func:`_text`; of a field of several answers also their list."""
    if name in SEVERAL and isinstance(value, list):
        return joined(map(_text, value))
    return _text(value)


def _night(values: dict[str, Any], fields: Collection[str]) -> dict[str, str]:
    return {"movement": NONE, **{name: _text(values.get(name)) for name in fields}}


def _text(value: object) -> str:
    """The value as a cell of a table would hold it; JSON does not tell 5.0 from 5.

    Raises TypeError for others.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1:
        return str(int(value))
    raise TypeError


# How the objects of each array become rows, and which fields they have.
_ARRAYS: dict[
    str, tuple[Callable[[dict[str, Any], Collection[str]], dict[str, str]], Collection[str]]
] = {
    "episodes": (_episode, EPISODE_FIELDS),
    "nights": (_night, NIGHT_FIELDS),
    **{name: (_record, collection.fields) for name, collection in COLLECTIONS.items()},
}
