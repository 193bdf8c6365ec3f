"""A row of every kind that can be somebody's, in all installed apps.

A new model needs a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.utils import timezone

from journal.actions.api_tokens import make_token
from journal.models import (
    Beginning,
    ChangedRow,
    ConstantMark,
    Episode,
    FinishedImport,
    ImportedSpan,
    MedicalTest,
    Medicine,
    Morning,
    NightRecord,
    OtherThingAnswer,
    OwnAddress,
    PartnerLink,
    PatternDecision,
    Preferences,
    SecurityEvent,
    Sighting,
    SignIn,
    StoredRecipe,
    StoredSleep,
    StoredSleepEvent,
    TooManyAnswer,
    UnfinishedImport,
    VisitStatement,
)
from journal.models.api_token import ApiToken
from journal.models.appointment import Appointment
from journal.models.day_context import DayContext
from journal.models.frozen_report import FrozenReport
from journal.models.share_link import ShareLink, ShareOpening
from tests import builders
from tests.single_rows import (
    NIGHT,
    address,
    changed_row,
    finished_import,
    frozen,
    imported_span,
    link,
    one,
    partner_link,
    sighting,
    sign_in,
    sleep_event,
    stored_recipe,
    stored_sleep,
    unfinished,
)

# For every model that leads to a person: a row of theirs.
MAKE: dict[type[models.Model], Callable[[User], object]] = {
    Episode: builders.episode,
    UnfinishedImport: unfinished,
    FinishedImport: finished_import,
    ImportedSpan: imported_span,
    ChangedRow: changed_row,
    StoredRecipe: stored_recipe,
    StoredSleep: stored_sleep,
    StoredSleepEvent: sleep_event,
    NightRecord: lambda person: one(
        NightRecord, person, night_of=NIGHT, recorded_at=timezone.now()
    ),
    PatternDecision: lambda person: one(
        PatternDecision,
        person,
        criterion="back_muscles",
        pattern="-",
        decision="raise",
        decided_at=timezone.now(),
    ),
    Morning: lambda person: one(Morning, person, night_of=NIGHT, recorded_at=timezone.now()),
    ConstantMark: lambda person: one(
        ConstantMark,
        person,
        night_of=NIGHT,
        muscle="calf",
        side="left",
        recorded_at=timezone.now(),
    ),
    DayContext: lambda person: one(DayContext, person, night_of=NIGHT, recorded_at=timezone.now()),
    Preferences: lambda person: one(Preferences, person),
    TooManyAnswer: lambda person: one(
        TooManyAnswer, person, answer="yes", answered_at=timezone.now()
    ),
    OtherThingAnswer: lambda person: one(
        OtherThingAnswer, person, thing="grip", answer="yes", answered_at=timezone.now()
    ),
    Medicine: lambda person: one(
        Medicine, person, row_id="a", name="Μαγνήσιο", recorded_at=timezone.now()
    ),
    MedicalTest: lambda person: one(
        MedicalTest, person, row_id="a", kind="emg", recorded_at=timezone.now()
    ),
    Beginning: lambda person: one(
        Beginning, person, row_id="a", kind="stress", recorded_at=timezone.now()
    ),
    VisitStatement: lambda person: one(
        VisitStatement, person, row_id="a", words="Ξανά", recorded_at=timezone.now()
    ),
    FrozenReport: frozen,
    Appointment: lambda person: one(
        Appointment, person, on_date=NIGHT, created_at=timezone.now(), frozen_report=frozen(person)
    ),
    ShareLink: link,
    PartnerLink: partner_link,
    Sighting: sighting,
    ShareOpening: lambda person: ShareOpening.objects.create(
        link=link(person), opened_at=timezone.now(), what="page"
    ),
    SignIn: sign_in,
    SecurityEvent: lambda person: SecurityEvent.objects.create(
        owner=person, at=timezone.now(), kind="exported"
    ),
    ApiToken: lambda person: make_token(person, name="phone", scope="add", as_of=timezone.now()),
    EmailAddress: address,
    OwnAddress: lambda person: one(OwnAddress, person, email=address(person).email),
    EmailConfirmation: lambda person: EmailConfirmation.create(address(person)),
    Authenticator: lambda person: Authenticator.objects.create(user=person, type="totp", data={}),
    # Tables between a person and something that is nobody's.
    User.groups.through: lambda person: person.groups.add(
        Group.objects.get_or_create(name="readers")[0]
    ),
    User.user_permissions.through: lambda person: person.user_permissions.add(
        Permission.objects.all()[0]
    ),
}


def fill(person: User) -> None:
    """Give the person a row of every kind."""
    for make in MAKE.values():
        make(person)


def ways_to_a_person() -> dict[type[models.Model], str]:
    """Each model of all installed apps that leads to a person, however far, and the lookup that
    leads there.
    """
    ways: dict[type[models.Model], str] = {User: "pk"}
    while True:
        paths = {
            model: f"{field.name}__{ways[field.related_model]}"
            for model in apps.get_models(include_auto_created=True)
            if model not in ways
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model in ways
        }
        if not paths:
            return ways
        ways |= paths


def counts(key: int) -> dict[str, int]:
    """How many rows of each such model are that person's."""
    return {
        model._meta.label: model._default_manager.filter(**{way: key}).count()
        for model, way in ways_to_a_person().items()
    }
