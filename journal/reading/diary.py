"""What a page of the diary is about: its entries, and what else is known of the nights between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Exists

from journal import nights
from journal.constant_places import ConstantPlace
from journal.device_sleep.night_choice import SourceKey
from journal.models import Episode, StoredSleep
from journal.models.episode_queryset import EpisodeQuerySet
from journal.nights import ONE_NIGHT
from journal.reading.device_nights import DeviceNights, nights_beside
from journal.reading.diary_slices import DiarySlice, Position, first_slice, slice_at
from journal.reading.night_marks import NightMarks, read_night_marks
from journal.reading.stored_entry import StoredEntry, stored_entry

# Noted at each entry of a page by the query that reads them.
ANY_SLEEP = "any_device_sleep"


@dataclass(frozen=True, slots=True)
class NightsBetween:
    """The nights that a page covers, both ends included; empty if ``oldest`` is after ``newest``.

    ``marked`` are those of which the person said "no twitches", ``constant`` the places where it
    went on and on.
    """

    newest: date
    oldest: date
    marked: frozenset[date]
    constant: tuple[ConstantPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class DiaryFacts:
    """The entries of a page, newest night first.

    ``newer`` and ``older`` are positions to go on from, None at the ends. ``between`` is None where
    nothing is said of nights without entries. ``lost``: the link's position could not be read, and
    these are the newest entries. ``device`` is what devices wrote of the nights of the entries.
    """

    entries: tuple[StoredEntry, ...]
    newer: Position | None
    older: Position | None
    between: NightsBetween | None
    lost: bool
    device: DeviceNights = field(default_factory=DeviceNights)


@dataclass(frozen=True, slots=True)
class DiaryQuery:
    """What of a diary is asked for.

    ``narrow`` leaves of the person's entries those that are wanted; ``older`` and ``newer`` are the
    positions that a link names. ``first`` and ``last`` bound the nights; with ``all_nights`` those
    between the entries are told as well, and with ``matches`` what the rules say of each entry.
    ``source`` is whose sleep the person chose to see first.
    """

    narrow: Callable[[EpisodeQuerySet], EpisodeQuerySet]
    older: str | None
    newer: str | None
    first: date | None
    last: date | None
    all_nights: bool
    matches: bool
    source: SourceKey | None = None


def read_diary(person: User, query: DiaryQuery, *, as_of: datetime, zone: ZoneInfo) -> DiaryFacts:
    """One page's facts, in three queries, four where a device wrote of any night; ``zone`` is the
    person's.
    """
    tonight = nights.night_of(as_of, zone)
    any_sleep = Exists(StoredSleep.objects.of(person))
    entries = query.narrow(Episode.objects.of(person).kept()).annotate(**{ANY_SLEEP: any_sleep})
    try:
        part = slice_at(entries, older=query.older, newer=query.newer, tonight=tonight)
        lost = False
    except ValueError:
        part, lost = first_slice(entries), True
    return DiaryFacts(
        entries=tuple(
            stored_entry(episode, with_matches=query.matches) for episode in part.episodes
        ),
        newer=part.newer,
        older=part.older,
        between=_between(person, part, query, as_of, zone),
        lost=lost,
        device=_beside(person, part.episodes, zone, query.source),
    )


def _beside(
    person: User, episodes: Sequence[Episode], zone: ZoneInfo, source: SourceKey | None
) -> DeviceNights:
    """What devices wrote of the nights of these; who has no such sleep pays no query for it."""
    if not any(vars(episode)[ANY_SLEEP] for episode in episodes):
        return DeviceNights()
    return nights_beside(person, episodes, zone=zone, source=source)


def _between(
    person: User, part: DiarySlice, query: DiaryQuery, as_of: datetime, zone: ZoneInfo
) -> NightsBetween | None:
    """From the page before to the last entry, at the ends of the diary to the period's limits."""
    if not query.all_nights:
        return None
    yesterday = nights.last_night(as_of, zone)
    newest = min(query.last or yesterday, yesterday)
    if part.above:
        newest = part.above - ONE_NIGHT
    if part.older:
        oldest = part.episodes[-1].night_of
        return _of_marks(newest, oldest, read_night_marks(person, oldest, newest))
    first = query.first or date.min
    marks = read_night_marks(person, first, newest, entry_before=query.first is not None)
    if query.first and any(night < first for night in marks.nights):
        return _of_marks(newest, query.first, marks)
    recorded = {*marks.nights, *(episode.night_of for episode in part.episodes)}
    # Of a diary without any night, no night.
    return _of_marks(newest, min(recorded, default=newest + ONE_NIGHT), marks)


def _of_marks(newest: date, oldest: date, marks: NightMarks) -> NightsBetween:
    quiet = frozenset(night for night in marks.quiet if night >= oldest)
    return NightsBetween(newest, oldest, quiet, marks.constant_from(oldest))
