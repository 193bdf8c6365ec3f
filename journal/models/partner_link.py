"""Links under which somebody who sees the person sleep writes down what they see."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from journal.models.appointment import Appointment
from journal.models.owner_querysets import AccountQuerySet


class PartnerLinkQuerySet(AccountQuerySet["PartnerLink"]):
    """``PartnerLink.objects.of(person).latest_first()``."""

    def latest_first(self) -> PartnerLinkQuerySet:
        """By when it was made."""
        return self.order_by("-made_at", "-pk")


class PartnerLink(models.Model):
    """A way to write sightings for one person without an account; it reads nothing.

    The token itself is shown once and never stored. ``watcher`` is what the owner calls whoever has
    it. The link ends with ``visit`` where there is one, else at ``ends_at``
    (``journal.reading.partner_links.end_of_link``).
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="partner_links")
    watcher = models.CharField(max_length=100, blank=True)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    visit = models.ForeignKey(
        Appointment, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    # When something was last stored by it. Writing it first lets one request after another count.
    used_at = models.DateTimeField(null=True, blank=True)

    objects = PartnerLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"partner link {self.pk} of {self.owner_id}"
