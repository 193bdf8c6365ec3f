"""A better hash of a password, stored without signing anybody out."""

from __future__ import annotations

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from journal.models import SignIn


def take_new_hash(person: User, encoded: str) -> None:
    """Store another hash of the person's same password.

    Sessions know the hash, and go on with the new one.

    What is read beforehand is long, what is written is short: nobody else's entry waits for it.
    """
    old, before = person.password, person.get_session_auth_hash()
    person.password = encoded
    own = list(
        SignIn.objects.of(person).lasting(timezone.now()).values_list("session_id", flat=True)
    )
    with transaction.atomic():
        if not User.objects.filter(pk=person.pk, password=old).update(password=encoded):
            return  # changed meanwhile
        for session in Session.objects.filter(session_key__in=own):
            held = session.get_decoded()
            if held.get(HASH_SESSION_KEY) == before:
                held[HASH_SESSION_KEY] = person.get_session_auth_hash()
                session.session_data = Session.objects.encode(held)
                session.save(update_fields=["session_data"])
