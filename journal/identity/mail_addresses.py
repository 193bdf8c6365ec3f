"""To whom a mail about an account may go, and whose account an address opens (docs/adr/0155)."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User

from journal.models import OwnAddress


def own_addresses(person: User) -> list[str]:
    """Where what happens to the account is told.

    None, if there is but one that was added later and not confirmed.
    """
    confirmed = EmailAddress.objects.filter(user_id=person.pk, verified=True).values_list(
        "email", flat=True
    )
    return sorted(
        {*confirmed, *OwnAddress.objects.of(person).still_given().values_list("email", flat=True)}
    )


def accounts_to_reset(address: str) -> list[User]:
    """Whom a mail to that address may let choose a new password.

    Who confirmed it; if nobody has, who gave it with their account.

    Never who added it later and did not confirm it.
    """
    confirmed = EmailAddress.objects.filter(
        email=address.lower(), verified=True, user__is_active=True
    )
    if people := [row.user for row in confirmed.select_related("user")]:
        return people
    given = OwnAddress.objects.still_given().filter(email=address.lower(), owner__is_active=True)
    return [row.owner for row in given.select_related("owner").order_by("owner_id")]


def account_by_address(address: str) -> User | None:
    """Who signs in by that address.

    Who confirmed it, else who gave it with their account, else who added it.

    Among several the oldest account; the others sign in by their names. As many queries whether or
    not there is one.
    """
    added = list(
        EmailAddress.objects.filter(email=address.lower())
        .select_related("user")
        .order_by("user_id")
    )
    given = (
        OwnAddress.objects.still_given()
        .filter(email=address.lower())
        .select_related("owner")
        .order_by("owner_id")
    )
    ranked = (
        [row.user for row in added if row.verified]
        + [row.owner for row in given]
        + [row.user for row in added]
    )
    ranked += User.objects.filter(email=address.lower()).order_by("pk")[:1]
    return next(iter(ranked), None)
