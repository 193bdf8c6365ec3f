"""Several entries of one request: read, stored in one durable transaction, and answered one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from journal.api.access import Caller
from journal.api.reading import Request, Unsound, read, said
from journal.api.schemas import FieldProblem, Result
from journal.entries import Problem
from journal.models import NightRecord
from journal.models.columns import night_of_entry
from journal.models.recording import Outcome, Received, record_each

Told = tuple[Outcome, list[Problem]]


def store(caller: Caller, request: Request, *, as_of: datetime) -> list[Result]:
    """What became of each episode of ``request``, in order; the sound ones are on the disk."""
    every = [read(episode, request, received_at=as_of) for episode in request.episodes]
    received = [one for one in every if isinstance(one, Received)]
    told = _stored(caller, received, request.source, as_of)
    outcomes, marked = iter(told), _marked_nights(caller, received, told)
    return [_refused(one) if isinstance(one, Unsound) else _result(one, next(outcomes), marked) for one in every]


def _marked_nights(caller: Caller, received: Sequence[Received], told: Sequence[Told]) -> set[date]:
    """The nights of new entries that the person had marked as quiet.

    Looked up for programs alone: a browser's person sees it on the next day page, and a touch must not wait for it.
    """
    if caller.token is None:
        return set()
    new = {night_of_entry(one.entry) for one, (status, _) in zip(received, told, strict=True) if status is Outcome.NEW}
    return set(NightRecord.objects.of(caller.person).filter(night_of__in=new).values_list("night_of", flat=True))


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


def _result(one: Received, told: Told, marked: Collection[date]) -> Result:
    outcome, found = told
    problems: list[FieldProblem] = [said(problem) for problem in found]
    result = Result(id=one.entry.id, status=outcome, problems=problems)
    if outcome is Outcome.NEW and marked and (night := night_of_entry(one.entry)) in marked:
        result.quiet_night = night
    return result
