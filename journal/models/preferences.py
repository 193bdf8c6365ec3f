"""How one person wants their diary."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.device_sleep.sleep_data import LONGEST_SOURCE
from journal.models.owner_querysets import AccountQuerySet
from journal.time_zones import stored_zone

LONGEST_FORMAT = 20
LONGEST_CHOSEN_SOURCE = LONGEST_FORMAT + 1 + LONGEST_SOURCE


class Theme(models.TextChoices):
    """How day pages look; ``auto`` follows the device."""

    AUTO = "auto", _("Same as this device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def default_time_zone() -> str:
    """The zone a new account starts with."""
    return str(settings.DIARY_TIME_ZONE)


class PreferencesQuerySet(AccountQuerySet["Preferences"]):
    """``Preferences.objects.of(person)``."""


class Preferences(models.Model):
    """One row a person, made when they first change something."""

    owner = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="preferences", primary_key=True
    )
    time_zone = models.CharField(max_length=64, default=default_time_zone)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    # Twitches a night; NULL: no limit of one's own.
    limit = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    show_matches = models.BooleanField(default=True)
    # What a report calls the person; "" for nothing. Never the name with which they sign in.
    report_name = models.CharField(max_length=100, blank=True, default="")
    # Set for a new account until the person closes the card that shows them the night pad.
    shows_pad_card = models.BooleanField(default=False)
    # False by the person's own choice, "mornings only": no page leads to the night pad. It opens
    # at its address all the same, and a touch there is stored as ever.
    shows_pad = models.BooleanField(default=True)
    # Format and name, with a space between, of the device or app whose sleep is shown where several
    # wrote a night; "": the one that says most.
    sleep_source = models.CharField(
        max_length=LONGEST_CHOSEN_SOURCE, blank=True, default="", db_default=""
    )
    # The person's own dates: until when they chose to go on, and when they ended the diary. Ended,
    # nothing is asked.
    goes_on_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PreferencesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return f"preferences of {self.owner_id}"

    @classmethod
    def of(cls, person: User) -> Preferences:
        """The person's preferences, or the defaults, which are not stored by being read."""
        return cls.objects.of(person).first() or cls(owner=person)

    @classmethod
    def fetched_with(cls, person: User) -> Preferences:
        """The person's preferences where they were fetched along with the person, without a query.

        They are for whoever signs in, and for owners of tokens.
        """
        preferences: Preferences | None = getattr(person, "preferences", None)
        return preferences or cls(owner=person)

    @property
    def preferred_source(self) -> tuple[str, str] | None:
        """Format and name of the source that is shown first; None: the one that says most."""
        if not self.sleep_source:
            return None
        code, _space, name = self.sleep_source.partition(" ")
        return (code, name)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; UTC if this machine does not know it."""
        return stored_zone(self.time_zone)
