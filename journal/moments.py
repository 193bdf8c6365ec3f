"""An episode with its place on the clock of where it was logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal import nights
from journal.anatomy import Side
from journal.observations import Observation, TimeTold

MINUTES_OF_A_NIGHT = 24 * 60
NOON_HOUR = nights.NOON.hour


@dataclass(frozen=True, slots=True)
class Moment:
    """An episode with its place on the clock, which no rule reads.

    ``minute`` is counted from noon on the wall clock of where it was logged, 0 to 1439. ``again``
    is true in the hour that the clock shows a second time when it is set back. ``duration_seconds``
    None: not recorded. ``asked_questions`` were put to the person; what is open of them all the
    same is not put again in the morning. ``told`` is how much of the time was told.
    """

    observation: Observation
    night: date
    minute: int
    again: bool = False
    side: Side | None = None
    duration_seconds: int | None = None
    asked_questions: tuple[str, ...] = ()
    told: TimeTold | None = None

    @property
    def knows_clock(self) -> bool:
        """Whether its place on the clock was told. If not, the night alone is known: then
        ``minute`` is for the order of a list, and no figure or chart by the clock reads it.
        """
        return self.told is not TimeTold.NIGHT

    @property
    def hour(self) -> int:
        """The hour that the wall clock showed, 0 to 23."""
        return (self.minute // 60 + NOON_HOUR) % 24

    @property
    def day(self) -> date:
        """The date that the calendar beside that clock showed: the night's own before midnight,
        else the next.
        """
        if self.hour < NOON_HOUR:
            return self.night + nights.ONE_NIGHT
        return self.night

    @property
    def count(self) -> int:
        """How many the entry stands for; not recorded is at least one."""
        return 1 if self.observation.count is None else self.observation.count


def moment(
    observation: Observation,
    happened_at: datetime,
    zone: ZoneInfo,
    *,
    side: Side | None,
    seconds: int | None,
    asked_questions: str = "",
    told: TimeTold | None = None,
) -> Moment:
    """Place an observation on the clock of ``zone``; ``happened_at`` is aware, ``told`` how much of
    it was told, and ``asked_questions`` have a space between.
    """
    local = happened_at.astimezone(zone)
    minute = (local.hour - NOON_HOUR) % 24 * 60 + local.minute
    night = observation.night_of or nights.night_of(happened_at, zone)
    return Moment(
        observation,
        night,
        minute,
        again=bool(local.fold),
        side=side,
        duration_seconds=seconds,
        asked_questions=tuple(asked_questions.split()),
        told=told,
    )
