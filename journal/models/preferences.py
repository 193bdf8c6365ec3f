"""How one person wants their diary."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal import entries


class Theme(models.TextChoices):
    """How day pages look; ``auto`` follows the device."""

    AUTO = "auto", _("Same as this device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def default_time_zone() -> str:
    """The zone a new account starts with."""
    return str(settings.DIARY_TIME_ZONE)


class Preferences(models.Model):
    """One row a person, made when they first change something."""

    owner = models.OneToOneField(User, on_delete=models.CASCADE, related_name="preferences", primary_key=True)
    time_zone = models.CharField(max_length=64, default=default_time_zone)
    theme = models.CharField(max_length=5, choices=Theme, default=Theme.AUTO)
    # Twitches a night; NULL: no limit of one's own.
    limit = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    show_matches = models.BooleanField(default=True)
    # The person's own dates: until when they chose to go on, and when they ended the diary. Ended, nothing is asked.
    goes_on_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "preferences"

    def __str__(self) -> str:
        return f"preferences of {self.owner_id}"

    @classmethod
    def of(cls, person: User) -> Preferences:
        """The person's preferences, or the defaults, unsaved: a page that is only read writes nothing."""
        return cls.objects.filter(owner_id=person.pk).first() or cls(owner=person)

    @classmethod
    def read_with(cls, person: User) -> Preferences:
        """The same from what was fetched along with the person, as those who sign in and owners of tokens are."""
        known: Preferences | None = getattr(person, "preferences", None)
        return known or cls(owner=person)

    @property
    def zone(self) -> ZoneInfo:
        """The person's time zone; UTC if this machine does not know it."""
        return entries.stored_zone(self.time_zone)
