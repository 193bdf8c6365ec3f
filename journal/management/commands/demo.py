"""``python manage.py demo``: a made-up diary to look around in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from journal.accounts import DEMO_NAME
from journal.demo import DemoNight, diary, visit
from journal.diary_file import KINDS, Beside, Kept, QuietNight
from journal.factors import FACTORS
from journal.models import Appointment, Preferences
from journal.models.episode import Source
from journal.models.recording_all import record_all
from twitchlog import serving


class Command(BaseCommand):
    """Fills a database of its own; a second run adds only the nights since the first."""

    help = "Make the demo's person with a made-up diary of twelve weeks, in a database that holds nobody else's."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        """Refuses to touch anybody's diary."""
        os.umask(0o077)
        if not settings.DEMO:
            raise CommandError(
                "The demo runs on a database of its own: TWITCHLOG_DEMO=1 DATA_DIR=demo-data python manage.py demo"
            )
        try:
            serving.check_folder(settings.DATA_DIR)
            serving.migrate()
        except serving.NotReadyError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            new = fill(the_person(), as_of=timezone.now())
        if new:
            self.stdout.write(f"The demo diary gained {new} entries.")


def the_person() -> User:
    """The demo's person, made on the first call. Raises CommandError if the database has anybody else.

    They have no password, so somebody who chose the same name for their own diary is told apart.
    """
    for user in User.objects.all():
        if user.username != DEMO_NAME or user.has_usable_password():
            raise CommandError(
                f"The database in {settings.DATA_DIR} holds the diary of {user.username}. "
                "The demo needs one of its own: DATA_DIR=demo-data"
            )
    known = User.objects.filter(username=DEMO_NAME).first()
    return known or User.objects.create_user(DEMO_NAME)


def fill(person: User, *, as_of: datetime) -> int:
    """Tell the demo's nights, each on its morning, and make the one appointment; how many entries were new."""
    zone = Preferences.of(person).zone
    if not Appointment.objects.of(person).exists():
        planned = {
            name: gettext(told) if isinstance(told, str) else told for name, told in asdict(visit(as_of, zone)).items()
        }
        Appointment.objects.create(owner=person, created_at=as_of, **planned)
    return sum(tell(person, night) for night in diary(as_of, zone))


def tell(person: User, night: DemoNight) -> int:
    """Store one night; how many of its entries were new."""
    entries = [replace(entry, note=gettext(entry.note) if entry.note else "") for entry in night.entries]
    kept = [Kept(entry, recorded_at=night.told_at, source=Source.DEMO) for entry in entries]
    quiet = [] if kept else [QuietNight(night.night_of, night.told_at)]
    return record_all(person, [*kept, *quiet, *beside(night)], as_of=night.told_at).episodes


def beside(night: DemoNight) -> Iterator[Beside]:
    """What was told of the night's sleep and of the day before it."""
    told = {"night_of": night.night_of, "recorded_at": night.told_at}
    if night.bed_at:
        yield Beside(
            KINDS["mornings"], {**told, "does_not_know": False, "bed_at": night.bed_at, "woke_at": night.woke_at}
        )
    if night.day:
        factors = {one.code: night.day.get(one.code, "") for one in FACTORS}
        yield Beside(KINDS["days"], {**told, **factors, "note": ""})
