"""The JSON form of a diary, read piece by piece: an object with the arrays ``episodes``, ``nights`` and more.

The standard decoder is handed one value at a time, so that a diary of any length takes the memory of one entry and
every entry knows its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any

from journal.diary_file.besides import KINDS
from journal.diary_file.lines import Lines
from journal.diary_file.shapes import (
    COLUMNS,
    JSON_FORMAT,
    JSON_VERSION,
    LONGEST_LINE,
    NONE,
    ORIGIN_COLUMNS,
    FileError,
    Row,
)
from journal.entries import Problem, shown
from journal.marking import gettext_noop as _

_SPACE = re.compile(r"[ \t\n\r]*")
_CHUNK = 1024 * 1024
EPISODE_FIELDS = dict.fromkeys((*COLUMNS, *ORIGIN_COLUMNS))
NIGHT_FIELDS = ("night_of", "recorded_at")


class _RepeatedNameError(ValueError):
    """An object names a key twice."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _RepeatedNameError
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)


class _Window:
    """A stretch of the text that moves on as it is read; ``line`` is where it stands, from 1."""

    def __init__(self, first: str, text: Lines, line: int) -> None:
        self._buffer, self._text, self.line = first, text, line
        self._at = self._counted = 0
        self._ended = False

    def peek(self) -> str:
        """The next sign that is not a space; "" at the end."""
        while True:
            self._fill()
            space = _SPACE.match(self._buffer, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._buffer) or self._ended:
                self._count_lines()
                return self._buffer[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """Step over ``sign``. Raises :class:`FileError` if something else stands there."""
        if self.peek() != sign:
            raise self.broken()
        self._at += 1

    def value(self) -> Any:
        """The next value. Raises :class:`FileError` if there is none."""
        self.peek()
        self._fill()
        try:
            made, self._at = _DECODER.raw_decode(self._buffer, self._at)
        except _RepeatedNameError:
            raise FileError(self.line, _("An object that starts here names a field twice.")) from None
        except (ValueError, RecursionError) as error:
            raise self.broken() from error
        return made

    def broken(self) -> FileError:
        """The error for what stands here."""
        return FileError(self.line, _("This is not the JSON of a diary: it breaks off or is malformed here."))

    def _fill(self) -> None:
        """Have at least the longest possible entry ahead, or the end."""
        while not self._ended and len(self._buffer) - self._at < LONGEST_LINE:
            self._count_lines()
            more = self._text.read(_CHUNK)
            self._ended = not more
            self._buffer = self._buffer[self._at :] + more
            self._at = self._counted = 0

    def _count_lines(self) -> None:
        self.line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at


def json_rows(first: str, text: Lines, line: int, unknown: list[str]) -> Iterator[Row]:
    """Every episode, night and other record as a row; names that no diary has are added to ``unknown`` as they are met.

    ``first`` is what was already read of ``text``, ``line`` its number. Raises :class:`FileError` on the way.
    """
    window = _Window(first, text, line)
    told: dict[str, Any] = {}
    for key in _items(window, "{}", lambda: _key(window)):
        if key in told:
            raise FileError(window.line, _("“%(name)s” stands in the file twice."), {"name": shown(key)})
        told[key] = None
        if key in _ARRAYS:
            yield from _items(window, "[]", partial(_row, window, key, unknown))
        else:
            told[key] = window.value()
            _report([key], ("format", "version"), unknown)
    if window.peek():
        raise window.broken()
    if told.get("format") != JSON_FORMAT or told.get("version") != JSON_VERSION:
        raise FileError(None, _("This JSON file is not a Twitchlog diary of version 1."))


def _items(window: _Window, brackets: str, one: Callable[[], Any]) -> Iterator[Any]:
    """What ``one`` reads, again and again, between brackets and commas."""
    window.take(brackets[0])
    if window.peek() == brackets[1]:
        window.take(brackets[1])
        return
    while True:
        yield one()
        if window.peek() != ",":
            break
        window.take(",")
    window.take(brackets[1])


def _key(window: _Window) -> str:
    name = window.value() if window.peek() == '"' else None
    window.take(":")
    return str(name)


def _row(window: _Window, array: str, unknown: list[str]) -> Row:
    window.peek()
    line, kind = window.line, array if array in KINDS else ""
    made = window.value()
    if not isinstance(made, dict):
        return Row(line, problems=(Problem("", _("An entry is an object with named fields.")),), kind=kind)
    read, fields = _ARRAYS[array]
    _report(made, fields, unknown)
    try:
        return Row(line, read(made, fields), kind=kind)
    except TypeError:  # some value is not plain
        return _row_of_the_plain(line, made, array)


def _row_of_the_plain(line: int, made: dict[str, Any], array: str) -> Row:
    """The row without the values that no cell of a table could hold; true and false stand where they may."""
    read, fields = _ARRAYS[array]
    flags = KINDS[array].flags if array in KINDS else ()
    plain = {name: str(made[name]).lower() for name in flags if isinstance(made.get(name), bool)}
    text = _("The value of “%(name)s” is neither a text nor a whole number.")
    problems: list[Problem] = []
    for name, value in made.items():
        if name not in plain and name in fields:
            try:
                plain[name] = _text(value)
            except TypeError:
                problems.append(Problem(name, text, {"name": name}))
    return Row(line, read(plain, fields), tuple(problems), array if array in KINDS else "")


def _report(names: Iterable[str], known: Iterable[str], unknown: list[str]) -> None:
    unknown.extend(shown(name) for name in names if name not in known and shown(name) not in unknown)


def _record(made: dict[str, Any], fields: Collection[str]) -> dict[str, str]:
    return {name: value if value.__class__ is str else _text(value) for name, value in made.items() if name in fields}


def _night(made: dict[str, Any], fields: Collection[str]) -> dict[str, str]:
    return {"movement": NONE, **{name: _text(made.get(name)) for name in fields}}


def _text(value: object) -> str:
    """The value as a cell of a table would hold it; JSON does not tell 5.0 from 5. Raises TypeError for others."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1:
        return str(int(value))
    raise TypeError


# How the objects of each array become rows, and which fields they have.
_ARRAYS: dict[str, tuple[Callable[[dict[str, Any], Collection[str]], dict[str, str]], Collection[str]]] = {
    "episodes": (_record, EPISODE_FIELDS),
    "nights": (_night, NIGHT_FIELDS),
    **{name: (_record, kind.fields) for name, kind in KINDS.items()},
}
