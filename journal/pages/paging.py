"""Pages of the diary by position, not by number: the hundredth thousandth entry costs what the first does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from django.db.models import Q

from journal.entries import EARLIEST_YEAR
from journal.models import Episode
from journal.models.episode import EpisodeQuerySet
from journal.nights import ONE_NIGHT
from journal.parsing import address_number

PAGE = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Position:
    """The place of one entry in the order of the diary. It stays good when that entry is changed or deleted."""

    night: date
    happened_at: datetime
    pk: int

    @classmethod
    def of(cls, episode: Episode) -> Position:
        """Where that entry lies."""
        return cls(episode.night_of, episode.happened_at, episode.pk)

    @classmethod
    def read(cls, text: str, *, tonight: date) -> Position:
        """From a link. Raises ValueError for anything that is not a position of a diary.

        None lies beyond ``tonight`` by more than the world's zones differ, and none before all diaries: from a night
        that is made up, a page would otherwise list every night there is.
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
        """The entries after this one in the diary. The first condition alone bounds the search in the index."""
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
class Page:
    """Some entries, newest night first. ``newer`` and ``older`` are positions to go on from, None at the ends.

    ``above`` is the night of the entry before the first, None at the beginning of the diary.
    """

    episodes: Sequence[Episode]
    newer: Position | None
    older: Position | None
    above: date | None


def first_page(entries: EpisodeQuerySet, size: int = PAGE) -> Page:
    """The newest entries."""
    found = list(entries.newest_night_first()[: size + 1])
    return Page(found[:size], None, Position.of(found[size - 1]) if len(found) > size else None, None)


def page_after(entries: EpisodeQuerySet, at: Position, size: int = PAGE) -> Page:
    """The entries older than a position."""
    found = list(entries.filter(at.older).newest_night_first()[: size + 1])
    newer = Position.of(found[0]) if found else at
    return Page(found[:size], newer, Position.of(found[size - 1]) if len(found) > size else None, at.night)


def page_before(entries: EpisodeQuerySet, at: Position, size: int = PAGE) -> Page:
    """The entries newer than a position; near the beginning of the diary the whole first page."""
    found = list(entries.filter(at.newer).newest_night_first().reverse()[: size + 1])
    if len(found) <= size:
        return first_page(entries, size)
    shown = list(islice(reversed(found), 1, None))
    return Page(shown, Position.of(shown[0]), Position.of(shown[-1]), found[size].night_of)


def _key(text: str) -> int:
    number = address_number(text)
    if number is None:
        raise ValueError(text)
    return number
