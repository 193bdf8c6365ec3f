"""Makes people and entries in a running server's database; a process of its own, spoken to in lines of JSON.

The tests' own process cannot do it: there, pytest-django has put its test database in the place of every other.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.entries import Entry  # noqa: E402
from journal.models import Preferences  # noqa: E402
from journal.models.episode import Source  # noqa: E402
from journal.models.recording import record  # noqa: E402


def empty() -> None:
    """Nobody has an account any more."""
    User.objects.all().delete()


def person(name: str, password: str, time_zone: str) -> str:
    """Make an account and sign it in; the session's key."""
    user = User.objects.create_user(name, password=password)
    Preferences.objects.create(owner=user, time_zone=time_zone)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key or ""


def episode(owner: str, happened_at: str, **fields: Any) -> int:
    """Store an entry through the one write path; its primary key."""
    entry = Entry(happened_at=datetime.fromisoformat(happened_at), **fields)
    stored, _new = record(User.objects.get(username=owner), entry, source=Source.FORM, as_of=timezone.now())
    return stored.pk


JOBS = {"empty": empty, "person": person, "episode": episode}

if __name__ == "__main__":
    for line in sys.stdin:
        name, arguments = json.loads(line)
        sys.stdout.write(json.dumps(JOBS[name](**arguments)) + "\n")  # type: ignore[operator]  # one shape a job
        sys.stdout.flush()
