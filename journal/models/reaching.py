"""Nights of a period, and the one before them that tells whether the diary is older than the period.

A diary begins with the first night of which anything is recorded: an entry, or the mark "no twitches" (docs/adr/0117).
Whether a period holds that night is known from what is read anyway, if one night more is read with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.db import models
from django.db.models.expressions import RawSQL

# Written out: put together by the ORM, these subqueries cost a dashboard seven in a hundred of its time, as much as all
# else that came with the diary's beginning. Understood alike by SQLite and PostgreSQL.
LATEST_BEFORE = (
    "COALESCE((SELECT night_of FROM {table} WHERE owner_id = %s AND night_of < %s{besides}"
    " ORDER BY night_of DESC LIMIT 1), %s)"
)


def reached_from(model: type[models.Model], person: User, first: date, *, besides: str = "") -> RawSQL:
    """The latest night before ``first`` of which the person has a row, else ``first``; for the beginning of a filter.

    ``besides`` is a further condition in SQL, without parameters.
    """
    condition = f" AND {besides}" if besides else ""
    statement = LATEST_BEFORE.format(table=model._meta.db_table, besides=condition)
    return RawSQL(statement, (person.pk, first, first))  # noqa: S611 - names of our own; every value is a parameter


def first_night(first: date, last: date, recorded: Iterable[date]) -> tuple[date, bool]:
    """Where a period from ``first`` begins, and whether the diary begins with it.

    ``recorded`` are the nights that ``reaching_back`` read. Of a diary without any, the period is its ``last`` night.
    """
    begin = min(recorded, default=None)
    if begin is None:
        return last, True
    return max(first, begin), begin >= first
