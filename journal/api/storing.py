"""Several entries of one request: read, stored in one durable transaction, and answered one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from journal.api.access import Caller
from journal.api.reading import Request, Unsound, read, said
from journal.api.schemas import FieldProblem, Result
from journal.entries import Problem
from journal.models.recording import Outcome, Received, record_each

Told = tuple[Outcome, list[Problem]]


def store(caller: Caller, request: Request, *, as_of: datetime) -> list[Result]:
    """What became of each episode of ``request``, in order; the sound ones are on the disk."""
    every = [read(episode, request, received_at=as_of) for episode in request.episodes]
    outcomes = iter(_stored(caller, [one for one in every if isinstance(one, Received)], request.source, as_of))
    return [_refused(one) if isinstance(one, Unsound) else _result(one, next(outcomes)) for one in every]


def _stored(caller: Caller, received: Sequence[Received], source: str, as_of: datetime) -> list[Told]:
    """One transaction. Entries are nearly always new, so the first try does not look for known ids; it fails whole."""
    try:
        return _store_once(caller, received, source, as_of, look_first=False)
    except IntegrityError:
        return _store_once(caller, received, source, as_of, look_first=True)


def _store_once(
    caller: Caller, received: Sequence[Received], source: str, as_of: datetime, *, look_first: bool
) -> list[Told]:
    with transaction.atomic():
        caller.used(as_of)
        return record_each(caller.person, received, source=source, as_of=as_of, look_first=look_first)


def _refused(one: Unsound) -> Result:
    return Result(id=one.id, status=Outcome.REFUSED, problems=one.problems)


def _result(one: Received, told: Told) -> Result:
    outcome, found = told
    problems: list[FieldProblem] = [said(problem) for problem in found]
    return Result(id=one.entry.id, status=outcome, problems=problems)
