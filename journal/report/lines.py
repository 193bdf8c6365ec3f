"""One entry of the full list behind the doctor's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from journal.anatomy import Side
from journal.entries import stored_zone
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke
from journal.summary import Moment, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry of the full list, as it was told.

    ``happened_at`` carries the offset of the place it was logged in, as a number and not as a zone: two times with
    zones are never equal in the hour that a clock shows twice.

    ``recorded_at`` is when it was written down; None where that is not known, as for an entry that came from a file.
    """

    id: str
    happened_at: datetime
    time_zone: str
    night: date
    recorded_at: datetime | None = None
    movement: Movement | None = None
    muscle: str | None = None
    side: Side | None = None
    phase: Phase | None = None
    woke: Woke | None = None
    duration_seconds: int | None = None
    count: int = 1
    noticed_by: NoticedBy = NoticedBy.SELF
    called_back: CalledBack | None = None
    intensity: int | None = None
    note: str = ""

    def observation(self, number: int) -> Observation:
        """What the rules see of it; ``number`` is its place in the list."""
        return Observation(
            self.movement,
            self.muscle,
            self.called_back,
            self.phase,
            self.woke,
            self.noticed_by,
            self.count,
            self.night,
            number,
        )

    def moment(self, number: int) -> Moment:
        """Its place on the wall clock of where it was logged."""
        zone = stored_zone(self.time_zone)
        return moment(self.observation(number), self.happened_at, zone, side=self.side, seconds=self.duration_seconds)
