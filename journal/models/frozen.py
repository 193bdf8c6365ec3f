"""Reports as they stood when they were frozen, and the links under which somebody without an account may read one."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _


class FrozenReportQuerySet(models.QuerySet["FrozenReport"]):
    """``FrozenReport.objects.of(person).latest_first()``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def latest_first(self) -> Self:
        """By when it was frozen."""
        return self.order_by("-made_at", "-pk")


class FrozenReport(models.Model):
    """A whole report as text, so that it reads the same whatever happens to the diary afterwards.

    ``content`` is ``journal.report.to_json`` of it and ``sha256`` that text's hash in hex; both are written once.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="frozen_reports")
    made_at = models.DateTimeField()
    first_night = models.DateField()
    last_night = models.DateField()
    rules_version = models.CharField(max_length=16)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)

    objects = FrozenReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"report of {self.first_night} to {self.last_night}"


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """``ShareLink.objects.of(person).latest_first()``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def alive(self, as_of: datetime) -> Self:
        """Those that have neither ended nor been taken back."""
        return self.filter(revoked_at=None, ends_at__gt=as_of)

    def latest_first(self) -> Self:
        """By when it was made."""
        return self.order_by("-made_at", "-pk")


class ShareLink(models.Model):
    """A way to one frozen report without an account. The token itself is shown once and never stored.

    ``token_sha256`` is the token's hash in hex; ``passphrase`` a password hash of Django's, "" for none.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="share_links")
    frozen = models.ForeignKey(FrozenReport, on_delete=models.CASCADE, related_name="links")
    for_whom = models.CharField(max_length=100, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    passphrase = models.CharField(max_length=128, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ShareLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link to {self.frozen_id} until {self.ends_at:%Y-%m-%d}"


class ShareOpening(models.Model):
    """One time that somebody opened a link; shown to the owner, who is told nothing of who it was."""

    class What(models.TextChoices):
        """What was opened."""

        PAGE = "page", _("The page")
        PDF = "pdf", _("The PDF")

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField()
    what = models.CharField(max_length=4, choices=What)

    class Meta:
        indexes = [models.Index(fields=["link", "opened_at"], name="openings_of_a_link")]

    def __str__(self) -> str:
        return f"{self.what} at {self.opened_at:%Y-%m-%d %H:%M}"
