"""Whose each session is: a row beside each in which somebody is signed in (docs/adr/0156).

Django keeps the person of a session inside its signed text, so that whoever looks for one person's
has to open all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models

from journal.models.owner_querysets import AccountQuerySet


class SignInQuerySet(AccountQuerySet["SignIn"]):
    """``SignIn.objects.of(person).lasting(as_of).latest_first()``."""

    def lasting(self, as_of: datetime) -> Self:
        """Those whose session has not run out."""
        return self.filter(session__expire_date__gt=as_of)

    def but(self, session_key: str | None) -> Self:
        """All but the one of that session."""
        return self.exclude(session_id=session_key or "")

    def latest_first(self) -> Self:
        """By when they were last used, as far as that is noted."""
        return self.order_by("-used_at", "-pk")


class SignIn(models.Model):
    """One browser in which somebody is signed in.

    It goes with its session, whichever way that ends.

    ``made_at`` is None for one from before these were noted. ``used_at`` is noted at most once a
    day, when something is sent. ``browser`` and ``system`` are those of
    :class:`journal.devices.Device`.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="sign_in")
    made_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField()
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)

    objects = SignInQuerySet.as_manager()

    def __str__(self) -> str:
        return f"sign-in of account {self.owner_id}"
