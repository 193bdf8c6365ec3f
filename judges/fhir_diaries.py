"""Diaries whose FHIR documents are judged: empty, made up, with every value, of several scripts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User

from journal.actions.constant import mark_constant
from journal.actions.night import record_day, record_morning
from journal.actions.record import record
from journal.anatomy import MUSCLES, Side
from journal.background import KINDS_OF_BACKGROUND
from journal.constant_places import ConstantPlace
from journal.day_factors import FACTORS
from journal.management.commands.demo import fill
from journal.models.background import MODEL_OF_BACKGROUND
from journal.models.episode import Source
from journal.night_sleep import QUALITY_WORDS, RANGES, TIME_FIELDS
from journal.observations import (
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)
from tests import builders, rows_of_every_model

# As exact as they are known, in each of the ways.
DATES = {"from_date": "2024", "until_date": "2025-03", "on_date": "2026-03-14"}
NOTE_IN_SCRIPTS = (
    "بعد الجري؟ אחרי ריצה 跑步之后 달린 후에 दौड़ने के बाद หลังวิ่ง После бега 👩‍🔬 <b>&amp;"
)


def empty(_person: User) -> None:
    """Nothing at all was written down."""


def demo(person: User) -> None:
    fill(person, as_of=datetime.now(UTC))


def everything(person: User) -> None:
    """Each value of each closed set once, and a row of every kind."""
    kinds = (list(Movement), list(Phase), list(Woke), list(CalledBack), list(NoticedBy))
    eased = [(), *((one,) for one in EasedBy), (EasedBy.MOVING, EasedBy.PRESSING)]
    for number, muscle in enumerate(MUSCLES):
        movement, phase, woke, called_back, noticed_by = (
            kind[number % len(kind)] for kind in kinds
        )
        values: dict[str, Any] = {
            "movement": movement,
            "phase": phase,
            "woke": woke,
            "noticed_by": noticed_by,
            "muscle": muscle.id,
            "duration_seconds": number,
            "count": number + 1,
            "intensity": number % 11,
            "note": f"note {number}",
            "perceived": list(Perceived)[number % 3],
            "spread": list(Spread)[number % 3],
            "eased_by": eased[number % len(eased)],
            "time_told": (*TimeTold, None)[number % 3],
        }
        if muscle.back == "ask":
            values["called_back"] = called_back
        if not muscle.midline:
            values["side"] = list(Side)[number % 3]
        record(
            person,
            builders.entry(**values, happened_at=datetime.now(UTC)),
            source=Source.FORM,
            as_of=datetime.now(UTC),
        )
    rows_of_every_model.fill(person)
    write_nights(person)
    bring_rows(person)


def write_nights(person: User) -> None:
    """Nights with every answer of a sleep, the day before yes and no, and places of every side."""
    now = datetime.now(UTC)
    for quality in QUALITY_WORDS:
        night = now.date() - timedelta(days=quality + 1)
        evening = datetime.combine(night, time(22), UTC)
        sleep = {
            **{name: evening + timedelta(hours=2 * n) for n, name in enumerate(TIME_FIELDS)},
            **{name: least for name, (least, _most) in RANGES.items()},
        }
        values = {**sleep, "quality": quality, "note": f"night {quality}"}
        record_morning(person, night, values, now)
        answers = dict.fromkeys((factor.code for factor in FACTORS), ("yes", "no")[quality % 2])
        record_day(person, night, answers, now)
        for side in (None, *Side):
            mark_constant(person, ConstantPlace(night, "calf", side), now)


def bring_rows(person: User) -> None:
    """Rows of each kind with every value of its closed sets, each filled to the last field."""
    now = datetime.now(UTC)
    for name, kind in KINDS_OF_BACKGROUND.items():
        sets = [
            (n, list(one.type)) for n, one in kind.fields.items() if issubclass(one.type, StrEnum)
        ]
        for number in range(max((len(members) for _name, members in sets), default=1)):
            values = {n: f"{n} {number}" for n, one in kind.fields.items() if one.type is str}
            values |= {n: members[number % len(members)] for n, members in sets}
            values |= {n: on for n, on in DATES.items() if n in kind.fields}
            MODEL_OF_BACKGROUND[name].objects.create(
                owner=person, row_id=f"row-{number}", recorded_at=now, **values
            )


def written(text: str) -> Callable[[User], None]:
    """A note and a name in these letters."""

    def write(person: User) -> None:
        person.first_name = text
        person.save()
        builders.episode(person, note=text, happened_at=datetime.now(UTC))

    return write


DIARIES = {
    "empty": empty,
    "demo": demo,
    "everything": everything,
    "scripts": written(NOTE_IN_SCRIPTS),
}
