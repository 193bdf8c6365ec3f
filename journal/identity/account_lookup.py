"""Whose account is meant by what was typed to sign in."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from allauth.account.internal.userkit import get_user_by_username
from django.contrib.auth.models import User

from journal import entries
from journal.identity.mail_addresses import account_by_address
from journal.identity.user_names import lookalike_pattern

# A second touch of the button that makes an account, or a second try of a phone that heard nothing
# of the first.
TOUCHED_TWICE = timedelta(minutes=1)


# No name is longer. A text of a million signs would be compared with every name there is.
MOST_SIGNS = 150


def account_named(name: str) -> User | None:
    """The account of that name, else the one that signs in with it.

    A user name in any case, or an e-mail address.
    """
    wanted = User.normalize_username(name.strip())
    if entries.UNSTORABLE.search(wanted):
        return None
    if by_name := account_by_name(wanted):
        return by_name
    return account_by_address(wanted) if "@" in wanted else None


def just_made(name: str, as_of: datetime) -> User | None:
    """The account that a form with this name may have made a moment ago, if any."""
    person = account_named(name)
    if person is None or as_of - person.date_joined > TOUCHED_TWICE:
        return None
    return person


def account_by_name(name: str) -> User | None:
    """The account of that user name, else the one of it in another case.

    ``name`` is in the form in which names are kept. SQLite itself knows the case of ASCII only.
    """
    if len(name) > MOST_SIGNS:
        return None
    if exact := User.objects.filter(username=name).first():
        return exact
    if not name.isascii():
        return User.objects.filter(username__iregex=rf"\A{re.escape(name)}\Z").first()
    person: User | None = get_user_by_username(name)
    return person


def is_taken(name: str, *, but: User | None = None) -> bool:
    """Whether somebody has that user name, in any case, or one that looks like it.

    ``but``: they alone do not count.
    """
    like_it = User.objects.filter(username__iregex=lookalike_pattern(name))
    if but is not None:
        like_it = like_it.exclude(pk=but.pk)
    by_name = account_by_name(name)
    return bool(by_name and by_name != but) or like_it.exists()


def accounts_meant(typed: str) -> list[User | None]:
    """Whose password it may be, the likeliest first.

    One place for a name, two for what may be an e-mail address.

    How many depends on what was typed alone, not on what there is: each place costs as long. An
    account may have a name that is an address, from before that was refused; whoever has the
    address comes first.
    """
    by_name = account_by_name(typed)
    return [account_by_address(typed), by_name] if "@" in typed else [by_name]
