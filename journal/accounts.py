"""Who may make an account: the first visitor, and later ones only if the operator opens sign-up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest


def sign_up_is_open() -> bool:
    """True while there is no account yet, or if the setting TWITCHLOG_SIGN_UP_OPEN says so."""
    return bool(settings.SIGN_UP_OPEN) or not User.objects.exists()


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's hook for who may sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Asked by allauth before it shows or takes the sign-up form."""
        return sign_up_is_open()
