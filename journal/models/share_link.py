"""Links under which somebody without an account may read a frozen report, and their openings."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.models.frozen_report import FrozenReport
from journal.models.owner_querysets import AccountQuerySet


def link_digest(token: str) -> str:
    """What is stored of a link's token: its SHA-256 as hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


class ShareLinkQuerySet(AccountQuerySet["ShareLink"]):
    """``ShareLink.objects.of(person).latest_first()``."""

    def alive(self, as_of: datetime) -> Self:
        """Those that have neither ended nor been taken back."""
        return self.filter(revoked_at=None, ends_at__gt=as_of)

    def latest_first(self) -> Self:
        """By when it was made."""
        return self.order_by("-made_at", "-pk")


class ShareLink(models.Model):
    """A way to one frozen report without an account.

    The token itself is shown once and never stored.

    ``token_sha256`` is the token's hash in hex; ``passphrase`` a password hash of Django's, "" for
    none.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="share_links")
    frozen = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="links")
    for_whom = models.CharField(max_length=100, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    passphrase = models.CharField(max_length=128, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    # Wrong passphrases in the link's life, when the latest was, and the counts of one day
    # (journal.sharing.passphrase_tries).
    wrong_tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    tries_today = models.JSONField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link to {self.frozen_id} until {self.ends_at:%Y-%m-%d}"


class ShareOpeningQuerySet(models.QuerySet["ShareOpening"]):
    """``ShareOpening.objects.of(person).latest_first()``."""

    def of(self, person: User) -> Self:
        """Only those of that person's links."""
        return self.filter(link__owner_id=person.pk)

    def latest_first(self) -> Self:
        """By when it was opened."""
        return self.order_by("-opened_at", "-pk")


class ShareOpening(models.Model):
    """One time that somebody opened a link; its owner is told nothing of who it was."""

    class What(models.TextChoices):
        """What was opened."""

        PAGE = "page", _("The page")
        PDF = "pdf", _("The PDF")

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()
    what = models.CharField(max_length=4, choices=What)

    objects = ShareOpeningQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["link", "opened_at"], name="openings_of_a_link")]

    def __str__(self) -> str:
        return f"{self.what} at {self.opened_at:%Y-%m-%d %H:%M}"
