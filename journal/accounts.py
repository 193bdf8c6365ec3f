"""Who is let in: Django's authentication backend.

It stays at this path, whatever moves: every session names it, and is over where it is not found.
"""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User
from django.http import HttpRequest

from journal.identity.account_lookup import accounts_meant
from journal.identity.password_hash import take_new_hash
from twitchlog.passwords import opens, renewed


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Who is let in by a name or an address and a password, and who is signed in.

    A wrong password takes as long whoever is meant, and whether or not there is anybody
    (docs/adr/0153).
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Called by Django; None for a wrong password, and for an account that was shut out."""
        typed, password = (
            credentials.get("username") or credentials.get("email") or "",
            credentials.get("password") or "",
        )
        for person in accounts_meant(typed) if password else []:
            if not opens(person, password) or person is None:
                continue
            if new := renewed(person, password):
                take_new_hash(person, new)
            if self.user_can_authenticate(person):
                return person
            self._stash_user(person)  # allauth leads them to a page that says so
            return None
        return None

    def get_user(self, user_id: int) -> User | None:
        """The person and their preferences in one query; None if they are gone or were shut out."""
        try:
            person = User.objects.select_related("preferences").get(pk=user_id)
        except User.DoesNotExist:
            return None
        return person if self.user_can_authenticate(person) else None
