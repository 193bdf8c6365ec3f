"""Fills one database and counts its pages' queries: ``python -m bench.database COUNT`` prints what
it knows as JSON.

A process of its own for each diary, since Django's settings name one database.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta
from random import Random
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import PAGES, filled  # noqa: E402
from journal.actions.api_tokens import make_token  # noqa: E402
from journal.actions.record_diary import record_all  # noqa: E402
from journal.anatomy import MUSCLES  # noqa: E402
from journal.diary_file import ExportedEpisode  # noqa: E402
from journal.entries import Entry  # noqa: E402
from journal.models import Episode  # noqa: E402
from journal.models.api_token import Scope  # noqa: E402
from journal.models.episode import Source  # noqa: E402
from journal.observations import Movement, Phase, Woke  # noqa: E402
from journal.reading.diary_slices import Position  # noqa: E402
from twitchlog.database import schema  # noqa: E402
from twitchlog.static_files import collect  # noqa: E402

# The same in every diary: what the dashboard's four weeks show.
RECENT = 60
FOUR_WEEKS = timedelta(weeks=4)
TEN_YEARS = timedelta(days=3650)
MOVEMENT_WEIGHTS = {
    Movement.TWITCH: 80,
    Movement.JERK: 10,
    Movement.CRAMP: 4,
    Movement.OTHER: 3,
    Movement.UNSURE: 3,
}
WHERE = [muscle for muscle in MUSCLES if not muscle.midline]


def entry(number: int, at: datetime, draw: Random) -> Entry:
    """One of a mixed lot: mostly twitches, some jerks, some on the back, some with open
    questions.
    """
    movement = draw.choices([*MOVEMENT_WEIGHTS], [*MOVEMENT_WEIGHTS.values()])[0]
    return Entry(
        id=f"bench-{number}",
        happened_at=at,
        time_zone="Europe/Berlin",
        movement=movement,
        muscle=draw.choice(WHERE).id,
        phase=draw.choice(list(Phase)),
        woke=draw.choice([None, *Woke]) if movement is Movement.JERK else None,
        count=draw.choice((1, 1, 2, 5, 30)),
        note="A night like others." if number % 5 == 0 else "",
    )


def seed(owner: User, count: int, as_of: datetime) -> None:
    """Spread ``count`` episodes over ten years, ``RECENT`` of them over the last four weeks."""
    draw = Random(20260707)  # noqa: S311 - to be the same in every run
    older = [
        as_of - FOUR_WEEKS - (TEN_YEARS - FOUR_WEEKS) * draw.random()
        for _turn in range(count - RECENT)
    ]
    recent = [as_of - FOUR_WEEKS * draw.random() for _turn in range(RECENT)]
    told = [
        ExportedEpisode(entry(number, at, draw), recorded_at=at, source=Source.FORM)
        for number, at in enumerate(sorted(older + recent))
    ]
    record_all(owner, told, as_of=as_of)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def session_of(person: User) -> str:
    """The key of a session in which they are signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key or ""


def queries(session: str, known: dict[str, str]) -> dict[str, int]:
    """How many queries each page takes, once everything is warm."""
    client = Client(headers={"Host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.raise_request_exception = False
    form = client.get("/log/").content.decode()
    seen = {}
    for page in PAGES:
        for turn in ("warm", "counted"):
            sent = page.body(form, {**known, "turn": turn})
            with CaptureQueriesContext(connection) as caught:
                if sent is None:
                    answer: Any = client.get(filled(page.path, known))
                else:
                    answer = client.post(
                        page.path, sent, content_type=page.kind, headers=page.headers(known)
                    )
                b"".join(answer) if answer.streaming else answer.content
            seen[page.name] = len(caught)
    return seen


def main(count: int) -> dict[str, Any]:
    """Fill the database and say what the measurement needs to know of it."""
    as_of = timezone.now()
    schema.migrate()
    collect.collect_static(settings.STATIC_ROOT)
    person = User.objects.create_user("bench")
    seed(person, count, as_of)
    _token, text = make_token(person, name="bench", scope=Scope.ADD, as_of=as_of)
    middle = (
        Episode.objects.of(person).kept().order_by("-night_of", "-happened_at", "-pk")[count // 2]
    )
    known = {"session": session_of(person), "token": text, "deep": str(Position.of(middle))}
    return {**known, "queries": queries(known["session"], known)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(int(sys.argv[1]))) + "\n")
