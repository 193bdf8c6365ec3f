"""How likely each thing is in the made-up diary, and what some of its nights always hold."""

from __future__ import annotations

from datetime import time
from typing import Any

from journal.anatomy import Side
from journal.i18n import gettext_noop as _
from journal.observations import CalledBack, Movement, Phase, Woke

# The latest twelve weeks.
NIGHTS_OF_DEMO = 84
MORNING_RECORDED_AT = time(8, 10)

MUSCLE_WEIGHTS: dict[str | None, int] = {
    "calf": 34,
    "eyelid": 20,
    "thumb_base": 9,
    "thumb_web": 5,
    "biceps": 7,
    "quadriceps": 7,
    "soleus": 5,
    "foot_arch": 5,
    "deltoid": 3,
    None: 5,
}
# The phase, how likely it is, and the minutes after 18:00 between which it lies.
PHASE_WEIGHTS: dict[Phase | None, tuple[int, int, int]] = {
    Phase.SLEEP_ONSET: (50, 285, 350),
    Phase.AWAKE_IN_BED: (16, 260, 320),
    Phase.NIGHT_WAKING: (12, 450, 630),
    Phase.ON_WAKING: (13, 750, 815),
    Phase.ASLEEP: (4, 420, 600),
    None: (5, 270, 500),
}
NOTES_OF_DEMO = (
    _("Coffee late in the afternoon."),
    _("After a long run."),
    _("A long day at the desk."),
    _("I could see it move under the skin."),
    _("Gone as soon as I stretched."),
    _("Slept badly the night before."),
)


# What one night in 28 holds beside the usual: minutes after 18:00, and the fields of the entry.
NIGHTS_OF_NOTE: dict[int, tuple[int, dict[str, Any]]] = {
    2: (
        300,
        {
            "movement": Movement.TWITCH,
            "muscle": "erector_spinae",
            "phase": Phase.SLEEP_ONSET,
            "count": 4,
        },
    ),
    5: (
        325,
        {
            "movement": Movement.JERK,
            "muscle": "whole_body",
            "phase": Phase.SLEEP_ONSET,
            "woke": Woke.DROPPING_OFF,
        },
    ),
    8: (
        315,
        {
            "movement": Movement.TWITCH,
            "muscle": "trapezius_upper",
            "side": Side.LEFT,
            "phase": Phase.SLEEP_ONSET,
        },
    ),
    11: (
        540,
        {
            "movement": Movement.JERK,
            "muscle": "quadriceps",
            "side": Side.RIGHT,
            "phase": Phase.ASLEEP,
        }
        | {"woke": Woke.ASLEEP, "note": _("Woke up with a start, fell asleep again soon.")},
    ),
    14: (
        560,
        {
            "movement": Movement.JERK,
            "muscle": "calf",
            "side": Side.LEFT,
            "phase": Phase.NIGHT_WAKING,
        },
    ),
    20: (
        480,
        {
            "movement": Movement.TWITCH,
            "muscle": "calf",
            "side": Side.RIGHT,
            "phase": Phase.NIGHT_WAKING,
        }
        | {
            "woke": Woke.ASLEEP,
            "note": _("The whole calf, or only a part of it? I was half asleep."),
        },
    ),
    22: (
        310,
        {
            "movement": Movement.TWITCH,
            "muscle": "neck_back",
            "called_back": CalledBack.NO,
            "count": 3,
        },
    ),
    25: (
        600,
        {
            "movement": Movement.CRAMP,
            "muscle": "calf",
            "side": Side.RIGHT,
            "duration_seconds": 90,
            "intensity": 6,
        },
    ),
}
# Nights in 28 of which nothing is recorded: a week-end away.
NIGHTS_AWAY = range(16, 19)
# Minutes after 18:00 between which the person goes to bed and is up again.
BED_MINUTES, UP_MINUTES = (225, 258), (818, 848)
# How likely a day held each factor.
FACTOR_LIKELIHOODS = {
    "caffeine": 0.4,
    "alcohol": 0.15,
    "exercise": 0.3,
    "short_sleep": 0.2,
    "stress": 0.3,
    "medicine_change": 0.0,
}
