"""Who may make an account: the first visitor, and later ones only if the operator opens sign-up."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email, get_user_by_username
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import entries
from journal.files.waiting import Waiting
from journal.models import Preferences

DEMO_NAME = "demo"


def an_account_exists() -> bool:
    """False only on a new server."""
    return User.objects.exists()


def sign_up_is_open() -> bool:
    """True while there is no account yet, or if the setting TWITCHLOG_SIGN_UP_OPEN says so."""
    return bool(settings.SIGN_UP_OPEN) or not an_account_exists()


def account_of(person: User) -> str:
    """An opaque id of an account, the same for as long as the account exists.

    Made of what belongs to the account alone: a new secret key leaves it as it is, so that entries waiting on a phone
    still find their owner; and after a fresh start another account under the same number gets another id.
    """
    text = f"twitchlog account {person.pk} {person.date_joined.isoformat()}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def account_named(name: str) -> User | None:
    """The account of that name, else the one that signs in with it: a user name in any case, or an e-mail address."""
    wanted = User.normalize_username(name.strip())
    if entries.UNSTORABLE.search(wanted):
        return None
    by_name = account_by_name(wanted)
    return by_name or (next(iter(filter_users_by_email(wanted)), None) if "@" in wanted else None)


def account_by_name(name: str) -> User | None:
    """The account of that user name, else the one of it in another case, of whatever letters it is made.

    ``name`` is in the form in which names are kept. SQLite itself knows the case of ASCII only.
    """
    if exact := User.objects.filter(username=name).first():
        return exact
    if not name.isascii():
        return User.objects.filter(username__iregex=rf"\A{re.escape(name)}\Z").first()
    found: User | None = get_user_by_username(name)
    return found


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's hook for who may sign up, and for what it says."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # As long as allauth's own limit on failed tries (docs/adr/0010).
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Asked by allauth before it shows or takes the sign-up form."""
        return sign_up_is_open()

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """A new user name in one Unicode form, as it is looked up when somebody signs in: nobody's in another case."""
        name: str = super().clean_username(User.normalize_username(username), shallow)
        if not shallow and account_by_name(name):
            raise self.validation_error("username_taken")
        return name

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Store a new account, asking once more whether sign-up is open.

        Two visitors may both have been told that theirs will be the first. SQLite's transactions are IMMEDIATE here:
        the second waits at ``atomic`` until the first has stored theirs, and then sees it.
        """
        with transaction.atomic():
            if not sign_up_is_open():
                raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=409))
            saved: User = super().save_user(request, user, form, commit)
            zone = form.cleaned_data.get("time_zone")
            if zone and entries.is_taken_zone(zone):
                Preferences.objects.create(owner=saved, time_zone=zone)
        return saved

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Say what allauth says, but never that a mail was sent if this server sends none."""
        if message_template == "account/messages/email_confirmation_sent.txt" and not settings.MAIL_IS_SET_UP:
            return
        super().add_message(request, level, message_template, *args, **kwargs)


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's way of finding who is signed in; brings along what every page asks of them."""

    def get_user(self, user_id: int) -> User | None:
        """The person and their preferences in one query instead of two; None if they are gone or were shut out."""
        try:
            person = User.objects.select_related("preferences").get(pk=user_id)
        except User.DoesNotExist:
            return None
        return person if self.user_can_authenticate(person) else None


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's hook for passkeys and codes."""

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's own name for it
        """What a passkey is called until its owner says otherwise."""
        known: int = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": known + 1}


def delete_account(person: User) -> None:
    """Delete the person with everything that is theirs, on every device; cannot be undone.

    Their rows go with the account (every model of ours and allauth's cascades). Sessions are not rows of a person:
    each is opened to see whose it is. A file that waits to be imported goes as well. SQLite overwrites what it frees,
    and its log is folded in and emptied, so that no note lingers in the files (docs/adr/0013).
    """
    key, waiting = str(person.pk), Waiting(person)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
        person.delete()
        for session in Session.objects.iterator():
            if session.get_decoded().get(SESSION_KEY) == key:
                session.delete()
        transaction.on_commit(waiting.remove)
        transaction.on_commit(_empty_the_log)


def _empty_the_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
