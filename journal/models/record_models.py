"""Which model keeps each kind of record that a diary holds beside episodes and nights."""

from __future__ import annotations

from typing import Any

from journal.models.appointment import Appointment
from journal.models.background import Beginning, MedicalTest, Medicine, VisitStatement
from journal.models.checklist_answer import OtherThingAnswer
from journal.models.constant_mark import ConstantMark
from journal.models.day_context import DayContext
from journal.models.morning import Morning
from journal.models.sighting import Sighting
from journal.models.stored_recipe import StoredRecipe
from journal.models.stored_sleep import StoredSleep
from journal.models.stored_sleep_event import StoredSleepEvent
from journal.models.too_many_answer import TooManyAnswer

MODEL_OF_COLLECTION: dict[str, Any] = {
    "mornings": Morning,
    "days": DayContext,
    "appointments": Appointment,
    "answers": TooManyAnswer,
    "other_things": OtherThingAnswer,
    "medicines": Medicine,
    "tests": MedicalTest,
    "beginnings": Beginning,
    "statements": VisitStatement,
    "sightings": Sighting,
    "recipes": StoredRecipe,
    "constant_places": ConstantMark,
    "device_sleep": StoredSleep,
    "sleep_events": StoredSleepEvent,
}
