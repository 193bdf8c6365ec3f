"""A row of every kind that can be somebody's, in all installed apps. A new model needs a line here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from journal.models import (
    Episode,
    Morning,
    NightRecord,
    OtherThingAnswer,
    PatternDecision,
    Preferences,
    TooManyAnswer,
)
from journal.models.appointment import Appointment
from journal.models.day_context import DayContext
from journal.models.frozen import FrozenReport, ShareLink, ShareOpening
from journal.models.token import ApiToken
from tests import builders

Row = TypeVar("Row", bound=models.Model)
NIGHT = date(2026, 7, 1)


def one(model: type[Row], person: User, **fields: object) -> Row:
    """The person's row of that model, made if there is none."""
    known = model._default_manager.filter(owner=person).first()
    return known or model._default_manager.create(owner=person, **fields)


def address(person: User) -> EmailAddress:
    return EmailAddress.objects.get_or_create(user=person, email=f"{person.username}@example.org")[0]


def frozen(person: User) -> FrozenReport:
    return one(FrozenReport, person, made_at=timezone.now(), first_night=NIGHT, last_night=NIGHT, content="{}")


def link(person: User) -> ShareLink:
    now = timezone.now()
    later = now + timedelta(days=14)
    return one(ShareLink, person, frozen=frozen(person), token_sha256=f"hash-{person.pk}", made_at=now, ends_at=later)


# For every model that leads to a person: a row of theirs.
MAKE: dict[type[models.Model], Callable[[User], object]] = {
    Episode: builders.episode,
    NightRecord: lambda person: one(NightRecord, person, night_of=NIGHT, recorded_at=timezone.now()),
    PatternDecision: lambda person: one(
        PatternDecision, person, criterion="back_muscles", pattern="-", decision="raise", decided_at=timezone.now()
    ),
    Morning: lambda person: one(Morning, person, night_of=NIGHT, recorded_at=timezone.now()),
    DayContext: lambda person: one(DayContext, person, night_of=NIGHT, recorded_at=timezone.now()),
    Preferences: lambda person: one(Preferences, person),
    TooManyAnswer: lambda person: one(TooManyAnswer, person, answer="yes", answered_at=timezone.now()),
    OtherThingAnswer: lambda person: one(
        OtherThingAnswer, person, thing="grip", answer="yes", answered_at=timezone.now()
    ),
    FrozenReport: frozen,
    Appointment: lambda person: one(
        Appointment, person, on_date=NIGHT, created_at=timezone.now(), frozen_report=frozen(person)
    ),
    ShareLink: link,
    ShareOpening: lambda person: ShareOpening.objects.create(link=link(person), opened_at=timezone.now(), what="page"),
    ApiToken: lambda person: ApiToken.make(person, name="phone", scope="add", as_of=timezone.now()),
    EmailAddress: address,
    EmailConfirmation: lambda person: EmailConfirmation.create(address(person)),
    Authenticator: lambda person: Authenticator.objects.create(user=person, type="totp", data={}),
    LogEntry: lambda person: LogEntry.objects.create(
        user=person, content_type=ContentType.objects.first(), object_id="1", action_flag=1
    ),
    # Tables between a person and something that is nobody's.
    User.groups.through: lambda person: person.groups.add(Group.objects.get_or_create(name="readers")[0]),
    User.user_permissions.through: lambda person: person.user_permissions.add(Permission.objects.all()[0]),
}


def fill(person: User) -> None:
    """Give the person a row of every kind."""
    for make in MAKE.values():
        make(person)


def ways_to_a_person() -> dict[type[models.Model], str]:
    """Each model of all installed apps that leads to a person, however far, and the lookup that leads there."""
    ways: dict[type[models.Model], str] = {User: "pk"}
    while True:
        found = {
            model: f"{field.name}__{ways[field.related_model]}"
            for model in apps.get_models(include_auto_created=True)
            if model not in ways
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey) and field.related_model in ways
        }
        if not found:
            return ways
        ways |= found


def counts(key: int) -> dict[str, int]:
    """How many rows of each such model are that person's."""
    return {
        model._meta.label: model._default_manager.filter(**{way: key}).count()
        for model, way in ways_to_a_person().items()
    }
