"""The answers of an entry from the cells of its row: each field is read as its type says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

from journal import parsing
from journal.diary_file.cell_values import flag, one_of, several_of, whole
from journal.entries import DEFAULTS, KINDS, SEVERAL, Problem

Cells = Mapping[str, str]
Read = Callable[[str, Cells, list[Problem]], Any]


def _raw(column: str, cells: Cells, problems: list[Problem]) -> str:
    """A text to the letter."""
    return cells.get(column, "")


def _name(column: str, cells: Cells, problems: list[Problem]) -> str | None:
    """The name of something, in one case; None for an empty cell."""
    return parsing.name(cells.get(column, "")) or None


def _reader(name: str) -> Read:
    if name in SEVERAL:
        return partial(several_of, SEVERAL[name])
    kind = KINDS[name]
    if issubclass(kind, StrEnum):
        return partial(one_of, kind)
    if kind is str and DEFAULTS[name] is None:
        return _name
    return {int: whole, bool: flag, str: _raw}[kind]


def _exact(name: str) -> dict[str, Any]:
    """What nearly every cell holds, by its text."""
    kind = KINDS[name]
    if issubclass(kind, StrEnum):
        return {"": None, **{member.value: member for member in kind}}
    return {"": None}


_ANSWER_READERS = sorted(
    ((name, _exact(name), _reader(name), default) for name, default in DEFAULTS.items()),
    # What is wrong with an amount that every entry has is said first.
    key=lambda reader: KINDS[reader[0]] is not int or reader[3] is None,
)


def read_answers(cells: Cells, problems: list[Problem]) -> dict[str, Any]:
    """The fields of an entry that have a default, which stands for an empty cell; all that cannot
    be read is added to ``problems``.
    """
    answers = {}
    for name, exact, read, default in _ANSWER_READERS:
        text = cells.get(name, "")
        if text in exact:
            value = exact[text]
        else:
            value = read(name, cells, problems)
        answers[name] = default if value is None else value
    return answers
