"""Who lives in the besieged database.

A process of its own, run in the folder of the release that is besieged.

``build`` makes accounts and diaries; it takes some seconds and is done once. ``move_in``, beside
the running server, gives them fresh sessions and tokens, and prints what probes and attackers must
know.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.database import seed, session_of  # noqa: E402
from bench.pages import fields  # noqa: E402
from journal.actions.api_tokens import make_token  # noqa: E402
from journal.models import Episode, NightRecord, Preferences  # noqa: E402
from journal.models.api_token import Scope  # noqa: E402

# Of made-up accounts in a folder that is deleted.
PASSWORD = "ten-attackers-and-7-quiet-nights"  # noqa: S105
PASSPHRASE = "seven quiet nights in 1898"  # noqa: S105
OTHER = "other"
TRASHED = 5_000
OTHER_TOKENS = 8


def build(groups: list[str]) -> None:
    """Make everybody and their diaries; a group is ``name:people:entries``, beside "other"."""
    as_of = timezone.now()
    call_command("migrate", interactive=False, verbosity=0)
    seed(person(OTHER), 100, as_of)
    for group in groups:
        name, number, size = group.split(":")
        first = person(f"{name}-0")
        seed(first, int(size), as_of)
        for serial in range(1, int(number)):
            copy_diary(first, person(f"{name}-{serial}"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def person(name: str) -> User:
    """An account with a confirmed address."""
    user = User.objects.create_user(name, f"{name}@siege.test", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Preferences.objects.create(owner=user, time_zone="Europe/Berlin")
    return user


def copy_diary(source: User, target: User) -> None:
    """Give one person the diary of another, row by row in the database."""
    for model in (Episode, NightRecord):
        columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
        names = ", ".join(f'"{column}"' for column in columns)
        values = names.replace('"owner_id"', "%s")
        table = model._meta.db_table
        query = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}"'  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"{query} WHERE owner_id = %s", [target.pk, source.pk])


def move_in(preparations: list[str]) -> dict[str, Any]:
    """Sessions and tokens for everybody, links of one; and what a kind of attack needs besides."""
    if "trash" in preparations:
        _fill_the_trash()
    everybody = {user.username: _keys(user) for user in User.objects.order_by("pk")}
    links: list[str] = []
    partner_link = ""
    if "partner_link" in preparations:
        partner_link = _partner_link(everybody["mid-0"]["session"])
    if "links" in preparations:
        links = _links(everybody["mid-0"]["session"])
    return {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "password": PASSWORD,
        "passphrase": PASSPHRASE,
        "other": everybody.pop(OTHER),
        "mid": [everybody[name] for name in everybody if name.startswith("mid")],
        "long": [everybody[name] for name in everybody if name.startswith("long")],
        "links": links,
        "partner_link": partner_link,
    }


def _keys(user: User) -> dict[str, Any]:
    """A session that has just given its password, and add tokens."""
    session = SessionStore(session_of(user))
    proof = {
        "method": "password",
        "at": time.time(),
        "username": user.username,
        "reauthenticated": True,
    }
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    number = {OTHER: OTHER_TOKENS}.get(user.username, 1)
    rows = [
        make_token(user, name=f"siege {serial}", scope=Scope.ADD, as_of=timezone.now())
        for serial in range(number)
    ]
    return {
        "name": user.username,
        "pk": user.pk,
        "session": session.session_key,
        "tokens": [text for _row, text in rows],
    }


def _fill_the_trash() -> None:
    """Thousands of entries deleted a moment ago, and as many whose thirty days are over."""
    for user in User.objects.filter(username__startswith="mid"):
        oldest = list(
            Episode.objects.filter(owner=user).order_by("pk").values_list("pk", flat=True)[:TRASHED]
        )
        for pks, days in ((oldest[::2], 1), (oldest[1::2], 40)):
            for start in range(0, len(pks), 500):
                moved: models.QuerySet[Episode] = Episode.objects.filter(
                    pk__in=pks[start : start + 500]
                )
                moved.update(deleted_at=timezone.now() - timedelta(days=days))


def _links(session: str) -> list[str]:
    """Two links to a report of everything, the second with a passphrase, made through the page."""
    client = Client(headers={"Host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    addresses = []
    for passphrase in ("", PASSPHRASE):
        form = fields(client.get("/share/").content.decode())
        page = client.post(
            "/share/", {**form, "period": "all", "passphrase": passphrase}, follow=True
        ).content.decode()
        addresses += re.findall(r"/s/([A-Za-z0-9_-]{32})", page)[:1]
    return addresses


def _partner_link(session: str) -> str:
    """The token of a bed partner's link, made through the page."""
    client = Client(headers={"Host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    form = fields(client.get("/partner/").content.decode())
    page = client.post("/partner/", {**form, "watcher": "x"}, follow=True).content.decode()
    token: str = re.findall(r"/w/([A-Za-z0-9_-]{32})/", page)[0]
    return token


def audit() -> dict[str, list[str]]:
    """The ids of everybody's entries, as their owners see them."""
    people = User.objects.order_by("pk")
    return {
        owner.username: list(Episode.objects.of(owner).values_list("client_id", flat=True))
        for owner in people
    }


SEEDING_COMMANDS: dict[str, Callable[[list[str]], object]] = {
    "build": build,
    "move_in": move_in,
    "audit": lambda _arguments: audit(),
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(SEEDING_COMMANDS[sys.argv[1]](sys.argv[2:])) + "\n")
