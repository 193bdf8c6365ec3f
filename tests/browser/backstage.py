"""Makes people and entries in a running server's database; a process of its own, spoken to in lines of JSON.

The tests' own process cannot do it: there, pytest-django has put its test database in the place of every other.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from functools import lru_cache
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.utils import timezone  # noqa: E402

from journal.entries import Entry  # noqa: E402
from journal.management.commands.demo import fill  # noqa: E402
from journal.models import ApiToken, Episode, Preferences  # noqa: E402
from journal.models.episode import Source  # noqa: E402
from journal.models.recording import record  # noqa: E402


def empty() -> None:
    """Nobody has an account any more."""
    User.objects.all().delete()


# A password that is slow to guess takes half a second to hash; all the people of a run have the same one.
hashed = lru_cache(make_password)


def person(name: str, password: str, time_zone: str) -> str:
    """Make an account and sign it in; the session's key."""
    user = User.objects.create(username=name, password=hashed(password))
    Preferences.objects.create(owner=user, time_zone=time_zone)
    return sign_in(name)


def sign_in(name: str) -> str:
    """A new session of an account; its key."""
    user = User.objects.get(username=name)
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


def token(owner: str, name: str, scope: str) -> str:
    """A new token of an account; its text."""
    person = User.objects.get(username=owner)
    return ApiToken.make(person, name=name, scope=scope, as_of=timezone.now())[1]


def discard(key: int) -> None:
    """Put an entry into the trash."""
    Episode.objects.get(pk=key).discard(timezone.now())


def sign_out(key: str) -> None:
    """A session ends, as when it expires."""
    SessionStore(key).delete()


TIMES = ("happened_at", "device_happened_at")


def diary(owner: str) -> list[dict[str, Any]]:
    """All that somebody's diary holds, in the order in which it happened."""
    fields = (
        "client_id",
        "movement",
        "muscle",
        "side",
        "woke",
        "called_back",
        "phase",
        "count",
        "duration_seconds",
        "source",
        "time_zone",
    )
    rows = Episode.objects.filter(owner__username=owner).order_by("happened_at", "pk").values(*fields, *TIMES)
    return [{**row, **{name: row[name] and row[name].isoformat() for name in TIMES}} for row in rows]


def demo(owner: str) -> int:
    """Give somebody the demo's twelve weeks; the primary key of one entry."""
    person = User.objects.get(username=owner)
    fill(person, as_of=timezone.now())
    return Episode.objects.of(person).latest("happened_at").pk


JOBS = {
    "demo": demo,
    "empty": empty,
    "person": person,
    "sign_in": sign_in,
    "sign_out": sign_out,
    "token": token,
    "episode": episode,
    "discard": discard,
    "diary": diary,
}

if __name__ == "__main__":
    for line in sys.stdin:
        name, arguments = json.loads(line)
        sys.stdout.write(json.dumps(JOBS[name](**arguments)) + "\n")  # type: ignore[operator]  # one shape a job
        sys.stdout.flush()
