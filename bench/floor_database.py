"""Makes the floor's own little database: ``python -m bench.floor_database`` prints the key of a
session.
"""

from __future__ import annotations

import sys

from bench import floor

# Django is set up by the line above.
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # isort: skip
from django.contrib.auth.models import User  # isort: skip
from django.contrib.sessions.backends.db import SessionStore  # isort: skip
from django.core.management import call_command  # isort: skip
from django.db import connection  # isort: skip

ROWS = 60  # as many as the four weeks of every diary


def main() -> str:
    """Somebody who is signed in, and as many rows as the diaries' pages show."""
    call_command("migrate", verbosity=0)
    person = User.objects.create_user("floor")
    with connection.cursor() as cursor:
        for statement in floor.SCHEMA:
            cursor.execute(statement)
        cursor.executemany(
            "INSERT INTO entry (owner, at, note) VALUES (%s, '2026-07-07', 'a note')",
            [[person.pk]] * ROWS,
        )
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key or ""


if __name__ == "__main__":
    sys.stdout.write(main() + "\n")
