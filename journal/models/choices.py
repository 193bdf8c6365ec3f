"""Choices of model and form fields, made from the closed sets and their words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from journal.words import WORDS

Value = TypeVar("Value", bound=StrEnum)


def choices(values: Iterable[StrEnum]) -> list[tuple[str, Promise]]:
    """``(value, lay word)`` pairs, translated when shown."""
    return [(value.value, gettext_lazy(WORDS[type(value)][value].lay)) for value in values]


def value_or_none(kind: type[Value], stored: str) -> Value | None:
    """The member of the set for a stored text; "" is "not recorded". Raises ValueError for anything else."""
    return kind(stored) if stored else None
