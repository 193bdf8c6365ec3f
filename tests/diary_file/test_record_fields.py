"""The fields of records are the models' columns, and hold what those and the forms hold."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from journal.checklist import THINGS
from journal.day_factors import FACTORS
from journal.diary_file import COLLECTIONS, Collection
from journal.diary_file.background_fields import RecordPartialDate
from journal.diary_file.constant_rows import RecordMuscle
from journal.diary_file.record_fields import (
    RecordChoice,
    RecordDay,
    RecordFlag,
    RecordInstant,
    RecordText,
    RecordWhole,
    RecordYear,
)
from journal.diary_file.records import FARTHEST
from journal.forms import appointment as appointment_form
from journal.forms import checklist as checklist_form
from journal.forms import morning as morning_form
from journal.models import appointment as appointment_model
from journal.models.record_models import MODEL_OF_COLLECTION

FIELDS = [
    (kind, name, field) for kind in COLLECTIONS.values() for name, field in kind.fields.items()
]


def column(kind: Collection, name: str) -> Any:
    """The model's field of that name."""
    return MODEL_OF_COLLECTION[kind.name]._meta.get_field(name)


@pytest.mark.parametrize("kind", COLLECTIONS.values(), ids=lambda kind: kind.name)
def test_the_fields_are_the_models_columns(kind: Collection) -> None:
    columns = [
        field.name
        for field in MODEL_OF_COLLECTION[kind.name]._meta.concrete_fields
        if not field.primary_key
    ]
    assert list(kind.fields) == [
        name for name in columns if name not in {"owner", "frozen_report", "discarded_at", "link"}
    ]
    rules = [
        rule
        for rule in MODEL_OF_COLLECTION[kind.name]._meta.constraints
        if isinstance(rule, models.UniqueConstraint)
    ]
    assert all(set(rule.fields) == {"owner", *kind.key_fields} for rule in rules)


@pytest.mark.parametrize(
    ("kind", "name", "field"), FIELDS, ids=lambda one: getattr(one, "name", str(one)[:20])
)
def test_what_a_field_may_hold_is_what_its_column_may_hold(
    kind: Collection, name: str, field: Any
) -> None:
    of_model = column(kind, name)
    if isinstance(field, RecordText):
        assert field.most == of_model.max_length
    elif isinstance(field, RecordChoice):
        assert not of_model.choices or set(field.values) == {
            value for value, _word in of_model.choices
        }
        assert max(map(len, field.values)) <= of_model.max_length
        assert field.needed != of_model.blank
    else:
        kinds = {
            RecordDay: models.DateField,
            RecordInstant: models.DateTimeField,
            RecordFlag: models.BooleanField,
            RecordYear: models.PositiveSmallIntegerField,
            RecordWhole: models.PositiveSmallIntegerField,
            RecordPartialDate: models.CharField,
            RecordMuscle: models.CharField,
        }
        assert type(of_model) is kinds[type(field)]
    assert (
        field.needed
        or of_model.null
        or of_model.blank
        or getattr(field, "or_now", False)
        or isinstance(field, RecordFlag)
    )


def test_limits_are_those_of_the_forms() -> None:
    visit: Any = COLLECTIONS["appointments"].fields
    assert (visit["worry"].lines, visit["questions"].lines) == (
        appointment_model.MOST_WORRY_LINES,
        appointment_model.MOST_QUESTIONS,
    )
    assert visit["on_date"].ahead == FARTHEST == appointment_form.FARTHEST_APPOINTMENT
    things: Any = COLLECTIONS["other_things"].fields
    assert (things["thing"].values, things["since"].most) == (
        tuple(THINGS),
        checklist_form.SINCE_LENGTH,
    )
    day: Any = COLLECTIONS["days"].fields
    assert day["note"].most == morning_form.MorningForm.base_fields["note"].max_length  # type: ignore[attr-defined]
    assert [name for name, field in day.items() if isinstance(field, RecordChoice)] == [
        factor.code for factor in FACTORS
    ]
