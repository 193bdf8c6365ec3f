"""A person's row of one kind, made if there is none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypeVar

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from journal.models import (
    ChangedRow,
    FinishedImport,
    ImportedSpan,
    PartnerLink,
    Sighting,
    SignIn,
    StoredRecipe,
    StoredSleep,
    StoredSleepEvent,
    UnfinishedImport,
)
from journal.models.frozen_report import FrozenReport
from journal.models.share_link import ShareLink

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


def changed_row(person: User) -> ChangedRow:
    fields = {"finished": finished_import(person), "table": "journal_episode", "row_key": 1}
    return one(ChangedRow, person, **fields)


def stored_recipe(person: User) -> StoredRecipe:
    fields = {"name": "ada", "header": "-", "content": "{}", "recorded_at": timezone.now()}
    return one(StoredRecipe, person, **fields)


def stored_sleep(person: User) -> StoredSleep:
    now = timezone.now()
    fields = {"starts_at": now - timedelta(hours=8), "ends_at": now, "recorded_at": now}
    return one(StoredSleep, person, row_id="a", format="sleep_table", content="{}", **fields)


def sleep_event(person: User) -> StoredSleepEvent:
    return one(StoredSleepEvent, person, event="rem", received_at=timezone.now())


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
