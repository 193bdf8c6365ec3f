"""Makes people and entries in a running server's database; a process of its own, spoken to in lines
of JSON.

The tests' own process cannot do it: there, pytest-django has put its test database in the place of
every other.
"""

from __future__ import annotations

import json
import secrets
import sys
from datetime import datetime, timedelta
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

from journal.actions.api_tokens import make_token  # noqa: E402
from journal.actions.partner_link import make_partner_link, revoke_partner_link  # noqa: E402
from journal.actions.preferences import change_preferences  # noqa: E402
from journal.actions.record import record  # noqa: E402
from journal.actions.trash import discard  # noqa: E402
from journal.management.commands.demo import fill  # noqa: E402
from journal.models import Episode, PartnerLink, Preferences, Sighting  # noqa: E402
from journal.models.episode import Source  # noqa: E402
from tests import builders  # noqa: E402
from tests.addresses import OBJECTS, OPEN, OWN  # noqa: E402
from tests.browser.long_lists import fill_lists  # noqa: E402
from tests.rows_of_every_model import fill as fill_rows  # noqa: E402

DAY = 24 * 60 * 60


def empty() -> None:
    """Nobody has an account any more."""
    User.objects.all().delete()


# A password that is slow to guess takes half a second to hash; all the people of a run have the
# same one.
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
    # Nobody is asked once more who they are, for as long as a run may take; test_accounts asks by
    # its address.
    shown = {"method": "password", "at": timezone.now().timestamp() + DAY, "reauthenticated": True}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = str(user.pk)
    session.create()
    return session.session_key or ""


def come_back(session: str) -> None:
    """As long after signing in as it takes to be asked once more who one is."""
    known = SessionStore(session)
    del known["account_authentication_methods"]
    known.save()


def episode(owner: str, happened_at: str, **fields: Any) -> int:
    """Store an entry through the one write path; its primary key."""
    entry = builders.entry(happened_at=datetime.fromisoformat(happened_at), **fields)
    stored, _new = record(
        User.objects.get(username=owner), entry, source=Source.FORM, as_of=timezone.now()
    )
    return stored.pk


def token(owner: str, name: str, scope: str) -> str:
    """A new token of an account; its text."""
    person = User.objects.get(username=owner)
    return make_token(person, name=name, scope=scope, as_of=timezone.now())[1]


def discard_entry(key: int) -> None:
    """Put an entry into the trash."""
    discard(Episode.objects.get(pk=key), timezone.now())


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
    rows = (
        Episode.objects.filter(owner__username=owner)
        .order_by("happened_at", "pk")
        .values(*fields, *TIMES)
    )
    return [
        {**row, **{name: row[name] and row[name].isoformat() for name in TIMES}} for row in rows
    ]


def demo(owner: str) -> int:
    """Give somebody the demo's twelve weeks; the primary key of one entry."""
    person = User.objects.get(username=owner)
    fill(person, as_of=timezone.now())
    return Episode.objects.of(person).latest("happened_at").pk


def lists(owner: str) -> None:
    """Give somebody lists that are longer than a screen."""
    fill_lists(User.objects.get(username=owner))


def new(owner: str) -> None:
    """As an account that was just made at the sign-up form."""
    change_preferences(User.objects.get(username=owner), shows_pad_card=True)


def partner_link(owner: str) -> str:
    """The path of a new bed partner's link."""
    token = secrets.token_urlsafe(24)
    now = timezone.now()
    person = User.objects.get(username=owner)
    ends_at = now + timedelta(days=28)
    make_partner_link(person, token, watcher="Kim", visit=None, ends_at=ends_at, as_of=now)
    PartnerLink.objects.of(person).update(made_at=now - timedelta(days=14))
    return f"/w/{token}/"


def end_partner_links(owner: str) -> None:
    """All of that person's are over."""
    for link in PartnerLink.objects.of(User.objects.get(username=owner)):
        revoke_partner_link(link, timezone.now(), with_waiting=False)


def sightings(owner: str) -> list[dict[str, Any]]:
    """What somebody else wrote down for that person, in the order in which it came."""
    fields = ("client_id", "place", "side", "movement", "rhythm", "woke_them", "snored", "state")
    rows = Sighting.objects.of(User.objects.get(username=owner)).order_by("pk")
    return list(rows.values(*fields))


def every_address(owner: str) -> list[str]:
    """All addresses of the project, with rows of that person where it takes one."""
    person = User.objects.get(username=owner)
    fill_rows(person)
    discard(builders.episode(person), timezone.now())
    rows = [address(person) for address in OBJECTS.values()]
    return [*OPEN.values(), *OWN.values(), *rows]


JOBS = {
    "every_address": every_address,
    "partner_link": partner_link,
    "end_partner_links": end_partner_links,
    "sightings": sightings,
    "demo": demo,
    "lists": lists,
    "new": new,
    "empty": empty,
    "person": person,
    "sign_in": sign_in,
    "sign_out": sign_out,
    "come_back": come_back,
    "token": token,
    "episode": episode,
    "discard": discard_entry,
    "diary": diary,
}

if __name__ == "__main__":
    for line in sys.stdin:
        name, arguments = json.loads(line)
        sys.stdout.write(json.dumps(JOBS[name](**arguments)) + "\n")  # type: ignore[operator]  # one shape a job
        sys.stdout.flush()
