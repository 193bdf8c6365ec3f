"""What somebody else saw, until the person accepts or discards it, and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.anatomy import Side
from journal.models.owner_querysets import NightQuerySet
from journal.models.partner_link import PartnerLink
from journal.observations import Movement
from journal.sightings import (
    SIGHTED_MOVEMENTS,
    Rhythm,
    SentSighting,
    SightedPlace,
    SightingState,
    WatcherAnswer,
)

# Discarded ones can be brought back for so long, like entries in the trash.
DISCARDED_KEPT_FOR = timedelta(days=30)


def _values(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """The values of a closed set, whose words are said elsewhere and change without a migration."""
    return [(value.value, value.value) for value in values]


class SightingQuerySet(NightQuerySet["Sighting"]):
    """``Sighting.objects.of(person).waiting().oldest_first()``."""

    def waiting(self) -> Self:
        """Those that the person has neither accepted nor discarded."""
        return self.filter(state=SightingState.WAITING)

    def discarded(self) -> Self:
        """Those that count nowhere."""
        return self.filter(state=SightingState.DISCARDED)

    def oldest_first(self) -> Self:
        """By night and when it was seen."""
        return self.order_by("night_of", "happened_at", "pk")

    def outdated(self, as_of: datetime) -> Self:
        """Discarded ones that are kept no longer."""
        return self.discarded().filter(settled_at__lte=as_of - DISCARDED_KEPT_FOR)


class Sighting(models.Model):
    """One sighting; no rule, figure or chart reads it.

    ``client_id`` begins with the link's number, so that no link reaches another's. ``watcher`` is
    what the owner called them when it came. The closed sets are those of ``journal.sightings``,
    whose words may change without a migration; "" is not recorded. ``settled_at`` is when it was
    accepted or discarded, None while it waits.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sightings")
    link = models.ForeignKey(
        PartnerLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="sightings"
    )
    client_id = models.CharField(max_length=64)
    night_of = models.DateField()
    happened_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    watcher = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=12, choices=_values(SightedPlace))
    movement = models.CharField(max_length=12, blank=True, choices=_values(SIGHTED_MOVEMENTS))
    side = models.CharField(max_length=5, blank=True, choices=_values(Side))
    rhythm = models.CharField(max_length=8, blank=True, choices=_values(Rhythm))
    woke_them = models.CharField(max_length=6, blank=True, choices=_values(WatcherAnswer))
    snored = models.CharField(max_length=6, blank=True, choices=_values(WatcherAnswer))
    state = models.CharField(
        max_length=9, default=SightingState.WAITING.value, choices=_values(SightingState)
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = SightingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="one_sighting_an_id")
        ]
        indexes = [
            models.Index(fields=["owner", "state", "night_of"], name="sightings_by_state"),
            models.Index(fields=["link", "night_of"], name="sightings_of_a_link"),
        ]

    def __str__(self) -> str:
        return f"{self.place} at {self.happened_at:%Y-%m-%d %H:%M}"

    @property
    def sent(self) -> SentSighting:
        """What the watcher said, in the closed sets that it is said in."""
        return SentSighting(
            id=self.client_id,
            happened_at=self.happened_at,
            time_zone=self.time_zone,
            place=SightedPlace(self.place),
            movement=Movement(self.movement) if self.movement else None,
            side=Side(self.side) if self.side else None,
            rhythm=Rhythm(self.rhythm) if self.rhythm else None,
            woke_them=WatcherAnswer(self.woke_them) if self.woke_them else None,
            snored=WatcherAnswer(self.snored) if self.snored else None,
        )
