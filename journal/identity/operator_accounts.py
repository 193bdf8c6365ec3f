"""Makes and changes accounts for whoever runs the server, by commands (docs/adr/0252)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from journal import entries
from journal.actions.preferences import change_preferences
from journal.actions.sign_ins import end_sign_ins
from journal.identity.account_lookup import is_taken
from journal.identity.security_log import note
from journal.models import SignIn
from journal.models.security_event import Happening


def new_name(typed: str, *, person: User | None = None) -> str:
    """The name in the form in which names are kept, if it is one to sign up with and is free.

    What ``person`` is called, whose new name it is to be, is free for them. Raises ValidationError.
    """
    name: str = get_adapter().clean_username(typed.strip(), shallow=True)
    if is_taken(name, but=person):
        raise get_adapter().validation_error("username_taken")
    return name


def make_account(typed_name: str, password: str, *, time_zone: str = "") -> User:
    """Store a new account, whether sign-up is open or not.

    ``time_zone`` is an IANA name, "" for the server's. Raises ValidationError.
    """
    account = User(username=new_name(typed_name))
    account.password = _hash_of(password, account)  # long, so nobody waits for it
    columns: dict[str, Any] = {"shows_pad_card": True}
    if time_zone:
        columns["time_zone"] = time_zone
    with transaction.atomic():
        account.username = new_name(typed_name)  # somebody may have taken it meanwhile
        account.save()
        change_preferences(account, **columns)
    note(None, account, Happening.ACCOUNT_MADE)
    return account


def rename_account(person: User, typed_name: str) -> str:
    """Store another name to sign in with, and give it as it is kept. Raises ValidationError."""
    with transaction.atomic():
        name = new_name(typed_name, person=person)
        User.objects.filter(pk=person.pk).update(username=name)
    note(None, person, Happening.RENAMED)
    return name


def set_password(person: User, password: str) -> int:
    """Store another password and sign the person out everywhere; in how many places that was.

    Their second step stays, as do tokens and links. Raises ValidationError.
    """
    encoded = _hash_of(password, person)
    User.objects.filter(pk=person.pk).update(password=encoded)
    places = end_sign_ins(SignIn.objects.of(person))
    note(None, person, Happening.PASSWORD_BY_OPERATOR)
    return places


def _hash_of(password: str, person: User) -> str:
    """Raises ValidationError for one that a page would not take either."""
    if entries.UNSTORABLE.search(password):
        raise ValidationError("This password holds a sign that no page takes.")
    validate_password(password, person)
    return make_password(password)
