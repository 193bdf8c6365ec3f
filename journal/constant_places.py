"""“It went on and on”: a mark for a night, a muscle and a side.

It is no episode and never a number (docs/criteria.md).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date

from journal.anatomy import Side
from journal.moments import Moment
from journal.observations import CalledBack, Movement, Observation


@dataclass(frozen=True, slots=True)
class ConstantPlace:
    """A place where it went on and on in a night.

    ``muscle`` is an id of ``journal.anatomy``, "not sure where" among them. ``called_back`` is the
    answer to "Would you call this your back?". ``key`` is a whole number below zero, which no
    entry's is.
    """

    night: date
    muscle: str
    side: Side | None = None
    called_back: CalledBack | None = None
    key: int = -1

    @property
    def observation(self) -> Observation:
        """What ``back_muscles`` reads: one twitch at that place, of which no more is known."""
        return Observation(
            movement=Movement.TWITCH,
            muscle=self.muscle,
            called_back=self.called_back,
            night_of=self.night,
            key=self.key,
        )

    @property
    def moment(self) -> Moment:
        """For pages that show what a rule found: it has a night and a place, and no time."""
        return Moment(self.observation, self.night, minute=0, side=self.side)


def is_constant(key: Hashable) -> bool:
    """Whether an observation's key is that of such a mark, and of no entry."""
    return isinstance(key, int) and key < 0
