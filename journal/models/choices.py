"""Choices of model and form fields, made from the closed sets and their words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from journal.labels import WORDS


def choices(values: Iterable[StrEnum]) -> list[tuple[str, Promise]]:
    """``(value, lay word)`` pairs, translated when shown."""
    return [(value.value, gettext_lazy(WORDS[type(value)][value].lay)) for value in values]
