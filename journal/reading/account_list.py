"""The accounts of this server, for whoever runs it; nothing of what is in a diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Max, OuterRef

from journal.models.accounts import living_accounts


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account; ``used_at`` is None where it was never signed in to.

    ``used_at`` is noted once a day, and lacks what was done since in a browser that is signed out.
    """

    name: str
    made_at: datetime
    used_at: datetime | None
    has_second_step: bool


def read_accounts() -> list[AccountFacts]:
    """All accounts, the oldest first, in one query."""
    # Recovery codes alone ask for nothing.
    ways = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = living_accounts().annotate(
        used_at=Max("sign_ins__used_at"),
        has_second_step=Exists(ways.filter(user=OuterRef("pk"))),
    )
    return [
        AccountFacts(
            name=person.get_username(),
            made_at=person.date_joined,
            used_at=max(filter(None, (person.used_at, person.last_login)), default=None),
            has_second_step=person.has_second_step,
        )
        for person in people.order_by("date_joined", "pk")
    ]
