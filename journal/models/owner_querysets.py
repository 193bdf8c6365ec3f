"""Whose rows a reader sees: the querysets that every table of a diary is read by.

The rows of an import that is under way lie in the diary's own tables, and nobody sees them before
all are there. An import reserves a span of primary keys in each table and fills it in short pieces.
As long as its span stands in ``UnfinishedImport``, ``OwnedQuerySet.of`` leaves the span out; taking
it away is the one small mark by which all of its rows are in the diary at once (docs/adr/0140).
What was left by an import that ended early is hidden in the same way until it is deleted, and so is
an import that is being taken back.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self, TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, models
from django.db.models.expressions import RawSQL

Row = TypeVar("Row", bound=models.Model)


# The ends of a person's span in a table; 0, which is no row's key, where there is none. Each is
# looked up once a statement, not once a row, and "+" keeps the comparison from choosing the index.
# Of an import that is being taken back what was changed by hand stays in sight (docs/adr/0247); it
# is looked for only where a row lies in the span.
VISIBLE = (
    "(+{key} NOT BETWEEN"
    " (SELECT COALESCE(MIN(first), 0) FROM journal_unfinishedimport"
    " WHERE owner_id = %s AND \"table\" = '{table}') AND"
    " (SELECT COALESCE(MAX(last), 0) FROM journal_unfinishedimport"
    " WHERE owner_id = %s AND \"table\" = '{table}')"
    " OR +{key} IN (SELECT row_key FROM journal_changedrow"
    " WHERE owner_id = %s AND \"table\" = '{table}'))"
)
OWNERS_IN_VISIBLE = 3


@models.BigAutoField.register_lookup
class VisibleTo(models.Lookup[int]):
    """``pk__visible_to=person.pk``: the row is in no import of theirs that is still under way."""

    lookup_name = "visible_to"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Understood alike by SQLite and PostgreSQL. The table's name is the model's own."""
        key, _none = self.process_lhs(compiler, connection)
        _mark, [owner] = self.process_rhs(compiler, connection)
        condition = VISIBLE.format(key=key, table=self.lhs.target.model._meta.db_table)
        return condition, (owner,) * OWNERS_IN_VISIBLE


# Written out: put together by the ORM, these subqueries cost a dashboard seven in a hundred of its
# time, as much as all else that came with the diary's beginning. Understood alike by SQLite and
# PostgreSQL.
LATEST_BEFORE = (
    "COALESCE((SELECT night_of FROM {table} WHERE owner_id = %s AND night_of < %s{condition} AND"
    " {visible} ORDER BY night_of DESC LIMIT 1), %s)"
)


def reached_from(
    model: type[models.Model], person: User, first: date, *, condition: str = ""
) -> RawSQL:
    """The latest night before ``first`` of which the person has a row, else ``first``.

    It is for the beginning of a filter, so that one night more is read. ``condition`` is a further
    one in SQL, without parameters.
    """
    if condition:
        condition = f" AND {condition}"
    table, key = model._meta.db_table, person.pk
    statement = LATEST_BEFORE.format(
        table=table, condition=condition, visible=VISIBLE.format(key="id", table=table)
    )
    owners = (key,) * OWNERS_IN_VISIBLE
    return RawSQL(statement, (key, first, *owners, first))  # noqa: S611 - our own names


class AccountQuerySet(models.QuerySet[Row]):
    """Rows of an account that no import brings."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.of_account(person.pk)

    def of_account(self, key: int) -> Self:
        """Only those of the account with that primary key."""
        return self.filter(owner_id=key)


class OwnedQuerySet(models.QuerySet[Row]):
    """Rows of a diary; every reader begins with ``of``."""

    def of(self, person: User) -> Self:
        """Only that person's, without those of an import that is still under way."""
        return self.filter(owner_id=person.pk, pk__visible_to=person.pk)

    def under_way(self, person: User) -> Self:
        """Only those of an import of that person's that is still under way, or ended early."""
        return self.filter(owner_id=person.pk).exclude(pk__visible_to=person.pk)

    def with_hidden(self, person: User) -> Self:
        """All of that person's, those of an import that is still under way among them."""
        return self.filter(owner_id=person.pk)

    def get_or_create(self, defaults: Any = None, **key: Any) -> tuple[Row, bool]:
        """The row that the person can see, else a new one; ``update_or_create`` goes through here.

        It takes the place of one that an import has brought and nobody sees yet.
        """
        visible = self.of(key["owner"])
        try:
            return super(OwnedQuerySet, visible).get_or_create(defaults, **key)
        except IntegrityError:
            manager = self.model._default_manager
            hidden = manager.under_way(key["owner"])  # type: ignore[attr-defined]
            if not hidden.filter(**key).delete()[0]:
                raise
            return super(OwnedQuerySet, visible).get_or_create(defaults, **key)


class NightQuerySet(OwnedQuerySet[Row]):
    """Rows of a diary that lie in a night (``night_of``)."""

    def on_nights(self, first: date, last: date) -> Self:
        """Those of the nights from ``first`` to ``last``, both included."""
        return self.filter(night_of__gte=first, night_of__lte=last)
