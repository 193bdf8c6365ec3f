"""What is done and noted when something happens to an account, by whichever page or library."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import (
    email_added,
    email_changed,
    email_confirmed,
    email_removed,
    password_changed,
    password_reset,
    password_set,
    user_signed_up,
)
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from django.http import HttpRequest
from django.utils import timezone

from journal.actions.own_addresses import note_own_address
from journal.actions.security_events import note_try_for_nobody
from journal.identity.account_lookup import accounts_meant
from journal.identity.security_log import note
from journal.identity.sign_in_records import begin_sign_in, end_others
from journal.models.security_event import Happening
from twitchlog.http.security_log import log_security

TOTP, PASSKEY, RECOVERY = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)
ADDED = {
    TOTP: Happening.CODES_ON,
    PASSKEY: Happening.PASSKEY_ADDED,
    RECOVERY: Happening.RECOVERY_CODES_MADE,
}
REMOVED = {TOTP: Happening.CODES_OFF, PASSKEY: Happening.PASSKEY_REMOVED}
SECOND_STEPS = {
    TOTP: Happening.SIGN_IN_CODE,
    PASSKEY: Happening.SIGN_IN_PASSKEY,
    RECOVERY: Happening.SIGN_IN_RECOVERY_CODE,
}
ADDRESSES = {
    email_added: Happening.ADDRESS_ADDED,
    email_removed: Happening.ADDRESS_REMOVED,
    email_changed: Happening.ADDRESS_FIRST,
}


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: User, **named: Any) -> None:
    note(request, user, _way_in(request, user))
    begin_sign_in(request, user, timezone.now())


def _way_in(request: HttpRequest, person: User) -> Happening:
    """By what allauth has recorded of this sign-in: nothing for the demo and a new account."""
    records = get_authentication_records(request, person)
    if not records:
        return Happening.SIGN_IN
    return SECOND_STEPS.get(records[-1].get("type", ""), Happening.SIGN_IN_PASSWORD)


@receiver(user_signed_up)
def _signed_up(request: HttpRequest, user: User, **named: Any) -> None:
    note(request, user, Happening.ACCOUNT_MADE)


@receiver(user_login_failed)
def _not_let_in(
    credentials: dict[str, Any], request: HttpRequest | None = None, **named: Any
) -> None:
    """For the account that was meant, if any; the name that was typed is written nowhere."""
    typed = credentials.get("username") or credentials.get("email") or ""
    people = accounts_meant(typed) if typed else []
    meant = next(filter(None, people), None)
    if meant is None:
        log_security(Happening.WRONG_PASSWORD, request=request, account=None, result="refused")
        note_try_for_nobody(timezone.now())
    else:
        note(request, meant, Happening.WRONG_PASSWORD)


@receiver(authentication_failed)
def _wrong_code(
    request: HttpRequest, user: User, reauthentication: bool = False, **named: Any
) -> None:
    happening = Happening.WRONG_CODE
    if reauthentication:
        happening = Happening.WRONG_ANSWER
    note(request, user, happening)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest, user: User | None, **named: Any) -> None:
    if user is not None:
        log_security("sign_out", request=request, account=user.pk)


@receiver([password_changed, password_set, password_reset])
def _password_is_new(signal: Signal, request: HttpRequest, user: User, **named: Any) -> None:
    """Other sessions open nothing from now on; they go, so that no list shows them."""
    happening = Happening.PASSWORD_CHANGED
    if signal is password_reset:
        happening = Happening.PASSWORD_RESET
    note(request, user, happening)
    end_others(request, user)


@receiver(list(ADDRESSES))
def _addresses_are_others(signal: Signal, request: HttpRequest, user: User, **named: Any) -> None:
    note(request, user, ADDRESSES[signal])


@receiver(email_confirmed)
def _address_is_confirmed(request: HttpRequest, email_address: EmailAddress, **named: Any) -> None:
    note(request, email_address.user, Happening.ADDRESS_CONFIRMED)


@receiver([authenticator_added, authenticator_removed])
def _second_step_is_new(
    signal: Signal, request: HttpRequest, user: User, authenticator: Authenticator, **named: Any
) -> None:
    """Whoever signed in with less, or with what is no longer trusted, signs in anew.

    Recovery codes change nothing.
    """
    happenings = ADDED if signal is authenticator_added else REMOVED
    happening = happenings.get(authenticator.type)
    if happening:
        note(request, user, happening)
    if authenticator.type in REMOVED:
        end_others(request, user)


@receiver(post_save, sender=User)
def _account_is_new(instance: User, created: bool, raw: bool, **named: Any) -> None:
    """An address that comes with the account is its own, whoever made it."""
    if created and instance.email and not raw:
        note_own_address(instance, instance.email)


@receiver(authenticator_reset)
def _recovery_codes_are_new(request: HttpRequest, user: User, **named: Any) -> None:
    note(request, user, Happening.RECOVERY_CODES_MADE)


@receiver(post_delete, sender=User)
def _account_is_gone(instance: User, **named: Any) -> None:
    log_security("account_erased", request=context.request, account=instance.pk)
