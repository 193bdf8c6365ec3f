"""A row of every kind that can be somebody's, in all installed apps.

A new model needs a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from journal.actions.api_tokens import make_token
from journal.models import (
    Beginning,
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

Row = TypeVar("Row", bound=models.Model)
NIGHT = date(2026, 7, 1)


def one(model: type[Row], person: User, **fields: object) -> Row:
    """The person's row of that model, made if there is none."""
    row = model._default_manager.filter(owner=person).first()
    return row or model._default_manager.create(owner=person, **fields)


def address(person: User) -> EmailAddress:
    return EmailAddress.objects.get_or_create(user=person, email=f"{person.username}@example.org")[
        0
    ]


def frozen(person: User) -> FrozenReport:
    return one(
        FrozenReport,
        person,
        made_at=timezone.now(),
        first_night=NIGHT,
        last_night=NIGHT,
        content="{}",
    )


def link(person: User) -> ShareLink:
    now = timezone.now()
    later = now + timedelta(days=14)
    return one(
        ShareLink,
        person,
        frozen=frozen(person),
        token_sha256=f"hash-{person.pk}",
        made_at=now,
        ends_at=later,
    )


def sign_in(person: User) -> SignIn:
    later = timezone.now() + timedelta(days=180)
    session = Session.objects.get_or_create(
        pk=f"{person.pk}".zfill(32), defaults={"expire_date": later}
    )[0]
    fields = {"owner": person, "used_at": timezone.now()}
    return SignIn.objects.get_or_create(session=session, defaults=fields)[0]


def unfinished(person: User) -> UnfinishedImport:
    first, long_ago = 10**9 * person.pk, timezone.now() - timedelta(hours=1)
    return one(
        UnfinishedImport,
        person,
        table="journal_episode",
        first=first,
        last=first + 5,
        beat_at=long_ago,
    )


def finished_import(person: User) -> FinishedImport:
    return one(FinishedImport, person, finished_at=timezone.now(), episodes=1, nights=0)


def imported_span(person: User) -> ImportedSpan:
    key = 10**9 * person.pk + 10
    span = {"first": key, "last": key, "columns": "note", "digests": bytes(8)}
    return ImportedSpan.objects.get_or_create(
        finished=finished_import(person), table="journal_episode", defaults=span
    )[0]


def stored_recipe(person: User) -> StoredRecipe:
    fields = {"name": "ada", "header": "-", "content": "{}", "recorded_at": timezone.now()}
    return one(StoredRecipe, person, **fields)


def partner_link(person: User) -> PartnerLink:
    now = timezone.now()
    return one(
        PartnerLink,
        person,
        token_sha256=f"partner-{person.pk}",
        made_at=now,
        ends_at=now + timedelta(days=14),
    )


def sighting(person: User) -> Sighting:
    now = timezone.now()
    return one(
        Sighting,
        person,
        link=partner_link(person),
        client_id="a",
        night_of=NIGHT,
        happened_at=now,
        time_zone="Europe/Berlin",
        place="leg",
        recorded_at=now,
    )


# For every model that leads to a person: a row of theirs.
MAKE: dict[type[models.Model], Callable[[User], object]] = {
    Episode: builders.episode,
    UnfinishedImport: unfinished,
    FinishedImport: finished_import,
    ImportedSpan: imported_span,
    StoredRecipe: stored_recipe,
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
