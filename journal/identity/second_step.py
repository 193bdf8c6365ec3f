"""Reads what signing in asks of an account beside its password."""

from __future__ import annotations

from dataclasses import replace

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User

from journal.second_step import SecondStep


def second_step(user: User, *, without: Authenticator | None = None) -> SecondStep:
    """What the account has, in one query; as if ``without`` were removed already."""
    ways = SecondStep()
    for row in Authenticator.objects.filter(user_id=user.pk):
        if without is not None and row.pk == without.pk:
            continue
        if row.type == Authenticator.Type.WEBAUTHN:
            alone = ways.alone or row.wrap().is_passwordless is True
            ways = replace(ways, passkeys=ways.passkeys + 1, alone=alone)
        elif row.type == Authenticator.Type.TOTP:
            ways = replace(ways, app=True)
        else:
            ways = replace(ways, codes=len(row.wrap().get_unused_codes()))
    if ways.is_asked:
        return ways
    return SecondStep()
