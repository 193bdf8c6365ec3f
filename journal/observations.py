"""What the rules see of an episode, and the closed sets of values they see it in.

``None`` always means "not recorded", never "no". An observation carries no text of the person and
no name.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Movement(StrEnum):
    """What was felt or seen: a twitch is a fasciculation, a jerk a myoclonus.

    Of a felt jolt and of buzzing nothing was seen or felt to move.
    """

    TWITCH = "twitch"
    JERK = "jerk"
    CRAMP = "cramp"
    FELT_JOLT = "felt_jolt"
    BUZZING = "buzzing"
    OTHER = "other"
    UNSURE = "unsure"


class Phase(StrEnum):
    """The phase of sleep as the person knows it; the last five come from a device only and never
    decide a match.
    """

    AWAKE_DAY = "awake_day"
    AWAKE_IN_BED = "awake_in_bed"
    SLEEP_ONSET = "sleep_onset"
    ASLEEP = "asleep"
    NIGHT_WAKING = "night_waking"
    ON_WAKING = "on_waking"
    UNKNOWN = "unknown"
    LIGHT = "light"
    N1 = "n1"
    N2 = "n2"
    N3 = "n3"
    REM = "rem"


# A person cannot know these without a device, so forms never offer them.
DEVICE_PHASES = frozenset({Phase.LIGHT, Phase.N1, Phase.N2, Phase.N3, Phase.REM})


class Woke(StrEnum):
    """The answer to "Did it wake you?"; ``yes`` comes only from files that cannot tell the first
    two apart.
    """

    ASLEEP = "asleep"
    DROPPING_OFF = "dropping_off"
    NO = "no"
    UNSURE = "unsure"
    YES = "yes"


class NoticedBy(StrEnum):
    """Who noticed it; the person themselves unless said otherwise."""

    SELF = "self"
    PARTNER = "partner"


class CalledBack(StrEnum):
    """The answer to "Would you call this your back?"."""

    YES = "yes"
    NO = "no"


class TimeTold(StrEnum):
    """How much was told of the time, where that was not the time by a clock; no rule reads it.

    Of ``NIGHT`` the night alone is known: its time is none that anybody told.
    """

    ABOUT = "about"
    NIGHT = "night"


class Perceived(StrEnum):
    """The answer to "Could you see it, or only feel it?"; no rule reads it."""

    SEEN = "seen"
    FELT_ONLY = "felt_only"
    BOTH = "both"


class Spread(StrEnum):
    """The answer to "One spot, or several?"; no rule reads it."""

    ONE_SPOT = "one_spot"
    IN_TURN = "in_turn"
    TOGETHER = "together"


class EasedBy(StrEnum):
    """The answers to "What eased it?", of which several may be given; no rule reads them.

    The last two stand alone.
    """

    MOVING = "moving"
    STRETCHING = "stretching"
    PRESSING = "pressing"
    NOTHING = "nothing"
    NOT_TRIED = "not_tried"


@dataclass(frozen=True, slots=True)
class Observation:
    """One episode as the rules see it.

    ``muscle`` is an id of ``journal.anatomy`` or free text. ``count`` is how many twitches the
    entry stands for (None is read as one: there was at least one). ``night_of`` is the night's
    name, see ``journal.nights``. ``key`` is whatever the caller needs to find the entry again; no
    rule reads it.
    """

    movement: Movement | None = None
    muscle: str | None = None
    called_back: CalledBack | None = None
    phase: Phase | None = None
    woke: Woke | None = None
    noticed_by: NoticedBy | None = None
    count: int | None = None
    night_of: date | None = None
    key: Hashable = None
