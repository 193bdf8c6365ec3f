"""Frozen dataclasses as plain data for JSON and back, by the types of their fields.

What is the default is not written. Reading is strict: an unknown name, another type or too much of
anything is refused with the place where it stands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

MOST_ITEMS = 20_000
LONGEST_TEXT = 10_000
PLAIN_KINDS = (str, bool, int, float, NoneType)


class PlainDataError(ValueError):
    """Data that is none of the dataclass; ``place`` says where it is wrong, as in
    "columns.3.role".
    """

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


def plain_data(value: object) -> Any:
    """The value as JSON has it: objects, lists, texts, numbers, true, false and null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain_data(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != _default(field)
        }
    if isinstance(value, Mapping):
        return {str(key): plain_data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain_data(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return value.isoformat()
    return value if isinstance(value, PLAIN_KINDS) else str(value)


def _default(field: dataclasses.Field[Any]) -> object:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def from_plain_data(kind: Any, data: object, place: str = "") -> Any:
    """The value of that type. Raises PlainDataError."""
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind, data, place)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = [argument for argument in arguments if argument is not NoneType]
        return None if data is None else from_plain_data(inner[0], data, place)
    if origin is tuple:
        return _tuple(arguments, data, place)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(arguments, data, place)
    return _scalar(kind, data, place)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _dataclass(kind: Any, data: object, place: str) -> Any:
    hints = _hints(kind)
    if not isinstance(data, dict) or not set(data) <= set(hints):
        raise PlainDataError(place)
    values = {
        name: from_plain_data(hints[name], value, _below(place, name))
        for name, value in data.items()
    }
    try:
        return kind(**values)
    except TypeError as error:  # one that is needed is missing
        raise PlainDataError(place) from error


def _tuple(arguments: tuple[Any, ...], data: object, place: str) -> tuple[Any, ...]:
    if not isinstance(data, list) or len(data) > MOST_ITEMS:
        raise PlainDataError(place)
    kinds = arguments[:1] * len(data) if arguments[-1] is Ellipsis else arguments
    if len(kinds) != len(data):
        raise PlainDataError(place)
    return tuple(
        from_plain_data(kind, item, _below(place, number))
        for number, (kind, item) in enumerate(zip(kinds, data, strict=True))
    )


def _mapping(arguments: tuple[Any, ...], data: object, place: str) -> dict[Any, Any]:
    if not isinstance(data, dict) or len(data) > MOST_ITEMS:
        raise PlainDataError(place)
    of_key, of_value = arguments
    return {
        from_plain_data(of_key, key, place): from_plain_data(of_value, value, _below(place, key))
        for key, value in data.items()
    }


def _below(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)


def _scalar(kind: Any, data: object, place: str) -> Any:
    if isinstance(data, str) and len(data) > LONGEST_TEXT:
        raise PlainDataError(place)
    if kind is object and isinstance(data, PLAIN_KINDS):
        return data
    if kind in (str, bool, int) and type(data) is kind:
        return data
    read = _READERS.get(kind, kind)
    if not isinstance(data, str) or not isinstance(read, type | Callable):
        raise PlainDataError(place)
    try:
        return read(data)
    except (ValueError, InvalidOperation) as error:
        raise PlainDataError(place) from error


_READERS: dict[Any, Callable[[str], Any]] = {time: time.fromisoformat, Decimal: Decimal}
