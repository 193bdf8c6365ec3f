"""Notes in which browsers somebody is signed in, and signs them out there."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from journal.models.sign_in import SignIn, SignInQuerySet

# So many sessions are ended in one statement.
SESSIONS_A_STATEMENT = 200


def note_sign_in(
    session_key: str | None, latest: Mapping[str, object], begun: Mapping[str, object]
) -> None:
    """Store the columns ``latest`` of a session that is used; ``begun`` of one that is new."""
    try:
        with transaction.atomic():
            SignIn.objects.update_or_create(
                session_id=session_key, defaults=latest, create_defaults=begun
            )
    except IntegrityError:
        # Ended at this very instant, by another device: there is nothing left to note. Any other
        # cause is a fault.
        if Session.objects.filter(pk=session_key).exists():
            raise


def end_sign_ins(sign_ins: SignInQuerySet) -> int:
    """Sign out there: the sessions are deleted, and their rows here with them; how many."""
    keys = list(sign_ins.values_list("session_id", flat=True))
    for begin in range(0, len(keys), SESSIONS_A_STATEMENT):
        Session.objects.filter(pk__in=keys[begin : begin + SESSIONS_A_STATEMENT]).delete()
    return len(keys)
