"""The entries of one request: stored in one durable transaction, answered one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import repeat

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from journal.actions.record import Outcome, ReceivedEntry, record_each
from journal.api.access import Caller
from journal.api.errors import ApiError
from journal.api.request_body import EpisodesRequest, InvalidEpisode, field_problem, read
from journal.api.schemas_out import FieldProblem, Result
from journal.daily_limits import account, adding_token, is_full, note_stored, seconds_left
from journal.entries import Problem
from journal.models import NightRecord
from journal.models.api_token import Scope
from journal.models.entry_columns import night_of_entry

EntryOutcome = tuple[Outcome, list[Problem]]


def store(
    caller: Caller, request: EpisodesRequest, *, as_of: datetime, received_at: datetime
) -> list[Result]:
    """What became of each episode of ``request``, in order; the sound ones are on the disk, unless
    it is a trial.

    ``as_of``: now. ``received_at``: when the request came, by the clock that is right
    (``journal.device_clocks.received``).
    """
    as_of = max(as_of, received_at)  # a clock that is behind makes nothing a thing of the future
    counts = _counts(caller)
    _refuse_over_the_day(counts, as_of)
    every = [read(episode, request, received_at=received_at) for episode in request.episodes]
    received = [episode for episode in every if isinstance(episode, ReceivedEntry)]
    outcomes = _stored(caller, received, request, as_of)
    new = [
        episode.entry
        for episode, (status, _) in zip(received, outcomes, strict=True)
        if status is Outcome.NEW
    ]
    if not request.is_trial:
        for who in counts:
            note_stored(who, new, as_of)
    marked = _marked_nights(caller, received, outcomes)
    stored = map(_result, received, outcomes, repeat(marked))
    return [
        next(stored) if isinstance(episode, ReceivedEntry) else _refused(episode)
        for episode in every
    ]


def _refuse_over_the_day(counts: list[str], as_of: datetime) -> None:
    """Raises :class:`ApiError` if one of the day's counts is full."""
    if any(is_full(who, as_of) for who in counts):
        text = gettext("You have reached the limit of entries for today. Send this again tomorrow.")
        raise ApiError(429, text, headers={"Retry-After": str(seconds_left(as_of))})


def _counts(caller: Caller) -> list[str]:
    """Against what the new entries count: the account, and a token that can only add."""
    token = caller.token
    by_token = [adding_token(token.pk)] if token and token.scope == Scope.ADD else []
    return [account(caller.person.pk), *by_token]


def _marked_nights(
    caller: Caller, received: Sequence[ReceivedEntry], outcomes: Sequence[EntryOutcome]
) -> set[date]:
    """The nights of new entries that the person had marked as quiet.

    Looked up for programs alone: a browser's person sees it on the next day page, and a touch must
    not wait for it.
    """
    if caller.token is None:
        return set()
    new = {
        night_of_entry(episode.entry)
        for episode, (status, _) in zip(received, outcomes, strict=True)
        if status is Outcome.NEW
    }
    return set(
        NightRecord.objects.of(caller.person)
        .filter(night_of__in=new)
        .values_list("night_of", flat=True)
    )


def _stored(
    caller: Caller,
    received: Sequence[ReceivedEntry],
    request: EpisodesRequest,
    as_of: datetime,
) -> list[EntryOutcome]:
    """One transaction.

    Entries are nearly always new, so the first try does not look for known ids; it fails whole.
    """
    try:
        return _store_once(caller, received, request, as_of, look_first=False)
    except IntegrityError:
        return _store_once(caller, received, request, as_of, look_first=True)


def _store_once(
    caller: Caller,
    received: Sequence[ReceivedEntry],
    request: EpisodesRequest,
    as_of: datetime,
    *,
    look_first: bool,
) -> list[EntryOutcome]:
    with transaction.atomic():
        caller.used(as_of)
        outcomes = record_each(
            caller.person, received, source=request.source, as_of=as_of, look_first=look_first
        )
        if request.is_trial:
            transaction.set_rollback(True)
    return outcomes


def _refused(episode: InvalidEpisode) -> Result:
    return Result(id=episode.id, status=Outcome.REFUSED, problems=episode.problems)


def _result(
    episode: ReceivedEntry, outcome_and_problems: EntryOutcome, marked: Collection[date]
) -> Result:
    outcome, refusals = outcome_and_problems
    problems: list[FieldProblem] = [field_problem(problem) for problem in refusals]
    result = Result(id=episode.entry.id, status=outcome, problems=problems)
    if outcome is Outcome.NEW and marked and (night := night_of_entry(episode.entry)) in marked:
        result.quiet_night = night
    return result
