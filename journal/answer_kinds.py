"""What kind of answer a field holds, by its type hint; and several answers of one closed set."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin


def types_of(hint: Any) -> tuple[type, ...]:
    """All types that a field may be of, None's among them; of several answers a tuple."""
    if get_origin(hint) is tuple:
        return (tuple,)
    return get_args(hint) or (hint,)


def kind_of(hint: Any) -> type:
    """The type of what is recorded, of a field that may be None too."""
    kind: type = next((part for part in types_of(hint) if part is not NoneType), hint)
    return kind


def set_of(hint: Any) -> type[StrEnum] | None:
    """The closed set of which a field holds several answers; None for a field of one answer."""
    if get_origin(hint) is not tuple:
        return None
    kind: type[StrEnum] = get_args(hint)[0]
    return kind


def are_of(kind: type[StrEnum], answers: Any) -> bool:
    """Whether each of the answers is a member of that set; a text of the same letters is none."""
    return all(isinstance(answer, kind) for answer in answers)


def in_order(kind: type[StrEnum], answers: tuple[Any, ...]) -> tuple[Any, ...]:
    """The answers once each, in the order of their set; as they are where one is not of it."""
    if len(answers) < 2 or not {*answers} <= {*kind}:
        return answers
    return tuple(member for member in kind if member in answers)


def joined(answers: Iterable[str]) -> str:
    """Several answers as one text, as a column, a cell and a comparison hold them."""
    return " ".join(answers)


def as_text(answer: object) -> str:
    """An answer, or several, as one text; "" for None."""
    if isinstance(answer, tuple):
        return joined(answer)
    if answer is None:
        return ""
    return str(answer)
