"""The nights of the made-up diary.

Each night is drawn from a generator seeded with its own date, so that the same night always comes
out the same and a demo that is started again some days later only gains the nights since. Four
weeks hold one of each thing that the dashboard has something to say about.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from journal.anatomy import Side
from journal.day_factors import FACTORS
from journal.demo.likelihoods import (
    BED_MINUTES,
    FACTOR_LIKELIHOODS,
    MORNING_RECORDED_AT,
    MUSCLE_WEIGHTS,
    NIGHTS_AWAY,
    NIGHTS_OF_DEMO,
    NIGHTS_OF_NOTE,
    NOTES_OF_DEMO,
    PHASE_WEIGHTS,
    UP_MINUTES,
)
from journal.entries import Entry
from journal.night_sleep import NightSleep
from journal.nights import last_night, resolve, span
from journal.observations import Movement, NoticedBy, Phase, Woke

# Minutes after 18:00, and the fields of an entry.
Drawn = tuple[int, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class DemoNight:
    """A night as it is recorded on the morning after; without entries, that it was quiet.

    Instants are in UTC. ``sleep`` is None where nothing was written of it. ``day`` holds "yes" or
    "no" for each of ``journal.day_factors.FACTORS`` that was answered, and nothing for the others.
    """

    night_of: date
    recorded_at: datetime
    entries: tuple[Entry, ...]
    sleep: NightSleep | None = None
    day: dict[str, str] = field(default_factory=dict)


def made_up_nights(as_of: datetime, zone: ZoneInfo) -> list[DemoNight]:
    """The nights of the latest twelve weeks that were recorded by ``as_of`` (aware)."""
    last = last_night(as_of, zone)
    drawn = (_night(night, zone) for night in span(last - timedelta(days=NIGHTS_OF_DEMO - 1), last))
    return [night for night in drawn if night and night.recorded_at <= as_of]


def _night(night: date, zone: ZoneInfo) -> DemoNight | None:
    draw = Random(f"twitchlog {night.isoformat()}")  # noqa: S311 - a story, not a secret
    drawn = _drawn(draw, night.toordinal() % 28)
    if drawn is None:
        return None
    entries = tuple(
        _entry(night, zone, number, minutes, fields)
        for number, (minutes, fields) in enumerate(drawn, start=1)
    )
    recorded_at = _instant(night + timedelta(days=1), MORNING_RECORDED_AT, zone)
    return DemoNight(night, recorded_at, entries, *_morning(night, zone))


def _drawn(draw: Random, day: int) -> list[Drawn] | None:
    """What the night holds that is number ``day`` of 28; None if nothing of it is recorded."""
    chance = draw.random()
    if day in NIGHTS_OF_NOTE:
        return [NIGHTS_OF_NOTE[day], *(_usual(draw) for _turn in range(draw.choice((0, 1))))]
    if day in NIGHTS_AWAY or chance < 0.12:  # away, or a morning without a thought of it
        return None
    if chance < 0.42:
        return []
    return [_usual(draw) for _turn in range(draw.choice((1, 1, 1, 2, 2, 3)))]


def _morning(night: date, zone: ZoneInfo) -> tuple[NightSleep | None, dict[str, str]]:
    """The night's sleep, and the day before; drawn apart, so that it changes no entry."""
    draw = Random(f"twitchlog day {night.isoformat()}")  # noqa: S311 - a story, not a secret
    bed, woke = (
        _after_six(night, draw.randint(*between), zone) for between in (BED_MINUTES, UP_MINUTES)
    )
    knows_sleep = draw.random() < 0.75
    day = {
        factor.code: _yes_or_no(draw.random() < FACTOR_LIKELIHOODS[factor.code])
        for factor in FACTORS
        if draw.random() < 0.9
    }
    if draw.random() >= 0.8:
        day = {}
    if not knows_sleep:
        return None, day
    return _sleep(night, bed, woke), day


def _sleep(night: date, bed: datetime, woke: datetime) -> NightSleep:
    """What else was written of the sleep, on most nights; again drawn apart."""
    draw = Random(f"twitchlog sleep {night.isoformat()}")  # noqa: S311 - a story, not a secret
    times = NightSleep(night_of=night, bed_at=bed, woke_at=woke)
    if draw.random() >= 0.7:
        return times
    wakings = draw.choice((0, 0, 1, 1, 2, 3))
    return replace(
        times,
        tried_at=bed + timedelta(minutes=draw.choice((0, 10, 15, 30))),
        minutes_until_sleep=draw.choice((10, 15, 20, 30, 45, 60)),
        jolts=draw.choice((None, 0, 0, 0, 1, 2, 4)),
        wakings=wakings,
        minutes_awake=draw.choice((5, 10, 20, 40)) if wakings else None,
        last_waking_at=woke - timedelta(minutes=draw.choice((5, 10, 20))),
        quality=draw.choice((None, 2, 3, 3, 4, 4, 5)),
    )


def _yes_or_no(holds: bool) -> str:
    if holds:
        return "yes"
    return "no"


def _after_six(night: date, minutes: int, zone: ZoneInfo) -> datetime:
    local = datetime.combine(night, time(18)) + timedelta(minutes=minutes)
    return _instant(local.date(), local.time(), zone)


def _entry(night: date, zone: ZoneInfo, number: int, minutes: int, fields: dict[str, Any]) -> Entry:
    happened_at = _after_six(night, minutes, zone)
    return Entry(
        id=f"demo-{night.isoformat()}-{number}",
        happened_at=happened_at,
        time_zone=zone.key,
        **fields,
    )


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return resolve(datetime.combine(day, clock), zone)[0]


def _usual(draw: Random) -> Drawn:
    """A twitch of the kind that the article calls normal."""
    # The order of the draws makes the story: another order is another diary.
    (phase,) = draw.choices(
        list(PHASE_WEIGHTS), [weight for weight, _from, _to in PHASE_WEIGHTS.values()]
    )
    (muscle,) = draw.choices(list(MUSCLE_WEIGHTS), list(MUSCLE_WEIGHTS.values()))
    burst = draw.random() < 0.15
    minutes = draw.randint(*PHASE_WEIGHTS[phase][1:])
    side = None
    if muscle:
        side = draw.choice((Side.LEFT, Side.RIGHT, Side.RIGHT, None))
    return minutes, {
        "movement": Movement.TWITCH,
        "muscle": muscle,
        "side": side,
        "phase": phase,
        "woke": draw.choice((None, None, Woke.NO)),
        "noticed_by": NoticedBy.PARTNER if phase is Phase.ASLEEP else NoticedBy.SELF,
        **_amount(draw, burst=burst),
        "intensity": draw.choice((None, None, None, 1, 2, 2, 3, 4)),
        "note": _note(draw),
    }


def _amount(draw: Random, *, burst: bool) -> dict[str, Any]:
    """How many twitches, and for how many seconds."""
    if burst:
        return {"count": draw.randint(8, 40), "duration_seconds": draw.randint(20, 240)}
    return {
        "count": draw.choice((1, 1, 1, 2, 3)),
        "duration_seconds": draw.choice((None, None, 3, 5, 10)),
    }


def _note(draw: Random) -> str:
    if draw.random() < 0.2:
        return draw.choice(NOTES_OF_DEMO)
    return ""
