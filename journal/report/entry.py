"""One entry of the full list behind the doctor's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter

from journal.entries import FIELDS, Entry
from journal.moments import Moment, moment
from journal.observations import Observation
from journal.time_zones import stored_zone

# What the rules see of the entry's own fields, in the order of an observation.
_made: Callable[..., Observation] = Observation
_observed = attrgetter(
    *(field.name for field in fields(Observation) if field.name in FIELDS), "night"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry(Entry):
    """One entry of the full list, with all fields of an entry, as it was told.

    ``happened_at`` carries the offset of the place it was logged in, as a number and not as a zone:
    two times with zones are never equal in the hour that a clock shows twice.

    ``recorded_at`` is when it was written down; None where that is not known, as for an entry that
    came from a file.
    """

    night: date
    recorded_at: datetime | None = None

    def __post_init__(self) -> None:
        """Nothing is put right: a frozen report reads the same for ever."""

    def observation(self, number: int) -> Observation:
        """What the rules see of it; ``number`` is its place in the list."""
        return _made(*_observed(self), number)

    def moment(self, number: int) -> Moment:
        """Its place on the wall clock of where it was logged."""
        zone = stored_zone(self.time_zone)
        return moment(
            self.observation(number),
            self.happened_at,
            zone,
            side=self.side,
            seconds=self.duration_seconds,
            told=self.time_told,
        )
