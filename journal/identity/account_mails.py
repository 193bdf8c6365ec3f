"""Mails about changes of an account, to all addresses of its owner's own (docs/adr/0155)."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format

from journal.actions.own_addresses import forget_own_address
from journal.identity.mail_addresses import own_addresses
from journal.models import Preferences


def tell_owner(
    adapter: DefaultAccountAdapter, template: str, person: User, context: dict[str, Any]
) -> None:
    """Send it, if this server sends mail; an address that was just taken away hears of that too."""
    addresses = own_addresses(person)
    removed = context.get("deleted_email", "")
    if removed and forget_own_address(person, removed):
        addresses.append(removed)
    if settings.MAIL_IS_SET_UP:
        words = {**context, "username": person.get_username(), "at": _now(person)}
        for address in addresses:
            adapter.send_mail(template, address, words)


def _now(person: User) -> str:
    """In the person's own time."""
    zone = Preferences.of(person).zone
    return f"{date_format(timezone.now().astimezone(zone), 'DATETIME_FORMAT')} ({zone.key})"
