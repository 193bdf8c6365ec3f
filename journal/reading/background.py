"""The rows that a person brings along, as facts: each list in the order in which it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db.models import QuerySet, Value

from journal.background import (
    KINDS_OF_BACKGROUND,
    BackgroundKind,
    BackgroundRow,
    BeginningRow,
    StatementRow,
)
from journal.models import Appointment
from journal.models.background import MODEL_OF_BACKGROUND, StoredRow
from journal.partial_dates import PartialDate
from journal.report import Background

# The texts of an appointment that were all there was before rows, by the kind that shows them.
WORDS_OF_KIND = {
    "medicines": ("medicines", "changes"),
    "tests": (),
    "beginnings": ("since_when", "how_it_began"),
    "statements": (),
}
ASKED_ABOUT = ("how_it_began", "medicines", "changes")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of a list with the primary key it is reached by."""

    pk: int
    row: BackgroundRow


@dataclass(frozen=True, slots=True)
class EarlierText:
    """A text of an appointment: the column's name, the day of that appointment, and what was
    typed.
    """

    name: str
    visit_on: date
    text: str


@dataclass(frozen=True, slots=True)
class BackgroundList:
    """One list; ``discarded`` are those that can be brought back, the last one first, and
    ``words`` what the person typed before there were rows, the latest appointment first.
    """

    kind: BackgroundKind
    rows: tuple[ListedRow, ...]
    discarded: tuple[ListedRow, ...]
    words: tuple[EarlierText, ...]


def read_list(person: User, kind: BackgroundKind) -> BackgroundList:
    """All that the page of one list shows, in two queries."""
    stored = list(MODEL_OF_BACKGROUND[kind.name].objects.of(person))
    discarded = [row for row in stored if row.discarded_at is not None]
    discarded.sort(key=lambda row: (row.discarded_at, row.pk), reverse=True)
    return BackgroundList(
        kind=kind,
        rows=in_reading_order(listed(row for row in stored if row.discarded_at is None)),
        discarded=listed(discarded),
        words=read_words(person, WORDS_OF_KIND[kind.name]),
    )


def read_words(person: User, names: Sequence[str]) -> tuple[EarlierText, ...]:
    """What was typed into these columns of all appointments; one query, none without names."""
    if not names:
        return ()
    visits = Appointment.objects.of(person).order_by("-on_date", "-pk")
    return tuple(
        EarlierText(name, visit.on_date, text)
        for visit in visits.only("on_date", *names)
        for name in names
        if (text := getattr(visit, name))
    )


def row_counts(person: User) -> Counter[str]:
    """How many rows there are of each kind, in one query."""
    names = [
        model.objects.of(person).kept().order_by().values_list(Value(name), flat=True)
        for name, model in MODEL_OF_BACKGROUND.items()
    ]
    return Counter(names[0].union(*names[1:], all=True))


def asks_about_words(visit: Appointment | None) -> bool:
    """Whether the appointment has texts from before rows of which nobody said what becomes of
    them.
    """
    if visit is None or visit.earlier_words:
        return False
    return any(getattr(visit, name) for name in ASKED_ABOUT)


def own_row(
    person: User, kind: BackgroundKind, pk: int, *, locked: bool = False
) -> StoredRow | None:
    """One of the person's rows of that kind, discarded or not; ``locked``: read for update."""
    rows: QuerySet[StoredRow] = MODEL_OF_BACKGROUND[kind.name].objects.of(person)
    if locked:
        rows = rows.select_for_update()
    return rows.filter(pk=pk).first()


def kept_rows(person: User, kind: BackgroundKind) -> tuple[BackgroundRow, ...]:
    """The rows of a list in the order in which they are read; one query."""
    stored = MODEL_OF_BACKGROUND[kind.name].objects.of(person).kept()
    return tuple(row.row for row in in_reading_order(listed(stored)))


def listed(stored: Iterable[StoredRow]) -> tuple[ListedRow, ...]:
    """What these rows of the database say, in the order in which they come."""
    return tuple(ListedRow(row.pk, row.row) for row in stored)


def in_reading_order(rows: Iterable[ListedRow]) -> tuple[ListedRow, ...]:
    """Medicines that are still taken first; then by date, the latest first, those without one at
    the end. What happened before it began is told from the earliest on.
    """
    return tuple(sorted(rows, key=_reading_key))


def _reading_key(listed_row: ListedRow) -> tuple[int, int, int]:
    row, pk = listed_row.row, listed_row.pk
    on = getattr(row, "on_date", None) or getattr(row, "until_date", None)
    on = on or getattr(row, "from_date", None)
    group = int(not getattr(row, "ongoing", False)) + 2 * int(on is None)
    if isinstance(row, BeginningRow):
        return group, _ordinal(on), pk
    return group, -_ordinal(on), -pk


def _ordinal(on: PartialDate | None) -> int:
    return on.latest.toordinal() if on else 0


def read_background(person: User, visits: Iterable[Appointment]) -> Background:
    """All of it, in a query a kind; ``visits`` are all of the person's appointments."""
    rows = {name: kept_rows(person, kind) for name, kind in KINDS_OF_BACKGROUND.items()}
    rows["statements"] = newest_first([*rows["statements"], *map(_statement, visits)])
    return Background(**rows)  # type: ignore[arg-type]  # each kind by the name of its field


def _statement(visit: Appointment) -> StatementRow:
    """What was written down after an appointment, with its day and doctor."""
    on = PartialDate.of(visit.on_date)
    return StatementRow(on_date=on, by_whom=visit.with_whom, words=visit.said_afterwards)


def newest_first(rows: Iterable[BackgroundRow]) -> tuple[StatementRow, ...]:
    """Statements that say something; one without a date comes last, a row of its own first of its
    day.
    """
    statements = [row for row in rows if isinstance(row, StatementRow) and row.words]
    return tuple(sorted(statements, key=lambda row: _ordinal(row.on_date), reverse=True))
