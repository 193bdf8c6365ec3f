"""An exported diary brought where some of it is already: what is new is said, the rest stays as it
is.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import timedelta

from django.contrib.auth.models import User

from journal.diary_file import COLLECTIONS
from journal.files.import_preview import preview
from journal.models import (
    Appointment,
    Beginning,
    ConstantMark,
    DayContext,
    MedicalTest,
    Medicine,
    Morning,
    OtherThingAnswer,
    Sighting,
    StoredRecipe,
    StoredSleep,
    StoredSleepEvent,
    TooManyAnswer,
    VisitStatement,
)
from journal.models.record_models import MODEL_OF_COLLECTION
from tests.diary_file.sound_records import RECIPE
from tests.files.whole_diary import AS_OF, NIGHT, NUMBERS, SAID, file_of, fill, rows, stored


def test_a_look_says_what_is_new_and_what_is_there(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)
    Appointment.objects.create(
        owner=ben, on_date=NIGHT, created_at=SAID + timedelta(microseconds=1)
    )
    TooManyAnswer.objects.create(owner=ben, answer="yes", answered_at=SAID)
    look = preview(ben, io.BytesIO(text.encode()), default_zone="UTC", as_of=AS_OF)
    assert (look.wrong, look.unknown, look.new) == ([], [], 2 + 7 + 6 + 3 + 2 + 2)
    assert [(new, already) for _title, new, already in look.amounts] == [
        (1, 1),
        (2, 0),
        (2, 0),
        (1, 1),
        (1, 0),
        (2, 0),
        (1, 0),
        (1, 0),
        (1, 0),
        (3, 0),
        (1, 0),
        (2, 0),
        (1, 0),
        (1, 0),
    ]
    assert rows(ben) == {
        "constant_places": 0,
        "mornings": 1,
        "days": 0,
        "appointments": 1,
        "answers": 1,
        "other_things": 0,
        **dict.fromkeys(("medicines", "tests", "beginnings", "statements"), 0),
        "sightings": 0,
        "recipes": 0,
        "device_sleep": 0,
        "sleep_events": 0,
    }


def test_what_is_there_already_stays_as_it_is(ada: User, ben: User) -> None:
    fill(ada)
    text = file_of(ada)
    ConstantMark.objects.create(
        owner=ben, night_of=NIGHT, muscle="calf", side="left", recorded_at=AS_OF
    )
    Morning.objects.create(owner=ben, night_of=NIGHT, recorded_at=SAID)
    DayContext.objects.create(
        owner=ben, night_of=NIGHT, caffeine="no", note="mine", recorded_at=SAID
    )
    Appointment.objects.create(owner=ben, on_date=NIGHT, created_at=SAID, with_whom="mine")
    TooManyAnswer.objects.create(owner=ben, answer="yes", answered_at=SAID)
    OtherThingAnswer.objects.create(
        owner=ben, thing="thinner", answer="no", since="mine", answered_at=AS_OF
    )
    whose = {"owner": ben, "recorded_at": AS_OF}
    Medicine.objects.create(**whose, row_id="m1", name="mine")
    MedicalTest.objects.create(**whose, row_id="t", kind="mri")
    Beginning.objects.create(**whose, row_id="b", kind="stress")
    VisitStatement.objects.create(**whose, row_id="s", words="mine")
    Sighting.objects.create(
        owner=ben,
        client_id="7-waiting",
        night_of=NIGHT,
        happened_at=SAID,
        time_zone="UTC",
        place="arm",
        recorded_at=SAID,
    )
    StoredRecipe.objects.create(**whose, header="a1", name="mine", content=RECIPE)
    asleep = {"starts_at": SAID, "ends_at": AS_OF}
    StoredSleepEvent.objects.create(owner=ben, event="rem", received_at=SAID)
    StoredSleep.objects.create(**whose, row_id="d", source="mine", content="{}", **asleep)
    before = {
        name: list(MODEL_OF_COLLECTION[name]._default_manager.filter(owner=ben).values())
        for name in COLLECTIONS
    }
    assert stored(ben, text).records == Counter(
        {name: number - 1 for name, number in NUMBERS.items()}
    )
    assert rows(ben) == NUMBERS
    for name, earlier in before.items():
        assert (
            list(
                MODEL_OF_COLLECTION[name]
                ._default_manager.filter(pk__in=[row["id"] for row in earlier])
                .values()
            )
            == earlier
        )


def test_what_others_have_is_new_to_oneself(ada: User, ben: User) -> None:
    fill(ada)
    look = preview(ben, io.BytesIO(file_of(ada).encode()), default_zone="UTC", as_of=AS_OF)
    assert look.known_records.total() == 0
