"""The tokens by which a person's programs reach the diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.models import ApiToken
from journal.models.api_token import Scope


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token that works; of its text only the beginning is known.

    ``last_used_at`` is when it last added something, None for never.
    """

    pk: int
    name: str
    scope: Scope
    prefix: str
    made_at: datetime
    last_used_at: datetime | None


def read_tokens(person: User) -> tuple[TokenFacts, ...]:
    """Those that work, the latest first, in one query."""
    tokens = ApiToken.objects.of(person).valid().order_by("-created_at", "-pk")
    return tuple(
        TokenFacts(
            pk=token.pk,
            name=token.name,
            scope=Scope(token.scope),
            prefix=token.prefix,
            made_at=token.created_at,
            last_used_at=token.last_used_at,
        )
        for token in tokens
    )
