"""Deletes an account: one small mark, by which it is gone for everybody, then rows in pieces."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone

from journal.actions.short_transactions import Pace, delete_in_pieces
from journal.models import (
    OwnAddress,
    PartnerLink,
    ShareLink,
    ShareOpening,
    SignIn,
    UnfinishedImport,
)
from journal.models.accounts import DELETED, deleted_accounts
from twitchlog.database.write_ahead_log import empty_the_log

# Rows of the first piece: some kinds are long texts.
FIRST_PIECE = 10


def mark_deleted(person: User) -> None:
    """The mark by which the account is gone for everybody.

    Whoever is not active has no session, no token and no way to sign in; an import under way stops.
    """
    person.username = f"{DELETED}{person.pk}"
    person.email = person.first_name = person.last_name = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    OwnAddress.objects.of(person).delete()
    for links in (ShareLink.objects.of(person), PartnerLink.objects.of(person)):
        links.filter(revoked_at=None).update(revoked_at=timezone.now())
    UnfinishedImport.objects.of(person).delete()


def erase(key: int) -> None:
    """Delete all rows of an account that is marked, then the account; then empty the log.

    Nothing is done to an account that is not marked. Ended at any moment and begun again, it goes
    on.
    """
    person = deleted_accounts().filter(pk=key).first()
    if person is None:
        return
    _end_sessions(person)
    delete_in_pieces(ShareOpening.objects.of(person))
    for relation in User._meta.related_objects:
        if not relation.many_to_many:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: person})
            delete_in_pieces(rows, Pace(FIRST_PIECE))
    person.delete()
    empty_the_log()


def _end_sessions(person: User) -> None:
    """By the tables alone: to look for what hangs on a session would take longer than to delete."""
    pace, sign_ins = Pace(), SignIn.objects.of(person)
    while keys := list(sign_ins.order_by("pk").values_list("session_id", flat=True)[: pace.size]):
        with pace.piece():
            for rows in (
                SignIn.objects.filter(session_id__in=keys),
                Session.objects.filter(pk__in=keys),
            ):
                rows._raw_delete(rows.db)


def erase_all() -> None:
    """Go on with every deletion that was begun."""
    for key in list(deleted_accounts().values_list("pk", flat=True)):
        erase(key)
