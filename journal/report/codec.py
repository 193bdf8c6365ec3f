"""A report as text and back, exactly: what is frozen reads the same in ten years, and its hash
proves it.

The text is JSON with sorted keys and no spaces. A field that has its default value is left out; one
that the text does not know gets its default when read, so that a report frozen by an older release
can still be shown.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from journal.report.model import Report


def to_json(report: Report) -> str:
    """The report as canonical text."""
    return json.dumps(_plain(report), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Report:
    """The report that ``to_json`` wrote.

    Raises ValueError, KeyError or TypeError for anything else.
    """
    read: Report = _reader(Report)(json.loads(text))
    return read


def digest(text: str) -> str:
    """The hash (SHA-256, in hex) by which a frozen report is known."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        fields = ((field, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {field.name: _plain(held) for field, held in fields if held != field.default}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What turns a JSON value into one of that type."""
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda values: tuple(item(value) for value in values)
    if get_origin(kind) in (Union, UnionType):
        inner = _reader(
            next(item_kind for item_kind in get_args(kind) if item_kind is not NoneType)
        )
        return lambda value: None if value is None else inner(value)
    if kind in (date, datetime):
        parse: Callable[[str], Any] = kind.fromisoformat
        return parse
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return float if kind is float else lambda value: value


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(held: dict[str, Any]) -> Any:
        return kind(
            **{name: readers[name](value) for name, value in held.items() if name in readers}
        )

    return read
