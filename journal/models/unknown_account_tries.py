"""How often a password was tried for a name or an address that no account has, by the day."""

from __future__ import annotations

from django.db import models


class TriesForNobody(models.Model):
    """One row a day (UTC).

    An account's tries are noted for its owner; were these noted nowhere, an answer that takes one
    durable write less would tell that nobody has the address (docs/adr/0153).
    """

    day = models.DateField(primary_key=True)
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.number} on {self.day}"
