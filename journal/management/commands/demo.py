"""``python manage.py demo``: a made-up diary to look around in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from journal.actions.appointment import write_appointment
from journal.actions.background import add_row
from journal.actions.record_diary import record_all
from journal.background import KINDS_OF_BACKGROUND
from journal.day_factors import FACTORS
from journal.demo.made_up_appointment import made_up_appointment
from journal.demo.made_up_background import made_up_background
from journal.demo.made_up_nights import DemoNight, made_up_nights
from journal.diary_file import COLLECTIONS, ExportedEpisode, QuietNight, Record
from journal.identity.demo_account import DEMO_NAME
from journal.models import Appointment, Preferences
from journal.models.accounts import living_accounts
from journal.models.episode import Source
from journal.night_sleep import SLEEP_FIELDS
from twitchlog import installation
from twitchlog.database import schema
from twitchlog.not_ready import NotReadyError
from twitchlog.server import readiness


class Command(BaseCommand):
    """Fills a database of its own; a second run adds only the nights since the first."""

    help = (
        "Make the demo's person with a made-up diary of twelve weeks,"
        " in a database that holds nobody else's."
    )
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Refuses to touch anybody's diary."""
        os.umask(0o077)
        if not settings.DEMO:
            raise CommandError(
                "The demo runs on a database of its own:"
                f" TWITCHLOG_DEMO=1 DATA_DIR=demo-data {installation.command('demo')}"
            )
        try:
            readiness.check_folder(settings.DATA_DIR)
            schema.migrate()
        except NotReadyError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            new = fill(the_person(), as_of=timezone.now())
        if new:
            self.stdout.write(f"The demo diary gained {new} entries.")


def the_person() -> User:
    """The demo's person, made on the first call.

    Raises CommandError if the database has anybody else.

    They have no password, so somebody who chose the same name for their own diary is told apart.
    """
    for user in living_accounts():
        if user.username != DEMO_NAME or user.has_usable_password():
            raise CommandError(
                f"The database in {settings.DATA_DIR} holds the diary of {user.username}. "
                "The demo needs one of its own: DATA_DIR=demo-data"
            )
    person = User.objects.filter(username=DEMO_NAME).first()
    return person or User.objects.create_user(DEMO_NAME)


def fill(person: User, *, as_of: datetime) -> int:
    """Store the demo's nights and its one appointment; how many entries were new."""
    zone = Preferences.of(person).zone
    if not Appointment.objects.of(person).exists():
        columns = {
            name: _translated(value)
            for name, value in asdict(made_up_appointment(as_of, zone)).items()
        }
        write_appointment(Appointment(owner=person, created_at=as_of), columns, columns)
        _store_background(person, as_of, zone)
    return sum(store_night(person, night) for night in made_up_nights(as_of, zone))


def _store_background(person: User, as_of: datetime, zone: ZoneInfo) -> None:
    today = as_of.astimezone(zone).date()
    for number, (name, row) in enumerate(made_up_background(as_of, zone)):
        kind = KINDS_OF_BACKGROUND[name]
        values = {field: _translated(value) for field, value in kind.values(row).items()}
        row_id = f"demo-{number}"
        add_row(person, kind, kind.row(values), row_id=row_id, today=today, as_of=as_of)


def store_night(person: User, night: DemoNight) -> int:
    """Store one night; how many of its entries were new."""
    items: list[ExportedEpisode | QuietNight | Record] = [
        ExportedEpisode(
            replace(entry, note=_translated(entry.note)),
            recorded_at=night.recorded_at,
            source=Source.DEMO,
        )
        for entry in night.entries
    ]
    if not items:
        items.append(QuietNight(night.night_of, night.recorded_at))
    items.extend(records_of(night))
    return record_all(person, items, as_of=night.recorded_at).episodes


def _translated(value: Any) -> Any:
    """A text in the language of the command; "" and what is no text as they are."""
    if type(value) is str and value:
        return gettext(value)
    return value


def records_of(night: DemoNight) -> Iterator[Record]:
    """The night's sleep, and the day before it, as far as they are recorded."""
    when = {"night_of": night.night_of, "recorded_at": night.recorded_at}
    if night.sleep:
        sleep = {name: getattr(night.sleep, name) for name in SLEEP_FIELDS}
        yield Record(COLLECTIONS["mornings"], {**when, "does_not_know": False, **sleep})
    if night.day:
        factors = {factor.code: night.day.get(factor.code, "") for factor in FACTORS}
        yield Record(COLLECTIONS["days"], {**when, **factors, "note": ""})
