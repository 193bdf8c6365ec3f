"""A diary with everything in it, its file, and what is stored of it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.models import User

from journal.actions.record_diary import StoredDiary
from journal.files.export import export, extent
from journal.files.import_diary import store
from journal.models import (
    Appointment,
    Beginning,
    ConstantMark,
    DayContext,
    MedicalTest,
    Medicine,
    Morning,
    NightRecord,
    OtherThingAnswer,
    Sighting,
    StoredRecipe,
    StoredSleep,
    StoredSleepEvent,
    TooManyAnswer,
    VisitStatement,
)
from tests import builders
from tests.diary_file.sound_records import RECIPE, SLEEP

NIGHT = date(2026, 7, 6)
SAID = datetime(2026, 7, 7, 8, 0, 0, 123456, tzinfo=UTC)
AS_OF = datetime(2026, 12, 1, tzinfo=UTC)
SCRIPTS = 'Füße, γάμπα, икра, שוק, ساق, पिंडली, ふくらはぎ 🌙\n\'=1+1, "quoted"\t\\u00e9'
NUMBERS = {
    "constant_places": 2,
    "mornings": 2,
    "days": 2,
    "appointments": 2,
    "answers": 2,
    "other_things": 1,
    "medicines": 2,
    "tests": 1,
    "beginnings": 1,
    "statements": 1,
    "sightings": 3,
    "recipes": 1,
    "device_sleep": 1,
    "sleep_events": 1,
}


def fill(owner: User) -> None:
    """Everything that a diary file can hold."""
    builders.episode(owner, note=SCRIPTS)
    NightRecord.objects.create(owner=owner, night_of=NIGHT, recorded_at=SAID)
    for muscle, side in (("calf", "left"), ("trapezius_upper", "")):
        ConstantMark.objects.create(
            owner=owner, night_of=NIGHT, muscle=muscle, side=side, recorded_at=SAID
        )
    bed, woke = SAID - timedelta(hours=10), SAID - timedelta(hours=1)
    Morning.objects.create(owner=owner, night_of=NIGHT, bed_at=bed, woke_at=woke, recorded_at=SAID)
    Morning.objects.create(
        owner=owner, night_of=date(2026, 7, 5), does_not_know=True, recorded_at=SAID
    )
    DayContext.objects.create(
        owner=owner, night_of=NIGHT, caffeine="yes", stress="no", note=SCRIPTS, recorded_at=SAID
    )
    DayContext.objects.create(owner=owner, night_of=date(2026, 7, 5), recorded_at=SAID)
    texts = {
        name: f"{name}: {SCRIPTS}"
        for name in ("person_name", "worry", "questions", "medicines", "changes", "next_step")
    }
    Appointment.objects.create(
        owner=owner,
        on_date=date(2027, 8, 3),
        created_at=SAID,
        with_whom="Dr. Wren",
        birth_year=1979,
        handedness="both",
        earlier_words="keep",
        **texts,
    )
    Appointment.objects.create(
        owner=owner, on_date=NIGHT, created_at=SAID, closed_at=SAID, said_afterwards=SCRIPTS
    )
    for hour, answer in enumerate(("not-sure", "no")):
        TooManyAnswer.objects.create(
            owner=owner, answer=answer, answered_at=SAID + timedelta(hours=hour)
        )
    StoredRecipe.objects.create(
        owner=owner,
        name=SCRIPTS.split("\n", maxsplit=1)[0],
        header="a1",
        content=RECIPE,
        recorded_at=SAID,
    )
    StoredSleep.objects.create(
        owner=owner,
        row_id="d",
        format="apple_health",
        source="Füße’s Watch",
        time_zone="+05:30",
        starts_at=SAID - timedelta(hours=9),
        ends_at=SAID - timedelta(hours=1),
        content=SLEEP,
        recorded_at=SAID,
    )
    StoredSleepEvent.objects.create(owner=owner, event="rem", received_at=SAID)
    OtherThingAnswer.objects.create(
        owner=owner, thing="thinner", answer="not_sure", since="spring", answered_at=SAID
    )
    fill_background(owner)
    fill_sightings(owner)


def fill_background(owner: User) -> None:
    """Rows of what a person brings along, of each kind."""
    whose = {"owner": owner, "recorded_at": SAID}
    Medicine.objects.create(
        **whose, row_id="m1", name=SCRIPTS, dose="200 mg", from_date="2026-03", ongoing=True
    )
    Medicine.objects.create(
        **whose,
        row_id="m2",
        name="Quinine",
        until_date="2025",
        afterwards="no_change",
        reason="cramps",
    )
    MedicalTest.objects.create(
        **whose, row_id="t", kind="emg", on_date="2026-05-04", result=SCRIPTS, result_by="doctor"
    )
    Beginning.objects.create(**whose, row_id="b", kind="injury", on_date="2026", detail=SCRIPTS)
    VisitStatement.objects.create(
        **whose, row_id="s", on_date="2026-06", by_whom="Dr. Wren", words=SCRIPTS
    )


def fill_sightings(owner: User) -> None:
    """What somebody else saw, whatever became of it."""
    for state in ("waiting", "accepted", "discarded"):
        Sighting.objects.create(
            owner=owner,
            client_id=f"7-{state}",
            night_of=NIGHT,
            happened_at=SAID - timedelta(hours=5),
            time_zone="Europe/Berlin",
            watcher=SCRIPTS,
            place="leg",
            movement="jerk",
            rhythm="every_20",
            woke_them="unsure",
            snored="no",
            state=state,
            settled_at=None if state == "waiting" else SAID,
            recorded_at=SAID,
        )


def file_of(owner: User) -> str:
    """The whole diary as JSON."""
    return "".join(export(owner, "json"))


def stored(owner: User, text: str) -> StoredDiary:
    """Store a file's text."""
    return store(
        owner, io.BytesIO(text.encode("utf-8", "surrogatepass")), default_zone="UTC", as_of=AS_OF
    )


def rows(owner: User) -> dict[str, int]:
    """How many of each kind are the owner's."""
    return dict(extent(owner).records)
