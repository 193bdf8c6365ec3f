"""Stores, changes and discards rows of what a person brings along.

It also notes what was answered about texts from before.
"""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.actions.record import RefusedError
from journal.background import BackgroundKind, BackgroundRow, companion_problem, row_problems
from journal.entries import LONGEST_ID, Problem
from journal.i18n import gettext_noop as _
from journal.models.appointment import Appointment, EarlierWords
from journal.models.background import MODEL_OF_BACKGROUND, StoredRow


def add_row(
    person: User,
    kind: BackgroundKind,
    row: BackgroundRow,
    *,
    row_id: str,
    today: date,
    as_of: datetime,
) -> tuple[StoredRow, bool]:
    """Store a row once: what is stored under its id, and whether it is new.

    One whose id the person has sent before is left as it is, also where it is discarded. ``today``
    is the person's own day, ``as_of`` (aware) is now. Raises :class:`RefusedError`.
    """
    model = MODEL_OF_BACKGROUND[kind.name]
    with transaction.atomic():
        before = model.objects.of(person).filter(row_id=row_id).first()
        if before is not None:
            return before, False
        _refuse_for(
            [
                *_id_problems(row_id),
                *row_problems(row, today=today),
                *_room_problems(person, kind),
                *_beside(person, kind, row),
            ]
        )
        values = {**kind.columns(row), "recorded_at": as_of}
        return model.objects.get_or_create(owner=person, row_id=row_id, defaults=values)


def change_row(stored: StoredRow, row: BackgroundRow, *, today: date) -> None:
    """Write what a stored row now says. Raises :class:`RefusedError` if that is not sound."""
    kind, person = stored.background_kind, stored.owner
    _refuse_for([*row_problems(row, today=today), *_beside(person, kind, row, but=stored.pk)])
    columns = kind.columns(row)
    for name, value in columns.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(columns))


def discard_row(stored: StoredRow, as_of: datetime) -> None:
    """Take it off its list; one that is off keeps its time."""
    if stored.discarded_at is None:
        stored.discarded_at = as_of
        stored.save(update_fields=["discarded_at"])


def bring_back_row(stored: StoredRow) -> None:
    """Put it onto its list again. Raises :class:`RefusedError` where there is no place for it."""
    if stored.discarded_at is None:
        return
    kind, person = stored.background_kind, stored.owner
    _refuse_for([*_room_problems(person, kind), *_beside(person, kind, stored.row)])
    stored.discarded_at = None
    stored.save(update_fields=["discarded_at"])


def answer_earlier_words(appointment: Appointment, answer: EarlierWords) -> None:
    """Note what was answered to making rows of its texts, which stay as they are."""
    appointment.earlier_words = answer
    appointment.save(update_fields=["earlier_words"])


def _refuse_for(problems: list[Problem]) -> None:
    if problems:
        raise RefusedError(problems)


def _id_problems(row_id: str) -> list[Problem]:
    if row_id.strip() and len(row_id) <= LONGEST_ID and row_id.isprintable():
        return []
    text = _("An id has 1 to %(most)d visible characters.")
    return [Problem("row_id", text, {"most": LONGEST_ID})]


def _room_problems(person: User, kind: BackgroundKind) -> list[Problem]:
    if MODEL_OF_BACKGROUND[kind.name].objects.of(person).kept().count() < kind.most_rows:
        return []
    text = _("There is room for %(most)d of these. Remove one that you no longer need.")
    return [Problem("", text, {"most": kind.most_rows})]


def _beside(
    person: User, kind: BackgroundKind, row: BackgroundRow, *, but: int | None = None
) -> list[Problem]:
    """What is wrong with the row beside those that are there already, ``but`` that one."""
    if "kind" not in kind.fields:
        return []
    others = MODEL_OF_BACKGROUND[kind.name].objects.of(person).kept().exclude(pk=but)
    problem = companion_problem(row, {str(getattr(other, "kind", "")) for other in others})
    return [problem for problem in (problem,) if problem]
