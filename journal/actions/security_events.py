"""Notes what happened to somebody's account, and tries for names that nobody has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from journal.devices import Device
from journal.models.security_event import BY_DAY, MOST_OF_A_KIND, Happening, SecurityEvent
from journal.models.unknown_account_tries import TriesForNobody

TRIES_KEPT_FOR = timedelta(days=30)
# So many rows go at once where there are too many of a kind; what is more goes the next time.
DELETED_AT_ONCE = 200


def note_event(
    owner_id: int,
    kind: Happening,
    as_of: datetime,
    *,
    device: Device,
    about: str = "",
    number: int = 1,
) -> None:
    """Note an event of an account's, and let the oldest of its kind go where there are too many."""
    latest = {"at": as_of, "browser": device.browser, "system": device.system}
    day = None
    if kind in BY_DAY:
        day = as_of.astimezone(UTC).date()
    events = SecurityEvent.objects.of_account(owner_id).filter(kind=kind)
    if day and events.filter(day=day).update(number=F("number") + number, **latest):
        return
    try:
        with transaction.atomic():
            SecurityEvent.objects.create(
                owner_id=owner_id, kind=kind, day=day, number=number, about=about, **latest
            )
    except IntegrityError:  # another process began the day at the same instant
        events.filter(day=day).update(number=F("number") + number, **latest)
    by_age = events.latest_first().values_list("pk", flat=True)
    if old := list(by_age[MOST_OF_A_KIND : MOST_OF_A_KIND + DELETED_AT_ONCE]):
        SecurityEvent.objects.filter(pk__in=old).delete()


def note_try_for_nobody(as_of: datetime) -> None:
    """Count a try for a name that nobody has, as :func:`note_event` does for somebody."""
    day = as_of.astimezone(UTC).date()
    today = TriesForNobody.objects.filter(day=day)
    if today.update(number=F("number") + 1):
        return
    try:
        with transaction.atomic():
            TriesForNobody.objects.create(day=day)
    except IntegrityError:  # another process began the day at the same instant
        today.update(number=F("number") + 1)
    TriesForNobody.objects.filter(day__lt=day - TRIES_KEPT_FOR).delete()
