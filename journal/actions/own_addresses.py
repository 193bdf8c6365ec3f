"""Notes which e-mail addresses are known to be a person's own (docs/adr/0155)."""

from __future__ import annotations

from django.contrib.auth.models import User

from journal.models.own_mail_address import OwnAddress


def note_own_address(person: User, address: str) -> None:
    """The address is the person's own: given with the account, or confirmed."""
    OwnAddress.objects.get_or_create(owner=person, email=address.lower())


def forget_own_address(person: User, address: str) -> bool:
    """The person has taken the address away; whether it was their own.

    Added once more, it is to be confirmed.
    """
    gone, _rows = OwnAddress.objects.of(person).filter(email=address.lower()).delete()
    return gone > 0
