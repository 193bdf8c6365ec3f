"""An appointment: what the person wants to say there, and what was said."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.models.frozen_report import FrozenReport
from journal.models.owner_querysets import OwnedQuerySet

MOST_WORRY_LINES = 3
MOST_QUESTIONS = 5


class Handedness(models.TextChoices):
    """With which hand the person writes; "" is not told."""

    LEFT = "left", _("Left")
    RIGHT = "right", _("Right")
    BOTH = "both", _("Both")


class EarlierWords(models.TextChoices):
    """What was answered to making rows of texts from before; "" is not answered yet."""

    KEEP = "keep"
    ROWS = "rows"
    # written since there are rows: nothing is asked
    NEW = "new"


class AppointmentQuerySet(OwnedQuerySet["Appointment"]):
    """``Appointment.objects.of(person).open().soonest_first()``."""

    def open(self) -> Self:
        """Those that the person has not closed."""
        return self.filter(closed_at=None)

    def before(self, day: date) -> Self:
        """Those before that day."""
        return self.filter(on_date__lt=day)

    def soonest_first(self) -> Self:
        """By the day, the earliest first; the order is total."""
        return self.order_by("on_date", "pk")


class Appointment(models.Model):
    """What somebody wants to raise at a visit.

    ``videos`` is how many they bring along (None: not told), ``videos_of`` what they show.

    "" is "not recorded"; every text is as the person typed it.

    ``worry`` is at most three lines, ``questions`` at most five, one a line. ``person_name``,
    ``birth_year`` (None: not told) and ``handedness`` are who comes, for the doctor's page.
    ``earlier_words`` is what was answered to making rows of ``how_it_began``, ``medicines`` and
    ``changes``, which were all that there was before rows; they stay word for word.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    on_date = models.DateField()
    with_whom = models.CharField(max_length=100, blank=True)
    person_name = models.CharField(max_length=100, blank=True, default="")
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    handedness = models.CharField(max_length=5, blank=True, default="", choices=Handedness)
    worry = models.TextField(max_length=400, blank=True)
    questions = models.TextField(max_length=1000, blank=True)
    since_when = models.CharField(max_length=100, blank=True)
    how_it_began = models.TextField(max_length=500, blank=True)
    medicines = models.TextField(max_length=1000, blank=True)
    changes = models.TextField(max_length=1000, blank=True)
    earlier_words = models.CharField(max_length=4, blank=True, default="", choices=EarlierWords)
    videos = models.PositiveSmallIntegerField(null=True, blank=True)
    videos_of = models.CharField(max_length=200, blank=True, default="")
    frozen_report = models.ForeignKey(
        FrozenReport, null=True, blank=True, on_delete=models.SET_NULL
    )
    said_afterwards = models.TextField(max_length=2000, blank=True)
    next_step = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "on_date"], name="appointments_by_day")]

    def __str__(self) -> str:
        return f"appointment on {self.on_date}"

    @property
    def question_list(self) -> list[str]:
        """The questions, one an item, without empty lines."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]

    @property
    def worry_lines(self) -> list[str]:
        """The worry, one line an item, without empty ones."""
        return [line.strip() for line in self.worry.splitlines() if line.strip()]
