"""Diaries to make reports of: drawn from a seed, the same at each run."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from journal.anatomy import Side, muscle
from journal.checklist import THINGS
from journal.criteria import TooMany
from journal.day_factors import FACTORS
from journal.nights import night_of
from journal.observations import Movement, NoticedBy, Phase, Woke
from journal.report import (
    ChecklistReply,
    Concern,
    DayBefore,
    DecidedPattern,
    Diary,
    PlannedVisit,
    Report,
    ReportEntry,
    build,
)

HOME = "Europe/Berlin"
# The period holds the night of 25 hours in Berlin, from Saturday 25 October 2025.
LAST = date(2025, 11, 16)
NOW = datetime(2025, 11, 17, 8, 0, tzinfo=UTC)
ASKED_ON = date(2025, 11, 10)
MUSCLES = (
    "calf",
    "soleus",
    "biceps",
    "eyelid",
    "lower_back",
    "quadriceps",
    "trapezius_upper",
    "lips",
    None,
)
MOVEMENTS = (
    Movement.TWITCH,
    Movement.TWITCH,
    Movement.TWITCH,
    Movement.JERK,
    Movement.CRAMP,
    Movement.UNSURE,
    None,
)
PHASES = (Phase.AWAKE_IN_BED, Phase.SLEEP_ONSET, Phase.ASLEEP, Phase.ON_WAKING, Phase.N2, None)
WAKES = (Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, None)


def line(draw: Random, number: int, first: date, nights: int, **fields: Any) -> ReportEntry:
    """An entry at any hour of any night of the period; one in ten far from home, one in ten from a
    file.
    """
    zone = ZoneInfo("America/New_York" if draw.random() < 0.1 else HOME)
    at = datetime.combine(first + timedelta(days=draw.randrange(nights)), time(12), zone)
    at = (at + timedelta(minutes=draw.randrange(24 * 60))).astimezone(UTC).astimezone(zone)
    offset = at.utcoffset()
    assert offset is not None
    place = draw.choice(MUSCLES)
    known = muscle(place)
    sides = (None,) if known is None or known.midline else (*Side, None)
    drawn: dict[str, Any] = {
        "id": f"entry-{number}",
        "happened_at": at.replace(tzinfo=timezone(offset)),
        "time_zone": zone.key,
        "night": night_of(at, zone),
        "recorded_at": None
        if draw.random() < 0.1
        else at.astimezone(UTC) + timedelta(minutes=draw.choice((0, 3, 5, 6, 90))),
        "movement": draw.choice(MOVEMENTS),
        "muscle": place,
        "side": draw.choice(sides),
        "phase": draw.choice(PHASES),
        "woke": draw.choice(WAKES),
        "duration_seconds": draw.choice((None, 5, 20, 60, 240)),
        "count": draw.choice((1, 1, 2, 12)),
        "noticed_by": NoticedBy.PARTNER if draw.random() < 0.1 else NoticedBy.SELF,
        "intensity": draw.choice((None, 3)),
        "note": draw.choice(("", "", "after running", "it stopped when I moved the leg")),
    }
    return ReportEntry(**(drawn | fields))


def diary(entries: int = 60, nights: int = 84, **fields: Any) -> Diary:
    """A diary of that many entries, with everything else that a report may show."""
    draw, first = Random(entries), LAST - timedelta(days=nights - 1)  # noqa: S311 - no secret is drawn
    drawn = [line(draw, number, first, nights) for number in range(entries)]
    # Somebody far to the west may be in a night that is over at home: keep to the period.
    lines = [one for one in drawn if first <= one.night <= LAST]
    held = {one.night for one in lines}
    span = [first + timedelta(days=number) for number in range(nights)]
    said: dict[str, Any] = {
        "name": "Ada Example",
        "time_zone": HOME,
        "first": first,
        "last": LAST,
        "lines": lines,
        "said_none": {night for night in span if night not in held and draw.random() < 0.6},
        "answers": {
            code: ChecklistReply(
                draw.choice(("no", "no", "no", "yes", "not_sure")),
                draw.choice(("", "spring")),
                ASKED_ON,
            )
            for code in THINGS
            if draw.random() < 0.85
        },
        "decisions": {
            "back_muscles/lower_back/left": DecidedPattern(
                "raise", "Mostly after long days.", ASKED_ON, "1"
            )
        },
        "days": [
            DayBefore(night, {one.code: draw.random() < 0.4 for one in FACTORS})
            for night in span
            if draw.random() < 0.7
        ],
        "said": TooMany.YES,
        "said_on": ASKED_ON,
        "concern": Concern(
            worry=("My calves have not been quiet since May.",),
            questions=("Is this usual after running?", "Should I stop the evening coffee?"),
            since_when="May",
            medicines="Salbutamol as needed",
        ),
        "visit": PlannedVisit(date(2025, 11, 20), "Dr Meyer"),
    }
    return Diary(**(said | fields))


def empty(**fields: Any) -> Diary:
    """Somebody who has written down nothing at all."""
    return Diary(
        name="Ada Example", time_zone=HOME, first=LAST - timedelta(days=27), last=LAST, **fields
    )


def report(entries: int = 60, nights: int = 84, **fields: Any) -> Report:
    """The report on such a diary; of no entries, on an empty one."""
    return build(diary(entries, nights, **fields) if entries else empty(**fields), as_of=NOW)
