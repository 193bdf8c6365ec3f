"""Nights of a period, and the one before them that tells whether the diary is older than the period.

A diary begins with the first night of which anything is recorded: an entry, or the mark "no twitches" (docs/adr/0117).
Whether a period holds that night is known from what is read anyway, if one night more is read with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import DateField, Subquery, Value
from django.db.models.functions import Coalesce

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")


def reaching_back(rows: Rows, first: date, last: date) -> Rows:
    """Rows with ``night_of`` from ``first`` to ``last``, and those of the latest night before ``first``."""
    before = rows.filter(night_of__lt=first).order_by("-night_of").values("night_of")[:1]
    begin = Coalesce(Subquery(before), Value(first), output_field=DateField())
    return rows.filter(night_of__gte=begin, night_of__lte=last)


def first_night(first: date, last: date, recorded: Iterable[date]) -> tuple[date, bool]:
    """Where a period from ``first`` begins, and whether the diary begins with it.

    ``recorded`` are the nights that ``reaching_back`` found. Of a diary without any, the period is its ``last`` night.
    """
    begin = min(recorded, default=None)
    if begin is None:
        return last, True
    return max(first, begin), begin >= first
