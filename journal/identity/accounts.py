"""Which accounts there are, whether another may be made, and what an account is called outside."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.models import User

from journal.models.accounts import living_accounts


def an_account_exists() -> bool:
    """False only on a new server, and where all were deleted."""
    return living_accounts().exists()


def sign_up_is_open() -> bool:
    """True while there is no account yet, or if the setting TWITCHLOG_SIGN_UP_OPEN says so."""
    return bool(settings.SIGN_UP_OPEN) or not an_account_exists()


def account_of(person: User) -> str:
    """An opaque id of an account, the same for as long as the account exists.

    Made of what belongs to the account alone: a new secret key leaves it as it is, so that entries
    waiting on a phone still find their owner; and after a fresh start another account under the
    same number gets another id.
    """
    text = f"twitchlog account {person.pk} {person.date_joined.isoformat()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]
