"""Slices of the diary by position: the hundred thousandth entry costs what the first does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Q

from journal.entries import EARLIEST_YEAR
from journal.models import Episode
from journal.models.episode_queryset import EpisodeQuerySet
from journal.nights import ONE_NIGHT
from journal.parsing import address_number

ENTRIES_A_SLICE = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Position:
    """The place of one entry in the order of the diary.

    It stays good when that entry is changed or deleted.
    """

    night: date
    happened_at: datetime
    pk: int

    @classmethod
    def of(cls, episode: Episode) -> Position:
        """Where that entry lies."""
        return cls(episode.night_of, episode.happened_at, episode.pk)

    @classmethod
    def read(cls, text: str, *, tonight: date) -> Position:
        """From a link.

        Raises ValueError for anything that is not a position of a diary.

        None lies beyond ``tonight`` by more than the world's zones differ, and none before all
        diaries: from a night that is made up, a page would otherwise list every night there is.
        """
        night, moment, pk = text.split("_")
        try:
            position = cls(date.fromisoformat(night), _EPOCH + int(moment) * _MICROSECOND, _key(pk))
        except OverflowError as error:
            raise ValueError(text) from error
        if not date(EARLIEST_YEAR, 1, 1) <= position.night <= tonight + ONE_NIGHT:
            raise ValueError(text)
        return position

    def __str__(self) -> str:
        return f"{self.night}_{(self.happened_at - _EPOCH) // _MICROSECOND}_{self.pk}"

    @property
    def older(self) -> Q:
        """The entries after this one in the diary.

        The first condition alone bounds the search in the index.
        """
        return Q(night_of__lte=self.night) & (
            Q(night_of__lt=self.night)
            | Q(happened_at__lt=self.happened_at)
            | Q(happened_at=self.happened_at, pk__lt=self.pk)
        )

    @property
    def newer(self) -> Q:
        """The entries before this one in the diary."""
        return Q(night_of__gte=self.night) & (
            Q(night_of__gt=self.night)
            | Q(happened_at__gt=self.happened_at)
            | Q(happened_at=self.happened_at, pk__gt=self.pk)
        )


@dataclass(frozen=True, slots=True)
class DiarySlice:
    """Some entries in a row, newest night first.

    ``newer`` and ``older`` are positions to go on from, None at the ends. ``above`` is the night of
    the entry before the first, None at the beginning of the diary.
    """

    episodes: Sequence[Episode]
    newer: Position | None
    older: Position | None
    above: date | None


def slice_at(
    entries: EpisodeQuerySet, *, older: str | None, newer: str | None, tonight: date
) -> DiarySlice:
    """The slice that a link leads to: ``older`` or ``newer`` than a position, else the first.

    Raises ValueError for a text that is not a position of a diary (:meth:`Position.read`).
    """
    if older is not None:
        return slice_after(entries, Position.read(older, tonight=tonight))
    if newer is not None:
        return slice_before(entries, Position.read(newer, tonight=tonight))
    return first_slice(entries)


def first_slice(entries: EpisodeQuerySet) -> DiarySlice:
    """The newest entries."""
    episodes = list(entries.newest_night_first()[: ENTRIES_A_SLICE + 1])
    return DiarySlice(episodes[:ENTRIES_A_SLICE], None, _last_of_more(episodes), None)


def slice_after(entries: EpisodeQuerySet, at: Position) -> DiarySlice:
    """The entries older than a position."""
    episodes = list(entries.filter(at.older).newest_night_first()[: ENTRIES_A_SLICE + 1])
    newer = next(map(Position.of, episodes), at)
    return DiarySlice(episodes[:ENTRIES_A_SLICE], newer, _last_of_more(episodes), at.night)


def slice_before(entries: EpisodeQuerySet, at: Position) -> DiarySlice:
    """The entries newer than a position; near the beginning of the diary the whole first slice."""
    oldest_first = list(
        entries.filter(at.newer).newest_night_first().reverse()[: ENTRIES_A_SLICE + 1]
    )
    if len(oldest_first) <= ENTRIES_A_SLICE:
        return first_slice(entries)
    above = oldest_first[ENTRIES_A_SLICE].night_of
    episodes = oldest_first[ENTRIES_A_SLICE - 1 :: -1]
    return DiarySlice(episodes, Position.of(episodes[0]), Position.of(episodes[-1]), above)


def _last_of_more(episodes: Sequence[Episode]) -> Position | None:
    """The last of a slice, if one entry more was read; else None."""
    if len(episodes) <= ENTRIES_A_SLICE:
        return None
    return Position.of(episodes[ENTRIES_A_SLICE - 1])


def _key(text: str) -> int:
    number = address_number(text)
    if number is None:
        raise ValueError(text)
    return number
