"""A made-up diary of twelve weeks, for looking around: nobody's real nights.

Each night is drawn from a generator seeded with its own date, so that the same night always comes out the same and a
demo that is started again some days later only gains the nights since. Four weeks hold one of each thing that the
dashboard has something to say about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from journal.anatomy import Side
from journal.entries import Entry
from journal.factors import FACTORS
from journal.marking import gettext_noop as _
from journal.nights import last_night, resolve, span
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke

NIGHTS = 84
TOLD_AT = time(8, 10)

MUSCLES: dict[str | None, int] = {
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
PHASES: dict[Phase | None, tuple[int, int, int]] = {
    Phase.SLEEP_ONSET: (50, 285, 350),
    Phase.AWAKE_IN_BED: (16, 260, 320),
    Phase.NIGHT_WAKING: (12, 450, 630),
    Phase.ON_WAKING: (13, 750, 815),
    Phase.ASLEEP: (4, 420, 600),
    None: (5, 270, 500),
}
NOTES = (
    _("Coffee late in the afternoon."),
    _("After a long run."),
    _("A long day at the desk."),
    _("I could see it move under the skin."),
    _("Gone as soon as I stretched."),
    _("Slept badly the night before."),
)


# What one night in 28 holds beside the usual: minutes after 18:00, and what was told.
SPECIAL: dict[int, tuple[int, dict[str, Any]]] = {
    2: (300, {"movement": Movement.TWITCH, "muscle": "erector_spinae", "phase": Phase.SLEEP_ONSET, "count": 4}),
    5: (
        325,
        {"movement": Movement.JERK, "muscle": "whole_body", "phase": Phase.SLEEP_ONSET, "woke": Woke.DROPPING_OFF},
    ),
    8: (315, {"movement": Movement.TWITCH, "muscle": "trapezius_upper", "side": Side.LEFT, "phase": Phase.SLEEP_ONSET}),
    11: (
        540,
        {"movement": Movement.JERK, "muscle": "quadriceps", "side": Side.RIGHT, "phase": Phase.ASLEEP}
        | {"woke": Woke.ASLEEP, "note": _("Woke up with a start, fell asleep again soon.")},
    ),
    14: (560, {"movement": Movement.JERK, "muscle": "calf", "side": Side.LEFT, "phase": Phase.NIGHT_WAKING}),
    20: (
        480,
        {"movement": Movement.TWITCH, "muscle": "calf", "side": Side.RIGHT, "phase": Phase.NIGHT_WAKING}
        | {"woke": Woke.ASLEEP, "note": _("The whole calf, or only a part of it? I was half asleep.")},
    ),
    22: (310, {"movement": Movement.TWITCH, "muscle": "neck_back", "called_back": CalledBack.NO, "count": 3}),
    25: (
        600,
        {"movement": Movement.CRAMP, "muscle": "calf", "side": Side.RIGHT, "duration_seconds": 90, "intensity": 6},
    ),
}
NOT_RECORDED = range(16, 19)
# Minutes after 18:00 between which the person goes to bed and is up again.
BED, WOKE = (225, 258), (818, 848)
# How likely a day held each factor.
USUAL_DAYS = {
    "caffeine": 0.4,
    "alcohol": 0.15,
    "exercise": 0.3,
    "short_sleep": 0.2,
    "stress": 0.3,
    "medicine_change": 0.0,
}
VISIT_IN = 17  # days
FRIDAY = 5


@dataclass(frozen=True, slots=True)
class DemoNight:
    """What was told of one night at ``told_at`` (UTC), the morning after; no entries: that there was nothing.

    ``bed_at`` and ``woke_at`` (UTC) may not have been told. ``day`` holds "yes" or "no" for each of
    ``journal.factors.FACTORS`` that was answered, and nothing for the others.
    """

    night_of: date
    told_at: datetime
    entries: tuple[Entry, ...]
    bed_at: datetime | None = None
    woke_at: datetime | None = None
    day: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """The appointment for which the diary is kept; the texts are to be translated."""

    on_date: date
    with_whom: str = _("Dr. Wren, neurology")
    worry: str = _("The twitching in my calf\nI sleep badly because I lie there and wait for it")
    questions: str = _("Is this still usual?\nIs there anything I should look out for?\nDoes coffee matter?")
    since_when: str = _("About three months")
    how_it_began: str = _("In the right calf, after a long run. Later in other places too.")
    medicines: str = _("None")


def visit(as_of: datetime, zone: ZoneInfo) -> DemoVisit:
    """A visit on a working day in about two weeks and a half, so that the diary has something to prepare for."""
    day = as_of.astimezone(zone).date() + timedelta(days=VISIT_IN)
    while day.isoweekday() > FRIDAY:
        day += timedelta(days=1)
    return DemoVisit(day)


def diary(as_of: datetime, zone: ZoneInfo) -> list[DemoNight]:
    """The nights of the latest twelve weeks that were told of by ``as_of`` (aware), without those not recorded."""
    last = last_night(as_of, zone)
    drawn = (_night(night, zone) for night in span(last - timedelta(days=NIGHTS - 1), last))
    return [one for one in drawn if one and one.told_at <= as_of]


def _night(night: date, zone: ZoneInfo) -> DemoNight | None:
    draw = Random(f"twitchlog {night.isoformat()}")  # noqa: S311 - a story, not a secret
    day = night.toordinal() % 28
    chance = draw.random()
    if day in SPECIAL:
        told = [SPECIAL[day], *(_usual(draw) for _turn in range(draw.choice((0, 1))))]
    elif day in NOT_RECORDED or chance < 0.12:  # a week-end away, and mornings without a thought of it
        return None
    elif chance < 0.42:
        told = []
    else:
        told = [_usual(draw) for _turn in range(draw.choice((1, 1, 1, 2, 2, 3)))]
    entries = tuple(_entry(night, zone, number, *one) for number, one in enumerate(told, start=1))
    return DemoNight(night, _instant(night + timedelta(days=1), TOLD_AT, zone), entries, *_morning(night, zone))


def _morning(night: date, zone: ZoneInfo) -> tuple[datetime | None, datetime | None, dict[str, str]]:
    """To bed, up again, and the day before; drawn apart, so that it changes no entry."""
    draw = Random(f"twitchlog day {night.isoformat()}")  # noqa: S311 - a story, not a secret
    bed, woke = (_after_six(night, draw.randint(*between), zone) for between in (BED, WOKE))
    slept = draw.random() < 0.75
    answered = {one.code: draw.random() < USUAL_DAYS[one.code] for one in FACTORS if draw.random() < 0.9}
    day = {code: "yes" if so else "no" for code, so in answered.items()} if draw.random() < 0.8 else {}
    return (bed, woke, day) if slept else (None, None, day)


def _after_six(night: date, minutes: int, zone: ZoneInfo) -> datetime:
    local = datetime.combine(night, time(18)) + timedelta(minutes=minutes)
    return _instant(local.date(), local.time(), zone)


def _entry(night: date, zone: ZoneInfo, number: int, minutes: int, fields: dict[str, Any]) -> Entry:
    happened_at = _after_six(night, minutes, zone)
    return Entry(id=f"demo-{night.isoformat()}-{number}", happened_at=happened_at, time_zone=zone.key, **fields)


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return resolve(datetime.combine(day, clock), zone)[0]


def _usual(draw: Random) -> tuple[int, dict[str, Any]]:
    """A twitch of the kind that the article calls normal."""
    (phase,) = draw.choices(list(PHASES), [weight for weight, _from, _to in PHASES.values()])
    (muscle,) = draw.choices(list(MUSCLES), list(MUSCLES.values()))
    burst = draw.random() < 0.15
    return draw.randint(*PHASES[phase][1:]), {
        "movement": Movement.TWITCH,
        "muscle": muscle,
        "side": draw.choice((Side.LEFT, Side.RIGHT, Side.RIGHT, None)) if muscle else None,
        "phase": phase,
        "woke": draw.choice((None, None, Woke.NO)),
        "noticed_by": NoticedBy.PARTNER if phase is Phase.ASLEEP else NoticedBy.SELF,
        "count": draw.randint(8, 40) if burst else draw.choice((1, 1, 1, 2, 3)),
        "duration_seconds": draw.randint(20, 240) if burst else draw.choice((None, None, 3, 5, 10)),
        "intensity": draw.choice((None, None, None, 1, 2, 2, 3, 4)),
        "note": draw.choice(NOTES) if draw.random() < 0.2 else "",
    }
