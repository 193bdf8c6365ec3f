"""E-mail addresses that are known to be a person's own (docs/adr/0155).

Such an address was given with the account, or confirmed since.
"""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import AccountQuerySet


class OwnAddressQuerySet(AccountQuerySet["OwnAddress"]):
    """``OwnAddress.objects.of(person)``."""

    def still_given(self) -> Self:
        """Those that the account still has."""
        had = models.Q(owner__emailaddress__email=models.F("email")) | models.Q(
            owner__email=models.F("email")
        )
        return self.filter(had).distinct()


class OwnAddress(models.Model):
    """A mark beside allauth's row of the address.

    One that is added later, and not confirmed, has none.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(db_index=True)  # in small letters, as allauth keeps them

    objects = OwnAddressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "email"], name="own_address_once")]

    def __str__(self) -> str:
        return self.email
