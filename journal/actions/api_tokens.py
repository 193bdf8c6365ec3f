"""Makes and revokes keys for shortcuts and other programs, and notes their use."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.crypto import salted_hmac

from journal.models.api_token import MOST_TOKENS, PREFIX_LENGTH, ApiToken, digest_of

USE_NOTED_EVERY = timedelta(hours=1)


def token_text(owner: User, key: str, wanted: str) -> str:
    """The token that a form asks for, the same each time that the form is sent; "" without a key.

    ``key`` was drawn for that form, ``wanted`` is what it asks for. Nobody can work the token out
    without the server's secret key.
    """
    if not key:
        return ""
    mac = salted_hmac("journal.models.token", f"{owner.pk}\n{key}\n{wanted}", algorithm="sha256")
    return f"tw_{urlsafe_b64encode(mac.digest()).decode().rstrip('=')}"


def make_token(
    owner: User, *, name: str, scope: str, as_of: datetime, text: str = ""
) -> tuple[ApiToken, str]:
    """A new token and its text, which nothing can bring back later.

    The text is drawn by chance, or the one of ``token_text``. Raises IntegrityError for a name
    in use, and for a text that was made before.
    """
    text = text or f"tw_{secrets.token_urlsafe(32)}"
    revoked = ApiToken.objects.of(owner).exclude(revoked_at=None).order_by("-revoked_at", "-pk")
    # Some revoked ones are kept: by them a form that is sent again is known.
    ApiToken.objects.filter(pk__in=revoked.values("pk")[MOST_TOKENS:]).delete()
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        scope=scope,
        digest=digest_of(text),
        prefix=text[:PREFIX_LENGTH],
        created_at=as_of,
    )
    return token, text


def note_use(token: ApiToken, as_of: datetime) -> None:
    """Note that the token was used, at most once an hour: the list of tokens needs no more."""
    if token.last_used_at is None or as_of - token.last_used_at >= USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=as_of)


def revoke(token: ApiToken, as_of: datetime) -> bool:
    """Make it useless from now on; whether it was of use.

    Revoking twice keeps the first time.
    """
    return ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=as_of) > 0
