"""Dates in words, each put together once: a page names the same few nights again and again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def named(on: date, pattern: str) -> str:
    """A date by Django's date pattern, in the reader's language."""
    return _named(on, pattern, get_language())


@lru_cache(maxsize=4096)
def _named(on: date, pattern: str, language: str | None) -> str:
    return date_format(on, pattern)


def night(on: date) -> str:
    """A night by the day on which it began, as in "Mon 6 July"."""
    return named(on, "D j F")


def short_night(on: date) -> str:
    """The same where there is little room, as in "Mon 6 Jul"."""
    return named(on, "D j M")


def day(on: date) -> str:
    """A date with its year, as in "6 July 2026"."""
    return named(on, "j F Y")
